using System.Collections.Frozen;

namespace Partners.Core.Values;

/// <summary>
/// Mail providers that are open to everybody, from a kept list: sharing one of their domains does not mean belonging together.
/// </summary>
internal static class PublicMail
{
    private static readonly Lazy<FrozenSet<string>> s_domains = new(Read);

    public static bool IsProvider(string domain) => s_domains.Value.Contains(domain);

    private static FrozenSet<string> Read()
    {
        using var list = typeof(PublicMail).Assembly.GetManifestResourceStream("Partners.Core.Values.PublicMailDomains.txt")!;
        using var reader = new StreamReader(list);
        var domains = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                domains.Add(line);
            }
        }

        return domains.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}

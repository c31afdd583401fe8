using System.Globalization;

namespace Partners.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Database">A file of an earlier run is used as it is; a new one is seeded.</param>
internal sealed record BenchOptions(int Organisations, int ConversationsPerOrganisation, string Database, int Tries)
{
    public const string Usage =
        "Usage: organisations [--organisations 100000] [--conversations 10] [--database FILE] [--tries 200]\n" +
        "Measures the list of organisations, the partner toggle, the page and the import. Exit code 1: something is over its target.";

    /// <summary>Null where it cannot be understood.</summary>
    public static BenchOptions? Read(string[] args)
    {
        if (args is not ["organisations", .. var rest] || rest.Length % 2 != 0)
        {
            return null;
        }

        var options = new BenchOptions(100_000, 10, Path.Combine(Path.GetTempPath(), "partners-bench.db"), 200);
        foreach (var pair in rest.Chunk(2))
        {
            var isNumber = int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            var next = (pair[0], isNumber) switch
            {
                ("--organisations", true) => options with { Organisations = number },
                ("--conversations", true) => options with { ConversationsPerOrganisation = number },
                ("--tries", true) when number > 0 => options with { Tries = number },
                ("--database", _) => options with { Database = Path.GetFullPath(pair[1]) },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Partners.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Subjects">In the order of measuring.</param>
/// <param name="Organisations">Everything else is in proportion; 100,000 is the scale of docs/product.md S1.</param>
/// <param name="Database">One file for every named subject; null for a file per kind of data, in <paramref name="Folder"/>.</param>
/// <param name="Server">A PostgreSQL server, on which each kind of data has a database; null for SQLite files.</param>
/// <param name="Output">A file that gets the tables too, as Markdown.</param>
internal sealed record BenchOptions(
    IReadOnlyList<Subject> Subjects,
    int Organisations,
    int Tries,
    string Folder,
    string? Database,
    string? Server,
    string? Output)
{
    private const string Part = "--part";
    private const string Directus = "--directus";
    private const string Start = "start";

    /// <summary>How a connection string begins.</summary>
    private const string HostOfServer = "Host=";

    private const int DesignScale = 100_000;
    private const int Small = 1_000;
    private const int TriesOfSmall = 30;

    /// <summary>The file's name includes the scale, so that full and small data stay apart.</summary>
    public string FileOf(BenchData data) =>
        Database ?? Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{data.Name}-{Organisations}.db"));

    /// <summary>The database on the server: by data and scale, and by folder, as the files are.</summary>
    public string NameOf(BenchData data)
    {
        var folder = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..6];
        return string.Create(CultureInfo.InvariantCulture, $"bench_{data.Name.Replace('-', '_')}_{Organisations}_{folder}");
    }

    /// <summary>A share of the scale in docs/product.md S1, in proportion.</summary>
    public int Share(int atDesignScale) => (int)Math.Max(1, (long)atDesignScale * Organisations / DesignScale);

    public static string Usage =>
        $"""
        Usage: [SUBJECT …] [--small] [--organisations 100000] [--tries 200] [--folder DIR] [--database FILE|CONNECTION] [--beside]
          [--directus start] [--output FILE]
        Without a subject everything is measured, one after the other; each prints its table when it is done:
        {string.Join('\n', Subject.All.Select(subject => $"  {subject.Name,-14} {subject.Title}"))}
        --database "Host=…;Username=…" measures on a PostgreSQL server, with a database for each kind of data; --beside on SQLite too.
        --directus start lets .ci/directus make a platform with so many organisations for the subject pull; PARTNERS_DIRECTUS names another.
        The data is made where its file is new, and used again otherwise. --small is --organisations 1000 --tries 30, and takes two minutes.
        Exit code 1: something is over its target.
        """;

    /// <summary>Each subject is measured on SQLite too, right before.</summary>
    public bool IsBeside { get; private init; }

    /// <summary>A platform to pull from is made, and stopped afterwards.</summary>
    public bool StartsDirectus { get; private init; }

    /// <summary>A database of a server that is removed when it is left.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>True if this program called itself for one of several subjects.</summary>
    public bool IsPart { get; private init; }

    /// <summary>The arguments for running one subject, writing its table to a file of its own.</summary>
    /// <param name="onServer">On the server, if there is one; otherwise on a SQLite file.</param>
    public string[] OfPart(string output, bool onServer) =>
    [
        Part,
        "--organisations",
        Organisations.ToString(CultureInfo.InvariantCulture),
        "--tries",
        Tries.ToString(CultureInfo.InvariantCulture),
        "--folder",
        Folder,
        .. (onServer ? Server : Database) is { } database ? (string[])["--database", database] : [],
        .. StartsDirectus ? (string[])[Directus, Start] : [],
        "--output",
        output,
    ];

    /// <summary>Null if the arguments are not valid.</summary>
    public static BenchOptions? Read(string[] args)
    {
        var options = new BenchOptions([], DesignScale, 200, Path.Combine(Path.GetTempPath(), "partners-bench"), null, null, null);
        var words = new Queue<string>(args);
        while (words.TryDequeue(out var word))
        {
            var next = Subject.Named(word) is { } subject ? options with { Subjects = [.. options.Subjects, subject] }
                : word switch
                {
                    "all" => options with { Subjects = Subject.All },
                    Part => options with { IsPart = true },
                    "--small" => options with { Organisations = Small, Tries = TriesOfSmall },
                    "--organisations" when Number(words) is { } number => options with { Organisations = number },
                    "--tries" when Number(words) is { } number => options with { Tries = number },
                    "--folder" when words.TryDequeue(out var folder) => options with { Folder = Path.GetFullPath(folder) },
                    "--beside" => options with { IsBeside = true },
                    "--database" when words.TryPeek(out var server) && IsServer(server) => options with { Server = words.Dequeue() },
                    "--database" when words.TryDequeue(out var file) => options with { Database = Path.GetFullPath(file) },
                    Directus when words.TryDequeue(out var how) && how == Start => options with { StartsDirectus = true },
                    "--output" when words.TryDequeue(out var file) => options with { Output = Path.GetFullPath(file) },
                    _ => null,
                };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options.Subjects.Count == 0 ? options with { Subjects = Subject.All } : options;
    }

    private static bool IsServer(string named) => named.StartsWith(HostOfServer, StringComparison.OrdinalIgnoreCase);

    private static int? Number(Queue<string> words) =>
        words.TryDequeue(out var word) && int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
}

using System.Globalization;

namespace Partners.Bench;

/// <summary>What is measured.</summary>
internal enum Subject
{
    Organisations,
    Billing,
    Ledger,
    Pipeline,
    Handoff,
    Moves,
    Search,
}

/// <summary>What the command line asks for.</summary>
/// <param name="Database">A file of an earlier run is used as it is; a new one is seeded.</param>
internal sealed record BenchOptions(int Organisations, int ConversationsPerOrganisation, string Database, int Tries)
{
    public const string Usage =
        "Usage: organisations|billing|ledger|external-led|handoff|moves|search [--organisations 100000] [--conversations 10] [--database FILE] [--tries 200]\n" +
        "organisations measures the list of organisations, the partner toggle, the page and the import; billing the list of\n" +
        "billing accounts; ledger the grid of deals and the posting of a million payments; external-led the signals of 100,000 clients and\n" +
        "the board; handoff the transfer of a large workspace; moves 50,000 projects\n" +
        "in one go; search finding anything from anywhere. Exit code 1: something is over its target.";

    public Subject Subject { get; init; }

    /// <summary>Null where it cannot be understood.</summary>
    public static BenchOptions? Read(string[] args)
    {
        if (args is not [var what, .. var rest] || SubjectOf(what) is not { } subject || rest.Length % 2 != 0)
        {
            return null;
        }

        var options = new BenchOptions(100_000, 10, Path.Combine(Path.GetTempPath(), "partners-bench.db"), 200) { Subject = subject };
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

    private static Subject? SubjectOf(string word) => word switch
    {
        "organisations" => Bench.Subject.Organisations,
        "billing" => Bench.Subject.Billing,
        "ledger" => Bench.Subject.Ledger,
        "external-led" => Bench.Subject.Pipeline,
        "handoff" => Bench.Subject.Handoff,
        "moves" => Bench.Subject.Moves,
        "search" => Bench.Subject.Search,
        _ => null,
    };
}

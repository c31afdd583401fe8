using FluentAssertions;
using Mono.Cecil;
using Partners.Console.Hosting;
using Partners.Core;

namespace Partners.Console.Tests.House;

/// <summary>Arrows point one way: a folder knows those before it, and none that come after (docs/architecture.md).</summary>
public sealed class ArrowTests
{
    private static readonly string[] s_core =
    [
        "Values", "Access", "Audit", "Changes", "Views", "Jobs", "Outbox", "Mail", "Consent",
        "Organisations", "Workspaces", "Billing", "Clients", "Branding", "Referrals", "Documents", "ExternalLed", "Handoffs", "Moves",
        "Findings", "Platform", "Search", "Today",
    ];

    /// <summary>Pages of organisations show parts of every other capability, so they come late.</summary>
    private static readonly string[] s_console =
    [
        "Look", "Paper", "Shell", "Links", "Access", "Presence", "Views", "Jobs", "Mail", "Documents", "Consent",
        "Audit", "Findings", "Platform", "Billing", "Referrals", "ExternalLed", "Workspaces", "Handoffs", "Moves", "Organisations",
        "Today", "Search",
        "Layout", "MadeUp", "Hosting", "CommandLine",
    ];

    /// <summary>The database context names every entity, and every folder uses it.</summary>
    private static readonly string[] s_besideCore =
    [
        "", "Telemetry", "Persistence",
        "Persistence.Sqlite", "Persistence.Sqlite.Migrations", "Persistence.PostgreSql", "Persistence.PostgreSql.Migrations",
    ];

    [Fact]
    public void No_folder_of_the_core_knows_one_that_comes_after_it()
    {
        ArrowsBack(typeof(PartnersCore), "Partners.Core", s_core, s_besideCore)
            .Should().BeEmpty();
    }

    [Fact]
    public void No_folder_of_the_console_knows_one_that_comes_after_it()
    {
        ArrowsBack(typeof(ConsoleHost), "Partners.Console", s_console, beside: [""]).Should().BeEmpty();
    }

    [Fact]
    public void Only_made_up_data_reaches_past_the_services_of_the_core()
    {
        using var module = ModuleDefinition.ReadModule(typeof(ConsoleHost).Assembly.Location);
        var reaching = AssemblyReferences.Of(module)
            .Where(reference => !reference.From.Namespace.StartsWith("Partners.Console.MadeUp", StringComparison.Ordinal))
            .Where(reference => AssemblyReferences.NamespaceOf(reference.To).StartsWith("Partners.Core", StringComparison.Ordinal))
            .Where(reference => AssemblyReferences.IsInternal(reference.To))
            .Select(reference => $"{reference.From.FullName} → {reference.To.FullName}")
            .Distinct(StringComparer.Ordinal);
        reaching.Should().BeEmpty();
    }

    [Fact]
    public void An_arrow_back_is_seen()
    {
        // The order turned round: what is right becomes wrong.
        ArrowsBack(typeof(PartnersCore), "Partners.Core", [.. s_core.Reverse()], s_besideCore)
            .Should().Contain("Referrals/ReferralLedger → Access: Staff");
    }

    private static List<string> ArrowsBack(Type member, string root, string[] order, string[] beside)
    {
        using var module = ModuleDefinition.ReadModule(member.Assembly.Location);
        var back = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (from, to) in AssemblyReferences.Of(module))
        {
            var (fromFolder, toFolder) = (Folder(from.Namespace), Folder(AssemblyReferences.NamespaceOf(to)));
            if (fromFolder is null || toFolder is null || beside.Contains(fromFolder, StringComparer.Ordinal))
            {
                continue;
            }

            var (at, target) = (Array.IndexOf(order, First(fromFolder)), Array.IndexOf(order, First(toFolder)));
            if (at < 0 || (target < 0 && !beside.Contains(toFolder, StringComparer.Ordinal)))
            {
                back.Add($"{fromFolder} or {toFolder} has no place in the order: {from.Name}");
            }
            else if (target > at)
            {
                back.Add($"{fromFolder}/{from.Name} → {toFolder}: {to.Name}");
            }
        }

        return [.. back];

        string? Folder(string space) =>
            string.Equals(space, root, StringComparison.Ordinal) ? string.Empty
            : space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..]
            : null;

        static string First(string folder) => folder.Split('.')[0];
    }
}

using System.Text.RegularExpressions;
using FluentAssertions;
using Mono.Cecil;
using Partners.Console.Hosting;
using Partners.Core;

namespace Partners.Console.Tests.House;

/// <summary>What differs between the databases stands in one folder each (docs/decisions/0024).</summary>
public sealed partial class EngineTests
{
    /// <summary>Names the databases there are, and chooses between them.</summary>
    private const string Choice = "DatabaseEngines";

    private static readonly string[] s_providers = ["Sqlite", "SQLitePCL", "Npgsql"];

    private static readonly string[] s_engines = ["Partners.Core.Persistence.Sqlite", "Partners.Core.Persistence.PostgreSql"];

    [Fact]
    public void No_provider_is_known_outside_its_folder()
    {
        var known = new[] { typeof(PartnersCore), typeof(ConsoleHost) }.SelectMany(Known).ToList();

        known.Should().Contain(one => one.From.StartsWith(s_engines[0], StringComparison.Ordinal), "the test sees what it looks for");
        known
            .Where(one => !Array.Exists(s_engines, engine => one.From.StartsWith(engine, StringComparison.Ordinal)))
            .Where(one => !one.From.EndsWith("." + Choice, StringComparison.Ordinal))
            .Select(one => $"{one.From} → {one.To}")
            .Distinct(StringComparer.Ordinal)
            .Should().BeEmpty();
    }

    [Fact]
    public void No_statement_is_written_outside_the_persistence()
    {
        var statements = Repository.Sources(".cs", ".razor")
            .Where(source => source.Path.StartsWith("Partners.Core", StringComparison.Ordinal)
                || source.Path.StartsWith("Partners.Console" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Where(source => Statement().IsMatch(source.Text))
            .Select(source => source.Path)
            .ToList();

        statements.Should().NotBeEmpty().And.AllSatisfy(path =>
            path.Should().StartWith(Path.Combine("Partners.Core", "Persistence")));
    }

    private static IEnumerable<(string From, string To)> Known(Type member)
    {
        using var module = ModuleDefinition.ReadModule(member.Assembly.Location);
        return
        [
            .. from reference in AssemblyReferences.Of(module)
               let to = reference.To as TypeReference ?? reference.To.DeclaringType
               where IsOfProvider(to)
               select (reference.From.FullName, reference.To.FullName),
        ];
    }

    private static bool IsOfProvider(TypeReference type) =>
        Array.Exists(s_engines, engine => AssemblyReferences.NamespaceOf(type).StartsWith(engine, StringComparison.Ordinal))
        || Array.Exists(s_providers, provider => type.Scope.Name.Contains(provider, StringComparison.Ordinal));

    /// <summary>A literal that begins with a statement.</summary>
    [GeneratedRegex(
        @"""\s*(SELECT\s|INSERT INTO\s|UPDATE\s+""|DELETE FROM\s|PRAGMA\s|CREATE (TABLE|INDEX|TRIGGER)\s|WITH \w+ AS)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}

using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Search;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Search;

/// <summary>The index follows every write, whatever its source.</summary>
public sealed class SearchIndexTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Follows_an_import_and_what_the_next_one_renames_and_deletes()
    {
        using var export = new ExportFiles();
        const string User = """ "directus_user_id": "00000000-0000-4000-8000-000000000009" """;
        export.Replace("app_user", $$"""{"id": "{{Id(1)}}", {{User}}, "email": "Carla@Zwolle.example", "display_name": "Carla Bös"}""");
        export.Replace(
            "workspace",
            $$"""{"id": "{{Id(3)}}", "org_id": "{{ExportFiles.Organisation}}", "name": "Woonvisie", "usage_context": "external", "data_owner_org_name": "Gemeente Zwolle"}""",
            $$"""{"id": "{{Id(4)}}", "org_id": "{{ExportFiles.Organisation}}", "name": "Wegwerk"}""");
        await _database.ImportAsync(export);
        (await IdsAsync("bos")).Should().Equal(Id(1));
        (await IdsAsync("zwolle")).Should().Equal(Id(3), Id(1));
        (await IdsAsync("wegw")).Should().Equal(Id(4));

        export.Replace("app_user", $$"""{"id": "{{Id(1)}}", {{User}}, "email": "carla@ede.example", "display_name": "Carla Vink"}""");
        export.Replace(
            "workspace",
            $$"""{"id": "{{Id(3)}}", "org_id": "{{ExportFiles.Organisation}}", "name": "Klimaat", "usage_context": "external", "data_owner_org_name": "Gemeente Ede"}""",
            $$"""{"id": "{{Id(4)}}", "org_id": "{{ExportFiles.Organisation}}", "name": "Wegwerk", "deleted_at": "2026-11-19T10:00:00Z"}""");
        await _database.ImportAsync(export);

        foreach (var gone in (string[])["bos", "zwolle", "wegw", "woonvisie"])
        {
            (await IdsAsync(gone)).Should().BeEmpty(gone);
        }

        (await IdsAsync("ede")).Should().Equal(Id(3), Id(1));
        (await IdsAsync("vink")).Should().Equal(Id(1));
        (await IdsAsync("limaat")).Should().Equal(Id(3));
    }

    [Fact]
    public async Task Follows_a_data_owner_that_is_named_here()
    {
        var partner = Make.PlatformPartner();
        var workspace = Make.Client(partner);
        await _database.AddAsync(partner, workspace);

        var named = await _database.Get<DataOwnership>().NameAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), workspace.Id, 1, "Provincie Fryslân", "info@fryslan.example", OwnAddressMeant: false, "Renamed"),
            default);

        named.IsDone.Should().BeTrue();
        (await IdsAsync("fryslan")).Should().Equal(workspace.Id);
        (await IdsAsync("zwolle")).Should().BeEmpty();
    }

    [Fact]
    public async Task Forgets_rows_that_are_removed_by_hand()
    {
        var organisation = Make.Organisation("Bureau");
        await _database.AddAsync(organisation, Make.Internal(organisation, "Woonvisie"), Make.Person("Carla Bos", "carla@zwolle.example"));

        await _database.ByHandAsync("""DELETE FROM "Workspaces"; DELETE FROM "People" """);
        if (!TestStore.IsServer)
        {
            await _database.ByHandAsync(
                """INSERT INTO "PersonNameTrigrams" ("PersonNameTrigrams") VALUES ('integrity-check'); INSERT INTO "WorkspaceNameTrigrams" ("WorkspaceNameTrigrams") VALUES ('integrity-check')""");
        }

        (await IdsAsync("woonvisie")).Should().BeEmpty();
        (await IdsAsync("carla")).Should().BeEmpty();
    }

    /// <summary>Over random names with few distinct letters, so that much matches: the answer equals a full scan's.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_is_found_contains_the_letters_and_what_is_not_found_has_no_better_match(int seed)
    {
        var random = new Random(seed);
        var organisations = Enumerable.Range(0, 40).Select(_ => Make.Organisation(Word(random))).ToList();
        var workspaces = organisations
            .Select(organisation => random.Next(2) == 0
                ? Make.Internal(organisation, Word(random))
                : Make.Client(organisation, Word(random), Word(random)))
            .ToList();
        var people = Enumerable.Range(0, 40)
            .Select(number => Make.Person(Word(random), $"{SearchKey.Of(Word(random)).Replace(' ', '.')}@{number}.example"))
            .ToList();
        await _database.AddAsync([.. organisations, .. workspaces, .. people]);

        for (var i = 0; i < 25; i++)
        {
            var word = Word(random);
            var text = word[..Math.Min(word.Length, random.Next(1, 4))].Trim();
            var key = SearchKey.Of(text);
            var found = (await _database.Get<EverywhereSearch>().FindAsync(Make.Staff, text, default)).Rows;
            foreach (var (kind, ranks) in ((FoundKind, IEnumerable<MatchRank?>)[])
            [
                (FoundKind.Organisation, organisations.Select(row => MatchRanks.Of(row.Name, key))),
                (FoundKind.Workspace, workspaces.Select(row => MatchRanks.Of([row.Name, row.DataOwnerName], key))),
                (FoundKind.Person, people.Select(row => MatchRanks.Of([row.DisplayName, row.Email], key))),
            ])
            {
                // With fewer than three letters the middle of a word does not count; with one letter, only the beginning of a name.
                var all = ranks.OfType<MatchRank>().Order().ToList();
                var shown = found.Where(row => row.Kind == kind).Select(row => row.Rank).ToList();
                var least = key.Length switch { 1 => MatchRank.Prefix, 2 => MatchRank.WordPrefix, _ => MatchRank.Anywhere };
                shown.Should().Equal(
                    all.Where(rank => rank <= least).Take(EverywhereSearch.MostOfKind),
                    "\"{0}\" of seed {1} looks for {2}",
                    text,
                    seed,
                    kind);
            }
        }
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 8).Select(seed => new TheoryDataRow<int>(seed));

    private static string Word(Random random) =>
        string.Join(
            ' ',
            Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
                string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => "abÄé"[random.Next(4)]))));

    private static Guid Id(int number) => Guid.Parse($"00000000-0000-4000-8000-{number:D12}");

    private async Task<IReadOnlyList<Guid>> IdsAsync(string text) =>
        [.. (await _database.Get<EverywhereSearch>().FindAsync(Make.Staff, text, default)).Rows.Select(row => row.Id)];
}

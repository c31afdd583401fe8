using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Whatever an import changes, reading only the touched clients gives the same as reading all.</summary>
public sealed class IncrementalRefreshProperties
{
    private const string Person = "10000000-0000-4000-8000-00000000000{0}";
    private const string User = "11000000-0000-4000-8000-00000000000{0}";
    private const string Organisation = "20000000-0000-4000-8000-00000000000{0}";
    private const string Workspace = "30000000-0000-4000-8000-00000000000{0}";
    private const string Project = "50000000-0000-4000-8000-00000000000{0}";
    private const int Several = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_was_touched_and_everything_come_to_the_same(int seed)
    {
        var dice = new Random(seed);
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles();
        foreach (var collection in (string[])["mollie_payments", "mollie_refunds", "referral_ledger", "billing_account"])
        {
            export.Without(collection);
        }

        var listed = 0;
        for (var round = 0; round < 16; round++)
        {
            // Everything at first, then one kind of record at a time, so that one kind's touches cannot cover for another's.
            var rows = Rows(dice);
            foreach (var (collection, some) in round == 0 ? [.. rows] : dice.GetItems([.. rows], 1))
            {
                export.Replace(collection, some);
            }

            await database.ImportAsync(export);
            var touched = await ReadAsync(database);
            await database.ByHandAsync("""DELETE FROM "SignalRefreshRuns" """);
            var everything = await ReadAsync(database);

            touched.Should().BeEquivalentTo(everything, $"of what import {round} changed");
            listed += everything.Count(entry => entry.IsListed);
        }

        listed.Should().BePositive("the dice show clients that lead themselves");
    }

    private static async Task<List<PipelineEntry>> ReadAsync(TestDatabase database)
    {
        database.Clock.Now += TimeSpan.FromMinutes(1);
        (await database.Get<SignalRefresh>().RunAsync(Make.Staff, Clients.Today, null, default)).Value!.Status
            .Should().Be(RefreshStatus.Completed);
        return await database.QueryAsync(db => db.PipelineEntries.AsNoTracking().OrderBy(entry => entry.WorkspaceId).ToListAsync());
    }

    /// <summary>Every record of a small world, with random values.</summary>
    private static Dictionary<string, string[]> Rows(Random dice)
    {
        return new(StringComparer.Ordinal)
        {
            ["app_user"] = Some(
                Several,
                i =>
                    $$"""{"id":"{{Id(Person, i)}}","directus_user_id":"{{Id(User, i)}}","email":"{{Pick("a@x.example", "B@x.example", "c@x.example")}}","display_name":"{{Pick("Anna", "Bo")}}","created_at":"2025-01-01T10:00:00Z"}"""),
            ["org"] = Some(
                Several,
                i =>
                    $$"""{"id":"{{Id(Organisation, i)}}","name":"{{Pick("Bureau", "Advies")}}","is_partner":true,"created_by":"{{Any(Person)}}","created_at":"{{Moment()}}","deleted_at":{{Gone()}}}"""),
            ["workspace"] = Some(
                Several,
                i =>
                    $$"""{"id":"{{Id(Workspace, i)}}","org_id":"{{Any(Organisation)}}","name":"{{Pick("Woonvisie", "Energie")}}","usage_context":"{{Pick("external", "external", "internal")}}","data_owner_org_name":"{{Pick("Gemeente Ede", "Gemeente Epe")}}","data_owner_email":"{{Pick("A@x.example", "b@x.example", "d@x.example")}}","created_at":"2025-01-03T10:00:00Z","deleted_at":{{Gone()}}}"""),
            ["org_membership"] = Some(
                Several,
                i =>
                    $$"""{"id":"6000000{{i}}-0000-4000-8000-000000000001","org_id":"{{Any(Organisation)}}","user_id":"{{Any(Person)}}","role":"member","created_at":"2025-01-04T10:00:00Z","deleted_at":{{Gone()}}}"""),
            ["workspace_membership"] = Some(
                2 * Several,
                i =>
                    $$"""{"id":"6100000{{i}}-0000-4000-8000-000000000001","workspace_id":"{{Any(Workspace)}}","user_id":"{{Any(Person)}}","role":"member","source":"direct","created_at":"{{Moment()}}","deleted_at":{{Gone()}}}"""),
            ["workspace_invite"] = Some(
                2 * Several,
                i =>
                    $$"""{"id":"6200000{{i}}-0000-4000-8000-000000000001","workspace_id":"{{Any(Workspace)}}","email":"{{Pick("e@x.example", "f@x.example")}}","role":"member","invited_by":"{{Any(Person)}}","created_at":"{{Moment()}}","deleted_at":{{Gone()}}}"""),
            ["project"] = Some(
                Several,
                i =>
                    $$"""{"id":"{{Id(Project, i)}}","workspace_id":"{{Any(Workspace)}}","name":"Visie","directus_user_id":"{{Any(User)}}","created_at":"{{Moment()}}","deleted_at":{{Gone()}}}"""),
            ["conversation"] = Some(
                40,
                i =>
                    $$"""{"id":"70000000-0000-4000-8000-0000000001{{i:00}}","project_id":"{{Any(Project)}}","created_at":"{{Moment()}}","duration":61}"""),
            ["directus_activity"] = Some(
                3 * Several,
                i =>
                    $$"""{"id":{{i}},"action":"update","user":"{{Any(User)}}","timestamp":"{{Moment()}}","collection":"{{Pick("workspace", "workspace", "project")}}","item":"{{Any(Workspace)}}"}"""),
        };

        string Any(string kind) => Id(kind, dice.Next(Several));
        string Pick(params string[] some) => some[dice.Next(some.Length)];
        string Moment() => FixedClock.Noon.AddDays(-dice.Next(-5, 120)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string Gone() => dice.Next(6) == 0 ? "\"2026-11-01T10:00:00Z\"" : "null";
        static string[] Some(int count, Func<int, string> row) => [.. Enumerable.Range(0, count).Select(row)];
        static string Id(string kind, int number) => string.Format(CultureInfo.InvariantCulture, kind, number);
    }
}

using FluentAssertions;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;

namespace Partners.Console.Tests.Platform;

/// <summary>What waits for the platform, by what people did.</summary>
public sealed class PlatformActTests : IAsyncLifetime
{
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Two_commands_of_one_person_at_one_moment_are_two_acts()
    {
        await MakePartnerAsync("Bureau Samenspel");
        await MakePartnerAsync("Bureau Weerklank");

        var acts = await ActsAsync(PlatformChangeState.Waiting);

        acts.Total.Should().Be(2);
        acts.Rows.Select(act => act.Entry!.SubjectName).Should().BeEquivalentTo("Bureau Samenspel", "Bureau Weerklank");
        acts.Rows.Should().OnlyContain(act => act.Total == 1 && act.Changes.Count == 1);
    }

    [Fact]
    public async Task What_one_person_did_can_be_had_alone()
    {
        await MakePartnerAsync("Bureau Samenspel");
        await TellAsync(1, requestId: null, Make.Operator);
        await TellAsync(2, Guid.CreateVersion7(), Make.Operator);
        var record = _database.Get<PlatformRecord>();

        (await ActsAsync(PlatformChangeState.Waiting)).Total.Should().Be(3);
        var hers = await OfAsync(Make.Operator.Subject);
        (hers.Total, hers.Rows.Count).Should().Be((2, 2));
        hers.Rows.Should().OnlyContain(act => act.Changes.All(change => change.BySubject == Make.Operator.Subject));
        (await OfAsync("nobody-of-that-name")).Total.Should().Be(0);

        Task<PageOf<PlatformAct>> OfAsync(string subject) =>
            record.ActsAsync(Make.Staff, PlatformChangeState.Waiting, subject, page: 1, size: 25, default);
    }

    [Fact]
    public async Task Changes_without_a_request_stand_alone()
    {
        await TellAsync(3, requestId: null);

        var acts = await ActsAsync(PlatformChangeState.Waiting);

        acts.Rows.Select(act => act.Changes.Count).Should().Equal(1, 1, 1);
        acts.Rows.Should().OnlyContain(act => act.Entry == null);
    }

    [Fact]
    public async Task Of_a_large_act_the_first_hundred_changes_are_loaded_and_all_are_counted()
    {
        await TellAsync(PlatformAct.Shown + 50, Guid.CreateVersion7());

        var act = (await ActsAsync(PlatformChangeState.Waiting)).Rows.Should().ContainSingle().Subject;

        (act.Total, act.Changes.Count).Should().Be((PlatformAct.Shown + 50, PlatformAct.Shown));
    }

    [Fact]
    public async Task An_act_stands_in_each_state_that_a_change_of_it_is_in_and_nowhere_once_its_changes_are_gone()
    {
        await TellAsync(4, Guid.CreateVersion7());
        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied' WHERE "Item" IN ('0', '1')""");
        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Superseded' WHERE "Item" = '2'""");
        (await CountsAsync()).Should().Equal(1, 2, 1, 0, 0, 0, 0);

        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied' WHERE "Item" = '3'""");
        (await CountsAsync()).Should().Equal(0, 3, 1, 0, 0, 0, 0);

        await _database.ByHandAsync("""DELETE FROM "PlatformChanges" """);
        (await CountsAsync()).Should().OnlyContain(count => count == 0);
    }

    [Fact]
    public async Task A_page_of_acts_is_read_along_the_key_of_their_tallies()
    {
        var state = PlatformChangeState.Waiting;
        var plan = await _database.QueryAsync(db => db.ActsIn(state)
            .OrderByDescending(act => act.At)
            .ThenByDescending(act => act.Act)
            .Take(25)
            .PlanAsync());

        plan.Sorts.Should().BeFalse();
    }

    [Fact]
    public async Task Changes_of_an_earlier_version_are_one_act_by_their_audit_entry()
    {
        TestStore.OnlyForTheFile("an earlier version");
        await using var database = await TestDatabase.EmptyAsync();
        await MigrateAsync(database, "20261129121227_LinesByMonth");
        await database.ByHandAsync(
            """
            INSERT INTO "AuditEntries" ("Sequence", "At", "ActorSubject", "ActorName", "Action", "SubjectKind", "SubjectId", "SubjectName",
                "RequestId", "PreviousHash", "Hash")
            VALUES (1, 1000, 'noor', 'Noor', 'organisation.made-partner', 'organisation', '1', 'Bureau Samenspel', zeroblob(16), '', '');
            INSERT INTO "PlatformChanges"
                ("Id", "Collection", "Item", "ItemName", "Field", "Value", "BySubject", "ByName", "At", "Why", "State")
            VALUES (randomblob(16), 'org', '1', 'Bureau Samenspel', 'is_partner', 'true', 'noor', 'Noor', 1000, 'Signed', 'Waiting'),
                (randomblob(16), 'org', '1', 'Bureau Samenspel', 'name', 'null', 'noor', 'Noor', 1000, 'Signed', 'Waiting'),
                (randomblob(16), 'org', '2', 'Bureau Weerklank', 'name', 'null', 'noor', 'Noor', 2000, 'Renamed', 'Waiting');
            """);

        await MigrateAsync(database, target: null);

        var acts = await database.Get<PlatformRecord>().ActsAsync(
            Make.Staff,
            PlatformChangeState.Waiting,
            page: 1,
            size: 25,
            default);
        acts.Rows.Select(act => (act.Total, act.Entry?.Action)).Should().Equal((1, null), (2, AuditActions.MadePartner));
    }

    private static Task<bool> MigrateAsync(TestDatabase database, string? target) => database.QueryAsync(async db =>
    {
        await db.GetService<IMigrator>().MigrateAsync(target);
        return true;
    });

    private Task<PageOf<PlatformAct>> ActsAsync(PlatformChangeState state) =>
        _database.Get<PlatformRecord>().ActsAsync(Make.Staff, state, page: 1, size: 25, default);

    /// <summary>How many changes wait, are applied and were replaced.</summary>
    private async Task<IReadOnlyList<int>> CountsAsync()
    {
        var counts = new List<int>();
        foreach (var state in Enum.GetValues<PlatformChangeState>())
        {
            counts.Add((await ActsAsync(state)).Rows.Sum(act => act.Total));
        }

        return counts;
    }

    private async Task MakePartnerAsync(string name)
    {
        var partner = Make.Organisation(name);
        await _database.AddAsync(partner);
        (await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default)).IsDone.Should().BeTrue();
    }

    private Task TellAsync(int changes, Guid? requestId, Staff? who = null) => _database.AddAsync(
        Enumerable.Range(0, changes).Select(item =>
            new PlatformChange(
                new(PlatformFields.Project, $"{item}", $"Project {item}"),
                PlatformFields.WorkspaceId,
                "null",
                who ?? Make.Staff,
                FixedClock.Noon.AddMinutes(1),
                "Moved",
                requestId)));
}

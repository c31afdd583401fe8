using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Platform;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;

namespace Partners.Console.Tests.MadeUp;

public sealed class DemonstrationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_the_same_each_time()
    {
        await using var one = await DemonstrationWorld.LoadedAnewAsync();
        await using var other = await DemonstrationWorld.LoadedAnewAsync();

        var first = await TableContent.ReadAsync(one, Cancel);
        var second = await TableContent.ReadAsync(other, Cancel);

        first.Should().HaveCountGreaterThan(5_000);
        second.Should().Equal(first);
    }

    [Fact]
    public async Task Says_what_it_loaded_as_it_stands_in_the_database()
    {
        await using var database = await DemoDatabase.CreateAsync();
        var outcome = await database.Get<DemonstrationData>().LoadAsync(DemoDatabase.Operator, Cancel);

        await using var db = database.Open();
        outcome.Value.Should().Be(new DemonstrationLoaded(
            await db.Organisations.CountAsync(Cancel),
            await db.Organisations.CountAsync(organisation => organisation.IsPartner, Cancel),
            await db.People.CountAsync(Cancel),
            await db.Workspaces.CountAsync(Cancel),
            await db.Workspaces.CountAsync(workspace => workspace.UsageContext == Core.Workspaces.UsageContext.External, Cancel),
            await db.Projects.CountAsync(Cancel),
            await db.Conversations.CountAsync(Cancel),
            await db.Deals.CountAsync(Cancel),
            await db.Payments.CountAsync(Cancel),
            await db.Activities.CountAsync(Cancel)));
        outcome.Value!.Organisations.Should().BeInRange(60, 70);
        outcome.Value.Partners.Should().Be(8);
    }

    [Fact]
    public async Task Refuses_a_database_that_holds_an_organisation()
    {
        await using var database = await DemonstrationWorld.LoadedAsync();

        var again = await database.Get<DemonstrationData>().LoadAsync(DemoDatabase.Operator, Cancel);

        again.Refusals.Should().ContainSingle().Which.Should().BeOfType<DatabaseNotEmpty>();
    }

    [Fact]
    public async Task Refuses_who_may_not_edit_the_ledger()
    {
        await using var database = await DemoDatabase.CreateAsync();
        var staff = new Staff("s", "Staff", "s@dembrane.example", Role.Staff.Permissions);

        var refused = await database.Get<DemonstrationData>().LoadAsync(staff, Cancel);

        refused.Refusals.Should().ContainSingle().Which.Should().BeOfType<NotPermitted>();
        await using var db = database.Open();
        (await db.Organisations.AnyAsync(Cancel)).Should().BeFalse();
    }

    [Fact]
    public async Task Loads_by_itself_only_into_an_empty_database_and_says_so_in_the_log()
    {
        await using var database = await DemoDatabase.CreateAsync();
        var demonstration = database.Get<DemonstrationData>();

        (await demonstration.LoadIfEmptyAsync(Cancel)).Should().NotBeNull();
        (await demonstration.LoadIfEmptyAsync(Cancel)).Should().BeNull();

        database.Log.Lines.Should().ContainSingle(line =>
            line.StartsWith("The database was empty: loaded demonstration data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_a_trail_that_is_whole_with_one_entry_for_the_loading()
    {
        await using var database = await DemonstrationWorld.LoadedAsync();

        var verdict = await database.Get<AuditTrail>().VerifyAsync(DemoDatabase.Operator, Cancel);

        verdict.Fault.Should().BeNull();
        verdict.Findings.Should().BeEmpty();
        await using var db = database.Open();
        (await db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.DemonstrationLoaded, Cancel)).Should().Be(1);
        var entries = await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Sequence).ToListAsync(Cancel);
        entries.Select(entry => entry.At).Should().BeInAscendingOrder();
        entries.Select(entry => entry.Action)
            .Should().Contain([
                AuditActions.MadePartner,
                AuditActions.AgreementRecorded,
                AuditActions.PartnerWithdrawn,
                AuditActions.Imported,
            ]);
    }

    [Fact]
    public async Task Has_each_anomaly_once()
    {
        await using var database = await DemonstrationWorld.LoadedAsync();

        var anomalies = await database.Get<OrganisationDirectory>().AnomaliesAsync(DemoDatabase.Operator, Cancel);

        anomalies.Should().BeEquivalentTo(Enum.GetValues<Anomaly>().Select(anomaly => new AnomalyCount(anomaly, 1)));
    }

    [Fact]
    public async Task Has_agreements_without_end_ending_soon_ended_and_replaced()
    {
        await using var database = await DemonstrationWorld.LoadedAsync();
        await using var db = database.Open();
        var today = DemonstrationWorld.Today;

        var agreements = await db.PartnerAgreements.ToListAsync(Cancel);
        var current = agreements.Where(agreement => agreement.ReplacedAt is null).ToList();

        current.Should().Contain(agreement => agreement.EndsOn == null);
        current.Should().Contain(agreement => agreement.EndsOn >= today && agreement.EndsOn <= today.AddDays(30));
        current.Should().Contain(agreement => agreement.EndsOn < today);
        agreements.Should().Contain(agreement => agreement.ReplacedAt != null);
        (await db.PlatformChanges.Select(change => change.State).Distinct().ToListAsync(Cancel))
            .Should().Contain([PlatformChangeState.Waiting, PlatformChangeState.Applied]);
        (await db.ImportRuns.Select(run => run.Status).ToListAsync(Cancel))
            .Should().HaveCount(2)
            .And.Contain(ImportStatus.CompletedWithRejections);
    }

    [Fact]
    public async Task Keeps_the_organisations_searchable_and_counted()
    {
        await using var database = await DemonstrationWorld.LoadedAsync();

        var page = await database.Get<OrganisationDirectory>().ListAsync(DemoDatabase.Operator, new(Search: "cooperatie zonne"), Cancel);

        page.Rows.Should().ContainSingle().Which.Name.Should().Be("Energiecoöperatie Zonnegaard");
    }
}

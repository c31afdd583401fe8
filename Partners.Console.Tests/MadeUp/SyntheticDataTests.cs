using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.MadeUp.Synthetic;
using Partners.Console.Tests.Platform;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.MadeUp;

public sealed class SyntheticDataTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keeps_the_proportions_of_the_design()
    {
        await using var database = await DemoDatabase.CreateAsync();

        var outcome = await LoadAsync(database, new(100, ConversationsPerOrganisation: 100));

        outcome.Value.Should().BeEquivalentTo(
            new
            {
                Organisations = 100L,
                Partners = 10L,
                People = 1_000L,
                Workspaces = 300L,
                Memberships = 1_000L,
                Projects = 500L,
                Conversations = 10_000L,
                Deals = 50L,
                Payments = 1_000L,
            });
        await using var db = database.Open();
        (await db.Organisations.CountAsync(Cancel)).Should().Be(100);
        (await db.Organisations.SumAsync(organisation => organisation.ExternalWorkspaceCount, Cancel)).Should().Be(80);
        (await db.OrganisationMemberships.CountAsync(Cancel) + await db.WorkspaceMemberships.CountAsync(Cancel)).Should().Be(1_000);
        (await db.Conversations.CountAsync(Cancel)).Should().Be(10_000);
        (await db.Deals.SelectMany(deal => deal.Terms).CountAsync(Cancel)).Should().Be(50);
    }

    [Fact]
    public async Task Is_the_same_each_time()
    {
        await using var one = await DemoDatabase.CreateAsync();
        await using var other = await DemoDatabase.CreateAsync();
        await LoadAsync(one, new(30));
        await LoadAsync(other, new(30));

        var first = await TableContent.ReadAsync(one, Cancel);

        (await TableContent.ReadAsync(other, Cancel)).Should().Equal(first);
        first.Should().HaveCountGreaterThan(1_500);
    }

    [Fact]
    public async Task Refers_only_to_accounts_and_people_that_exist()
    {
        await using var database = await DemoDatabase.CreateAsync();
        await LoadAsync(database, new(50));
        await using var db = database.Open();

        (await db.Workspaces.CountAsync(workspace => !db.BillingAccounts.Any(account => account.Id == workspace.BillingAccountId), Cancel))
            .Should().Be(0);
        (await db.Workspaces.CountAsync(
            workspace =>
                workspace.UsageContext == UsageContext.External && !db.BillingAccounts.Any(account => account.WorkspaceId == workspace.Id),
            Cancel))
            .Should().Be(0);
        (await db.Projects.CountAsync(project => !db.People.Any(person => person.DirectusUserId == project.CreatedByUserId), Cancel))
            .Should().Be(0);
        (await db.Payments.CountAsync(
            payment => !db.BillingAccounts.Any(account => account.MollieCustomerId == payment.MollieCustomerId),
            Cancel))
            .Should().Be(0);
    }

    [Fact]
    public async Task Writes_one_entry_of_the_trail_and_tells_how_far_it_is()
    {
        await using var database = await DemoDatabase.CreateAsync();
        var told = new Told();

        await database.Get<SyntheticData>().LoadAsync(DemoDatabase.Operator, 20, told, Cancel);

        told.Lines.Should().ContainSingle().Which.Should().StartWith("20 of 20 organisations");
        await using var db = database.Open();
        (await db.AuditEntries.Select(entry => entry.Action).ToListAsync(Cancel)).Should().Equal(AuditActions.SyntheticLoaded);
        (await database.Get<AuditTrail>().VerifyAsync(DemoDatabase.Operator, Cancel)).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task Refuses_a_database_that_holds_an_organisation()
    {
        await using var database = await DemonstrationWorld.LoadedAsync();

        (await LoadAsync(database, new(10))).Refusals.Should().ContainSingle().Which.Should().BeOfType<DatabaseNotEmpty>();
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-5, 10)]
    [InlineData(SyntheticScale.MostOrganisations + 1, 10)]
    [InlineData(10, -1)]
    [InlineData(10, SyntheticScale.MostConversations + 1)]
    public async Task Refuses_a_scale_out_of_bounds(int organisations, int conversations)
    {
        await using var database = await DemoDatabase.CreateAsync();

        (await LoadAsync(database, new(organisations, conversations))).Refusals
            .Should().ContainSingle().Which
            .Should().BeOfType<ScaleOutOfBounds>();
    }

    [Fact]
    public async Task Refuses_who_may_not_edit_the_ledger()
    {
        await using var database = await DemoDatabase.CreateAsync();
        var staff = new Staff("s", "Staff", "s@dembrane.example", Role.Staff.Permissions);

        var refused = await database.Get<SyntheticData>().LoadAsync(staff, 10, progress: null, Cancel);

        refused.Refusals.Should().ContainSingle().Which.Should().BeOfType<NotPermitted>();
    }

    private static Task<Outcome<SyntheticLoaded>> LoadAsync(DemoDatabase database, SyntheticScale scale) =>
        database.Get<SyntheticData>().LoadAsync(DemoDatabase.Operator, scale, progress: null, Cancel);

    private sealed class Told : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value) => Lines.Add(value);
    }
}

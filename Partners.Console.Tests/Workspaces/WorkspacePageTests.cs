using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Console.Workspaces;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>A workspace's page and its dialogs over the real services and a database.</summary>
public sealed class WorkspacePageTests : ShellContext, IAsyncLifetime
{
    private readonly Organisation _partner = Make.PlatformPartner();
    private readonly Person _host = Make.Person("Joost Peters", "joost@samenspel.example");
    private readonly Person _client = Make.Person("Anna Griffioen", "griffie@zwolle.example");
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<WorkspaceOverview>());
        Services.AddSingleton(_database.Get<WorkspacePeople>());
        Services.AddSingleton(_database.Get<WorkspaceLogos>());
        Services.AddSingleton(_database.Get<ClientWorkspaces>());
        Services.AddSingleton(_database.Get<DataOwnership>());
        Services.AddSingleton(_database.Get<BillingDirectory>());
        Services.AddSingleton(_database.Get<LedgerDirectory>());
        Services.AddSingleton(_database.Get<PartnerClients>());
        Services.AddSingleton(_database.Get<Partners.Core.Findings.FindingDirectory>());
        Services.AddSingleton(_database.Get<AuditTrail>());
        Services.AddSingleton(_database.Get<Partners.Core.Platform.PlatformRecord>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
        Services.AddSingleton(_database.Get<PlatformStates>());
        Services.AddSingleton(_database.Get<PushWaits>());
        Services.AddSingleton<TimeProvider>(_database.Clock);
        await _database.AddAsync(_partner, _host, _client, Make.Belonging(_partner, _host));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Shows_the_data_owner_the_people_the_account_and_the_branding()
    {
        var page = Show(await ClientAsync());

        page
            .WaitForElement("#data-owner").ParentElement!.ParentElement!.TextContent
            .Should().Contain("Gemeente Zwolle")
            .And.Contain("Accepted, never signed in");
        page
            .FindAll("section[aria-labelledby=people-heading] tbody tr")
            .Select(row => row.QuerySelector("td[data-label=Role] .chip")!.TextContent)
            .Should().Equal("Owner", "Observer");
        page.Find("section[aria-labelledby=billing]").TextContent.Should().Contain("€ 86.25");
        page.FindAll("#white-label").Should().ContainSingle();
    }

    [Fact]
    public async Task Roles_of_outside_collaborators_are_grey()
    {
        var page = Show(await ClientAsync());

        page.WaitForElements("tbody td[data-label=Role] .chip-grey").Select(badge => badge.TextContent).Should().Equal("Observer");
        page.FindAll("tbody td .chip-blue").Select(badge => badge.TextContent).Should().Equal("Owner");
    }

    [Fact]
    public async Task Lists_the_referral_deals_on_the_client_with_a_link_to_each()
    {
        var workspace = await ClientAsync();
        var (earlier, later) = (
            Make.Deal(_partner, workspace, cap: new(100_00), expiresOn: new(2026, 3, 31)),
            Make.Deal(_partner, workspace, kickbackPercent: 25));
        await _database.AddAsync(earlier, later);
        var card = Show(workspace).WaitForElement("section[aria-labelledby=referral-deal]");

        card
            .QuerySelectorAll("a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal(new[] { later.Id, earlier.Id }.OrderDescending().Select(id => $"/ledger/{id}"));
        card.QuerySelectorAll(".chip").Select(badge => badge.TextContent).Should().BeEquivalentTo("Active", "Expired");
        card.TextContent.Should().Contain("25 %").And.Contain("No cap").And.Contain("€ 100.00").And.Contain("31 Mar 2026");
    }

    [Fact]
    public async Task Says_that_there_is_no_referral_deal_on_a_client() =>
        Show(await ClientAsync())
            .WaitForElement("section[aria-labelledby=referral-deal]").TextContent
            .Should().Contain("nobody earns a kickback");

    [Fact]
    public async Task An_internal_workspace_has_neither_data_owner_nor_branding()
    {
        var workspace = Make.Internal(_partner);
        await _database.AddAsync(workspace, Make.Seat(workspace, _host, WorkspaceRole.Owner));
        var page = Show(workspace);

        page.WaitForElement("#people-heading");
        page.FindAll("#data-owner, #referral-deal, #white-label").Should().BeEmpty();
        page.Markup.Should().NotContain("&quot;&gt;").And.Contain("An internal workspace of Bureau Samenspel");
    }

    [Fact]
    public async Task Says_to_somebody_who_may_only_read_why_nothing_can_be_pressed()
    {
        var page = Show(await ClientAsync(), Noor with { Permissions = Permission.Read });

        page.WaitForElement("#data-owner");
        page.FindAll(".page-actions button.mud-button").Should().NotBeEmpty().And.OnlyContain(button => button.HasAttribute("disabled"));
        page.Find(".page-actions").TextContent.Should().Contain(new NotPermitted(Permission.ManageWorkspaces).Sentence);
        await page.FindAll("button[data-kebab]")[0].ClickAsync();
        page.FindAll("[role=menuitem]").Should().OnlyContain(item => item.GetAttribute("aria-disabled") == "true");
    }

    [Fact]
    public void Says_that_an_address_is_no_workspaces()
    {
        Render<WorkspacePage>(parameters => parameters.Add(page => page.Id, "nonsense").AddCascadingValue(Noor))
            .WaitForElement("h1").TextContent.Should().Be("No such workspace");
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_shown_and_said()
    {
        var workspace = await ClientAsync();
        var page = Show(workspace);
        page.WaitForElement("#data-owner");
        await _database.Get<WorkspacePeople>().InviteAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), workspace.Id, "sanne@ontwerp.example", WorkspaceRole.External),
            CancellationToken.None);

        page.WaitForAssertion(() =>
            page.Markup.Should().Contain("Joris Bakker changed this just now: person invited.").And.Contain("sanne@ontwerp.example"));
    }

    [Fact]
    public async Task The_seat_cost_is_shown_before_an_observer_becomes_external()
    {
        var details = await DetailsAsync(await ClientAsync());
        var observer = details.People.Single(person => person.Role == WorkspaceRole.Observer);
        var dialog = Render<ChangeRoleDialog>(parameters => parameters
            .Add(one => one.Workspace, details)
            .Add(one => one.Person, observer)
            .Add(one => one.Account, new AccountPrice(Tier.Changemaker, BillingPeriod.Annual, 4, new Percentage(1_000)))
            .AddCascadingValue(Noor));

        dialog.Find(".banner").TextContent.Replace('\u00a0', ' ').Should().Be(
            "Takes a paid seat: 4 → 5 on Changemaker, billed yearly. € 270.00 → € 337.50 a month, 10 % discount taken off.");
        await dialog.Find("select").ChangeAsync(new() { Value = nameof(WorkspaceRole.Observer) });
        dialog.FindAll(".banner").Should().BeEmpty("an observer costs nothing");
    }

    [Fact]
    public async Task Roles_that_cannot_be_given_stand_disabled_with_the_reason()
    {
        var workspace = Make.Internal(_partner);
        await _database.AddAsync(workspace);
        var dialog = Render<InviteDialog>(parameters => parameters.Add(one => one.Workspace, Details(workspace)).AddCascadingValue(Noor));

        dialog.FindAll("option[disabled]").Select(option => option.TextContent.Trim()).Should().Equal(
            "Owner – given by those who may transfer workspaces",
            "Observer – only in external-client workspaces");
    }

    [Fact]
    public async Task A_refusal_stands_at_its_field_and_what_was_typed_stays()
    {
        var dialog = Render<InviteDialog>(parameters =>
            parameters.Add(one => one.Workspace, Details(Make.Internal(_partner))).AddCascadingValue(Noor));
        await dialog.Find("input").ChangeAsync(new() { Value = "two words@zwolle.example" });
        await dialog.Find("form").SubmitAsync();

        dialog.Find(".banner-refused").TextContent.Should().Contain("There is no such workspace.");
        dialog.Find("input").GetAttribute("value").Should().Be("two words@zwolle.example");
    }

    private IRenderedComponent<WorkspacePage> Show(Workspace workspace, Staff? who = null) =>
        Render<WorkspacePage>(parameters => parameters.Add(page => page.Id, workspace.Id.ToString()).AddCascadingValue(who ?? Noor));

    /// <summary>A client's workspace with its owner, the data owner as observer, and an account.</summary>
    private async Task<Workspace> ClientAsync()
    {
        var accountId = Guid.CreateVersion7();
        var workspace = Make.Client(_partner, billingAccountId: accountId);
        await _database.AddAsync(
            workspace,
            Make.Account(accountId, workspace, "cst_1"),
            Make.Seat(workspace, _host, WorkspaceRole.Owner),
            Make.Seat(workspace, _client, WorkspaceRole.Observer));
        return workspace;
    }

    private async Task<WorkspaceDetails> DetailsAsync(Workspace workspace) =>
        (await _database.Get<WorkspaceOverview>().FindAsync(Noor, workspace.Id, CancellationToken.None))!;

    private WorkspaceDetails Details(Workspace workspace) =>
        new(
            workspace.Id,
            workspace.Name,
            1,
            _partner.Id,
            _partner.Name,
            workspace.UsageContext,
            workspace.Visibility,
            workspace.CreatedAt,
            null,
            null,
            [],
            [],
            0);
}

using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Billing;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Billing;

/// <summary>The list, and the facts of one account, over the real service and a database.</summary>
public sealed class BillingPageTests : ShellContext, IAsyncLifetime
{
    private readonly Organisation _partner = Make.PlatformPartner();
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_partner);
        Services.AddSingleton(_database.Get<BillingDirectory>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Lists_the_accounts_that_the_address_asks_for()
    {
        var (zwolle, own) = Billed.Client(_partner, "Gemeente Zwolle");
        var (ede, other) = Billed.Client(_partner, "Gemeente Ede");
        await _database.AddAsync(zwolle, own, ede, other, Billed.Pool(_partner, "Gemeentelijk bureau"));
        var page = RenderAt("/billing?q=gemeente&kind=external-client&tier=changemaker&desc=true");

        page.WaitForElements("tbody tr .name a").Select(link => link.TextContent).Should().Equal("Gemeente Zwolle", "Gemeente Ede");
        page.Find("tbody tr a").GetAttribute("href").Should().Be($"/workspaces/{zwolle.Id}");
        page.Find("input[type=search]").GetAttribute("value").Should().Be("gemeente");
        page.FindAll("select").Select(select => select.GetAttribute("value")).Should().Equal("external-client", "changemaker", "", "", "");
        page.Find(".filter-bar [role=status]").TextContent.Should().Be("2 accounts");
    }

    [Fact]
    public async Task Shows_of_each_account_what_it_takes_and_costs_and_whether_the_discount_was_agreed()
    {
        var (workspace, own) = Billed.Client(_partner, period: BillingPeriod.Monthly, discount: new(1_000));
        var anna = Billed.Person("anna@samenspel.example");
        await _database.AddAsync(
            workspace,
            own,
            anna,
            Billed.Seat(workspace, anna),
            Billed.Invite(workspace, "griffie@zwolle.example"),
            Billed.Deal(_partner, workspace, 15),
            Billed.Pool(_partner, tier: Tier.Pioneer, more: facts => facts with
            {
                Status = AccountStatus.PastDue,
                TierExpiresAt = FixedClock.Noon.AddDays(-1),
            }));
        var page = RenderAt("/billing");

        page.WaitForElement("tbody tr");
        CellsOf(page, 0).Should().Equal(
            "Bureau Samenspel Pooled", "Paying ended on 19 Nov 2026", "Pioneer Yearly", "0", "None", "– No open deal",
            "– Pioneer is no longer sold", "Past due", "– None");
        CellsOf(page, 1).Should().Equal(
            "Gemeente Zwolle Client of Bureau Samenspel", "Paying", "Changemaker Monthly", "2 incl. 1 invited", "10 %",
            "differs from the account's discount: 15 %", "€ 155.25", "– None", "griffie@ zwolle .example");
        page.Find("tbody tr a").GetAttribute("href").Should().Be($"/organisations/{_partner.Id}");
    }

    [Fact]
    public void Says_that_there_is_nothing_yet() =>
        RenderAt("/billing").WaitForElement(".empty-state").TextContent.Should().Contain("There are no billing accounts yet.");

    [Fact]
    public async Task Says_that_nothing_matches_and_leads_back_to_everything()
    {
        await _database.AddAsync(Billed.Pool(_partner));
        var page = RenderAt("/billing?tier=guardian");

        page.WaitForElement(".empty-state").TextContent.Should().Contain("No account matches.");
        page.Find(".empty-state a").GetAttribute("href").Should().Be("/billing");
    }

    [Fact]
    public async Task A_choice_of_kind_or_tier_stands_in_the_address_and_begins_at_the_first_page()
    {
        await _database.AddAsync(Billed.Pool(_partner));
        var page = RenderAt("/billing?q=bureau&page=3");
        page.WaitForElement(".banner").TextContent.Should().Be("There is no page 3. This is the last one, page 1.");

        await page.FindAll("select")[0].ChangeAsync("pooled");
        Navigation.Uri.Should().EndWith("/billing?q=bureau&kind=pooled");
        await page.FindAll("select")[1].ChangeAsync("innovator");
        Navigation.Uri.Should().EndWith("/billing?q=bureau&kind=pooled&tier=innovator");
        await page.FindAll("select")[0].ChangeAsync(string.Empty);
        Navigation.Uri.Should().EndWith("/billing?q=bureau&tier=innovator");
    }

    [Fact]
    public async Task Counts_the_seats_anew_when_somebody_is_invited_elsewhere()
    {
        var (workspace, own) = Billed.Client(_partner);
        var pool = Billed.Pool(_partner);
        var team = Billed.Team(pool);
        await _database.AddAsync(workspace, own, pool, team);
        var page = RenderAt("/billing");
        page.WaitForElement("tbody tr");
        CellsOf(page, 1)[3].Should().Be("0");

        await _database.AddAsync(Billed.Invite(workspace, "griffie@zwolle.example"), Billed.Invite(team, "cas@samenspel.example"));
        _database.Get<ChangeFeed>().Publish([new("workspace-invite", "1", Guid.NewGuid(), Guid.NewGuid(), "joris", "Joris", "invited")]);
        CellsOf(page, 1)[3].Should().Be("0", "that was in a workspace that is not shown");
        _database.Get<ChangeFeed>().Publish([new("workspace-invite", "1", _partner.Id, workspace.Id, "joris", "Joris", "invited")]);

        page.WaitForAssertion(() => (CellsOf(page, 0)[3], CellsOf(page, 1)[3]).Should().Be(("1 incl. 1 invited", "1 incl. 1 invited")));
    }

    [Fact]
    public async Task Totals_what_the_filter_finds_and_hands_it_over_as_a_file()
    {
        await _database.AddAsync(
            Billed.Pool(_partner, "Een"),
            Billed.Pool(_partner, "Twee"),
            Billed.Pool(_partner, "Drie", Tier.Guardian, more: facts => facts with { PaymentMode = PaymentMode.None }));
        var page = RenderAt("/billing?class=comped&page=1");

        page.WaitForAssertion(() => page.FindAll(".figures dd").Select(figure => figure.TextContent)
            .Should().Equal("1", "0", "€ 150.00", "€ 0.00"));
        page.Find(".page-header a[download]").GetAttribute("href").Should().Be("/billing/accounts.csv?class=comped");

        await page.FindAll("select")[2].ChangeAsync(string.Empty);
        Navigation.Uri.Should().EndWith("/billing");
        page.WaitForAssertion(() => page.FindAll(".figures dd").Select(figure => figure.TextContent)
            .Should().Equal("3", "0", "€ 190.00", "€ 40.00"));

        await page.Find("input[type=checkbox]").ChangeAsync(true);
        Navigation.Uri.Should().EndWith("/billing?discount=differs");
    }

    [Fact]
    public void Explains_the_price_with_the_prices_themselves()
    {
        var page = RenderAt("/billing");

        page
            .FindAll("details.explanation tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent)))
            .Should().Equal(
                "Free | € 0.00 | € 0.00",
                "Innovator | € 20.00 | € 23.00",
                "Changemaker | € 75.00 | € 86.25",
                "Guardian | € 150.00 | € 172.50");
        page.Find("details.explanation").TextContent.Should().Contain("15 % more").And.Contain("Observers are free.");
    }

    [Fact]
    public async Task The_facts_of_a_clients_account_say_the_mismatch_in_a_sentence()
    {
        var (workspace, own) = Billed.Client(_partner);
        await _database.AddAsync(workspace, own, Billed.Invite(workspace, "griffie@zwolle.example"), Billed.Deal(_partner, workspace, 15));

        var facts = await FactsOfAsync(workspace.Id);
        FactsIn(facts).Should().Equal(
            ("Account", "Gemeente Zwolle"),
            ("Whose it is", "This workspace's own"),
            ("Tier", "Changemaker"),
            ("Billed", "Yearly, through Mollie"),
            ("Class", "Paying"),
            ("Seats", "1, incl. 1 invited"),
            ("Price a seat", "€ 75.00 a month"),
            ("Discount", "None"),
            ("Agreed referral discount", "15 %"),
            ("Price a month", "€ 75.00 net of VAT"));
        facts.Find(".banner").TextContent.Should().Be("The open deal promises 15 %, and the account gives 0 %.");
    }

    [Fact]
    public async Task The_facts_of_a_pooled_account_name_who_pools_and_a_tier_that_is_sold_no_more()
    {
        var pool = Billed.Pool(_partner, tier: Tier.Pilot);
        var team = Billed.Team(pool);
        await _database.AddAsync(pool, team);

        var facts = await FactsOfAsync(team.Id);
        FactsIn(facts).Should().Contain([
            ("Whose it is", "Pooled by Bureau Samenspel"),
            ("Agreed referral discount", "No open deal"),
            ("Price a seat", "None: Pilot is no longer sold"),
            ("Price a month", "None: Pilot is no longer sold"),
        ]);
        facts.Find("a").TextContent.Should().Be("Bureau Samenspel");
        facts.FindAll(".banner").Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_shown_survives_its_way_from_the_first_rendering_to_the_open_page()
    {
        var (workspace, own) = Billed.Client(_partner, discount: new(1_250));
        await _database.AddAsync(workspace, own, Billed.Invite(workspace, "griffie@zwolle.example"), Billed.Deal(_partner, workspace, 15));
        var shown = await _database.Get<BillingDirectory>().ListAsync(Noor, new(), default);

        JsonSerializer.Deserialize<BillingListing>(JsonSerializer.Serialize(shown))!.Rows.Should().Equal(shown.Rows);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<BillingPage> RenderAt(string address)
    {
        Navigation.NavigateTo(address);
        return Render<BillingPage>(parameters => parameters.AddCascadingValue(Noor));
    }

    private async Task<IRenderedComponent<AccountFacts>> FactsOfAsync(Guid workspace)
    {
        var account = await _database.Get<BillingDirectory>().FindOfWorkspaceAsync(Noor, workspace, default);
        return Render<AccountFacts>(parameters => parameters.Add(p => p.Account, account!));
    }

    private static List<string> CellsOf(IRenderedComponent<BillingPage> page, int row) =>
        [.. page.FindAll("tbody tr")[row].QuerySelectorAll("td").Select(cell =>
            Words(string.Join(' ', cell.GetDescendants().OfType<IText>().Select(text => text.Data))))];

    private static IEnumerable<(string Name, string Value)> FactsIn(IRenderedComponent<AccountFacts> facts) =>
        facts.FindAll("dt").Zip(facts.FindAll("dd"), (name, value) => (Words(name.TextContent), Words(value.TextContent)));

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

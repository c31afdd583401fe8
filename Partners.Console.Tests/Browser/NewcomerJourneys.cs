using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Referrals;
using Partners.Core.Values;
using static Microsoft.Playwright.Assertions;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Tests.Browser;

/// <summary>What somebody wants to know on their first day, from the Today page, each in at most so many clicks.</summary>
public sealed class NewcomerJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private readonly CountedClicks _clicks = new();

    [Fact]
    public async Task Which_candidate_is_ripest_and_why_takes_two_clicks()
    {
        var noor = await AtTodayAsync();

        // The candidates stand by score, the highest first.
        await _clicks.ClickAsync(CardOf(noor, "Candidates").Locator("li").First.GetByRole(AriaRole.Link));

        var evidence = noor.Screen.GetByRole(AriaRole.Dialog);
        await Expect(evidence).ToContainTextAsync("Drives usage");
        await Expect(evidence).ToContainTextAsync("conversations");
        _clicks.Count.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Whose_client_a_municipality_is_takes_two_clicks()
    {
        var noor = await AtTodayAsync();

        await _clicks.ClickAsync(noor.Screen.Locator(".palette-button"));
        await noor.Screen.GetByRole(AriaRole.Combobox).FillAsync("gemeente vlierdam");
        await _clicks.ClickAsync(noor.Screen.GetByRole(AriaRole.Option).Filter(new() { HasText = "Gemeente Vlierdam" }).First);

        await Expect(noor.Screen.GetByRole(AriaRole.Main)).ToContainTextAsync("Bureau Samenspel");
        _clicks.Count.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task What_a_colleague_changed_yesterday_takes_three_clicks()
    {
        var noor = await AtTodayAsync();

        await _clicks.ClickAsync(NavigationOf(noor).Link("Audit trail"));
        await noor.HeadingIsAsync("Audit trail");
        await _clicks.ClickAsync(noor.Screen.GetByRole(AriaRole.Main).Link("Yesterday"));
        await _clicks.ChooseAsync(noor.Screen.GetByRole(AriaRole.Main).GetByRole(AriaRole.Combobox).First, "Joris Bakker");

        var lines = noor.Screen.Locator(".lines .line > summary");
        await Expect(lines.First).ToContainTextAsync("Joris Bakker");
        await Expect(lines.Filter(new() { HasNotText = "Joris Bakker" })).ToHaveCountAsync(0);
        await Expect(noor.Screen.Locator(".lines-day")).ToHaveCountAsync(1);
        _clicks.Count.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task What_of_ones_changes_is_not_on_the_platform_takes_two_clicks()
    {
        var joris = await AtTodayAsync(CommercialOwner);

        await _clicks.ClickAsync(NavigationOf(joris).Link("Platform"));
        await joris.HeadingIsAsync("Platform");
        await joris.InteractiveAsync();
        await _clicks.ClickAsync(joris.Screen.GetByRole(AriaRole.Checkbox, new() { Name = "Mine", Exact = true }));

        await joris.AddressIsAsync("/platform?mine=true");
        var lines = joris.Screen.Locator(".lines .line > summary");
        await Expect(lines.First).ToContainTextAsync("Joris Bakker");
        await Expect(lines.First).ToContainTextAsync("Waiting for the platform");
        await Expect(lines.Filter(new() { HasNotText = "Joris Bakker" })).ToHaveCountAsync(0);
        _clicks.Count.Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Why_a_partner_is_owed_what_it_is_takes_three_clicks()
    {
        var joris = await AtTodayAsync(CommercialOwner);

        await _clicks.ClickAsync(joris.Screen.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = "To pay" }).First);
        await joris.HeadingIsAsync("Statements");
        var partner = joris.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "Bureau Samenspel" });
        await _clicks.ClickAsync(partner.Locator("a[href*='/ledger/statements/']").Last);

        // Its deals, each with its balance; and of a deal every line, from what the client paid to what it adds.
        var main = joris.Screen.GetByRole(AriaRole.Main);
        await Expect(main.Locator(".statement")).ToContainTextAsync("Closing balance");
        await _clicks.ClickAsync(main.Locator(".statement a").Filter(new() { HasText = "Gemeente Oosterveen" }).First);
        await joris.HeadingIsAsync("Bureau Samenspel – Gemeente Oosterveen");
        await Expect(main.GetByRole(AriaRole.Region, new() { Name = "What was posted", Exact = true })).ToContainTextAsync("Contribution");
        _clicks.Count.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Why_a_payment_of_15_november_is_not_on_the_statement_takes_three_clicks()
    {
        const string Partner = "Bureau Herfsttij";
        const string Client = "Gemeente Lindewaard";
        var (partner, account) = (Make.PlatformPartner(Partner), Guid.CreateVersion7());
        var workspace = Make.Client(partner, dataOwner: Client, billingAccountId: account);
        await Console.AddAsync(
            partner,
            workspace,
            Make.Account(account, workspace, "cst_lindewaard"),
            Make.Deal(partner, workspace, expiresOn: new(2026, 11, 14)),
            Make.Payment("tr_lindewaard_10", "cst_lindewaard", 121_00, 21_00, new(2026, 10, 15, 10, 0, 0, TimeSpan.Zero)),
            Make.Payment("tr_lindewaard_11", "cst_lindewaard", 121_00, 21_00, new(2026, 11, 15, 10, 0, 0, TimeSpan.Zero)));
        await Console.Get<LedgerUpkeep>().PostAllAsync(CancellationToken.None);
        var noor = await AtTodayAsync();

        await OpenDealAsync(noor, Partner, Client);

        var payment = noor.Screen
            .GetByRole(AriaRole.Region, new() { Name = "Paid by the client, earns nothing", Exact = true })
            .GetByRole(AriaRole.Row)
            .Filter(new() { HasText = "tr_lindewaard_11" });
        await payment.SaysAsync(AmsterdamTime.Day(new DateOnly(2026, 11, 15)));
        await payment.SaysAsync("It was paid after the deal's expiry, 14 November 2026.");
        await Expect(PostedOf(noor)).ToContainTextAsync("Payment tr_lindewaard_10");
        await Expect(PostedOf(noor)).Not.ToContainTextAsync("tr_lindewaard_11");
        _clicks.Count.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task What_is_owed_in_all_and_to_whom_takes_three_clicks()
    {
        var summaries = await Console.QueryAsync(db => db.DealSummaries
            .Join(db.Organisations, summary => summary.PartnerId, partner => partner.Id, (summary, partner) => new
            {
                partner.Name,
                summary.Owed,
            })
            .ToListAsync());
        var owed = summaries.Where(summary => summary.Owed > Money.Zero)
            .GroupBy(summary => summary.Name, StringComparer.Ordinal)
            .Select(deals => (Name: deals.Key, ToPay: Money.Sum(deals.Select(deal => deal.Owed))))
            .OrderByDescending(partner => partner.ToPay)
            .ToList();
        owed.Should().HaveCountGreaterThan(1);
        var noor = await AtTodayAsync();

        await _clicks.ClickAsync(CardOf(noor, "To pay").Locator(".today-figure"));

        await noor.HeadingIsAsync("Statements");
        var inAll = noor.Screen
            .GetByRole(AriaRole.Region, new() { Name = "All partners found", Exact = true })
            .Locator("dl > div")
            .Filter(new() { HasText = "To pay" });
        await Expect(inAll.Locator("dd")).ToHaveTextAsync(Money.Sum(owed.Select(partner => partner.ToPay)).ToString());
        foreach (var (name, toPay) in owed.Take(new OwedQuery().PageSize))
        {
            var row = noor.Screen.GetByRole(AriaRole.Row)
                .Filter(new() { Has = noor.Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }) });
            await Expect(row.Locator("[data-label='To pay']")).ToHaveTextAsync(toPay.ToAmountText());
        }

        _clicks.Count.Should().BeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Which_invoice_a_municipality_paid_takes_three_clicks()
    {
        const string Partner = "Bureau Briefpost";
        const string Client = "Gemeente Wilgenoord";
        var (partner, account) = (Make.PlatformPartner(Partner), Guid.CreateVersion7());
        var workspace = Make.Client(partner, dataOwner: Client, billingAccountId: account);
        var billing = BillingFacts.OfNewClient(workspace.Id, Client, Tier.Changemaker, BillingPeriod.Annual, FixedClock.Noon);
        await Console.AddAsync(
            partner,
            workspace,
            new BillingAccount(account, billing with { PaymentMode = PaymentMode.Offline }),
            Make.Deal(partner, workspace),
            new PaidInvoice(
                account,
                workspace.Id,
                "2026-0612",
                new(1000_00),
                new(210_00),
                new(2026, 10, 12),
                creditOf: null,
                Make.CommercialOwner,
                FixedClock.Noon));
        await Console.Get<LedgerUpkeep>().PostAllAsync(CancellationToken.None);
        var noor = await AtTodayAsync();

        await OpenDealAsync(noor, Partner, Client);

        var invoice = PostedOf(noor).GetByRole(AriaRole.Row).Filter(new() { HasText = "Invoice 2026-0612" });
        await invoice.SaysAsync(AmsterdamTime.Day(new DateOnly(2026, 10, 12)));
        await invoice.SaysAsync("1,210.00");
        _clicks.Count.Should().BeLessThanOrEqualTo(3);
    }

    /// <summary>By its client's name, from anywhere.</summary>
    private async Task OpenDealAsync(Visitor visitor, string partner, string client)
    {
        await _clicks.ClickAsync(visitor.Screen.Locator(".palette-button"));
        await visitor.Screen.GetByRole(AriaRole.Combobox).FillAsync(client);
        await _clicks.ClickAsync(visitor.Screen.GetByRole(AriaRole.Option).Filter(new() { HasText = $"{partner} – {client}" }).First);
        await visitor.HeadingIsAsync($"{partner} – {client}");
    }

    private static ILocator PostedOf(Visitor visitor) =>
        visitor.Screen.GetByRole(AriaRole.Region, new() { Name = "What was posted", Exact = true });

    private static ILocator NavigationOf(Visitor visitor) =>
        visitor.Screen.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true });

    private static ILocator CardOf(Visitor visitor, string heading) =>
        visitor.Screen
            .Locator(".card")
            .Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true }) });

    private async Task<Visitor> AtTodayAsync(string persona = Staff)
    {
        var visitor = await SignedInAsync(persona);
        await visitor.GoAsync("/");
        await visitor.HeadingIsAsync("Today");
        return visitor;
    }
}

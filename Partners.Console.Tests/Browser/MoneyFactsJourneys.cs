using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Referrals;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>What a client paid, why it does not count, whose it is, and what was paid by invoice.</summary>
public sealed class MoneyFactsJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task Somebody_asks_why_a_payment_is_not_on_the_statement_and_finds_the_reason_by_its_id()
    {
        const string Partner = "Bureau Waarom";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var customer = await CustomerAsync(deal);
        var early = $"tr_{customer}_early";
        await Console.AddAsync(
            Make.Payment(early, customer, 121_00, 21_00, new(2026, 4, 15, 10, 0, 0, TimeSpan.Zero)),
            new Refund($"re_{customer}", $"tr_{customer}_10", "pending", new(60_50), new(2026, 11, 18, 10, 0, 0, TimeSpan.Zero)),
            new Chargeback(
                $"chb_{customer}",
                $"tr_{customer}_9",
                new(121_00),
                new(2026, 9, 20, 10, 0, 0, TimeSpan.Zero),
                reversedAt: null));
        await Console.Get<LedgerUpkeep>().PostAllAsync(CancellationToken.None);
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync("/");

        await joris.OpenPaletteAsync();
        await joris.Page.Keyboard.TypeAsync(early);
        await joris.Screen.GetByRole(AriaRole.Option)
            .Filter(new() { HasText = "Earns nothing. It was paid before the deal's start" })
            .ClickAsync();

        await joris.HeadingIsAsync(LedgerPartner.NameOf(Partner));
        await joris.Screen.Status("Earns nothing. It was paid before the deal's start, 1 May 2026.").IsShownAsync();
        var nothing = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Paid by the client, earns nothing" });
        await nothing.SaysAsync("is on its way: pending");
        await joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Lines", Exact = true })
            .SaysAsync($"Chargeback chb_{customer}");

        await joris.Screen.Button("Record payout…").ClickAsync();
        await joris.Screen.Dialog($"Record a payout for {LedgerPartner.NameOf(Partner)}").SaysAsync("takes € 10.00 of what is earned");
    }

    [Fact]
    public async Task A_client_who_pays_by_invoice_earns_once_an_invoice_is_recorded()
    {
        const string Partner = "Bureau Factuur";
        var partner = Make.PlatformPartner(Partner);
        var account = Guid.CreateVersion7();
        var workspace = Make.Client(partner, dataOwner: LedgerPartner.Client, billingAccountId: account);
        var deal = Make.Deal(partner, workspace);
        await Console.AddAsync(
            partner,
            workspace,
            new BillingAccount(
                account,
                BillingFacts.OfNewClient(workspace.Id, LedgerPartner.Client, Tier.Changemaker, BillingPeriod.Annual, FixedClock.Noon) with
                {
                    PaymentMode = PaymentMode.Offline,
                }),
            deal);
        await Console.Get<LedgerUpkeep>().PostAllAsync(CancellationToken.None);
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync($"/ledger/{deal.Id}");
        await joris.Screen.Status("This client pays by invoice, so its payments cannot be seen.").IsShownAsync();

        await joris.Screen.Button($"Actions for deal {LedgerPartner.NameOf(Partner)}").ClickAsync();
        await joris.Screen.GetByRole(AriaRole.Menuitem, new() { Name = "Record paid invoice…" }).ClickAsync();
        var dialog = joris.Screen.Dialog($"Record a paid invoice for {LedgerPartner.NameOf(Partner)}");
        await dialog.Button("Record invoice").ClickAsync();
        await dialog.RefusalAt("Number").SaysAsync("Enter the invoice's number.");
        await dialog.Field("Number").FillAsync("2026-0417");
        await dialog.Field("Net (EUR)").FillAsync("1000,50");
        await dialog.Field("VAT (EUR)").FillAsync("210.11");
        await dialog.Field("Paid on").FillAsync("2026-10-12");
        await dialog.Button("Record invoice").ClickAsync();
        await dialog.IsGoneAsync();

        await joris.Screen.Status("Invoice 2026-0417 is recorded. € 200.10 is earned to date.").IsShownAsync();
        await joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Lines", Exact = true })
            .SaysAsync("Invoice 2026-0417");
        await joris.GoAsync($"/ledger/statements/{partner.Id}/2026-10");
        await Expect(joris.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "2026-0417" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_payment_by_link_is_bound_to_an_account_with_a_reason()
    {
        const string Partner = "Bureau Betaallink";
        var deal = await LedgerPartner.WithDealAsync(Console, Partner);
        var customer = await CustomerAsync(deal);
        var link = $"tr_link_{customer}";
        await Console.AddAsync(Make.Payment(link, string.Empty, 121_00, 21_00, new(2026, 11, 12, 10, 0, 0, TimeSpan.Zero)));
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync("/ledger");
        var unmatched = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Payments without a billing account" });
        await unmatched.SaysAsync(link);

        await unmatched.Button($"Bind… the payment {link}").ClickAsync();
        var dialog = joris.Screen.Dialog($"Bind the payment {link}");
        await dialog.Button("Bind the payment").ClickAsync();
        await dialog.RefusalAt("Reason").SaysAsync("Enter a reason.");
        await dialog.Field("Find a billing account").FillAsync("Woonvisie");
        var label = await Console.QueryAsync(db => db.BillingAccounts
            .Where(account => account.MollieCustomerId == customer)
            .Select(account => account.Id)
            .SingleAsync());
        await dialog.Field("Billing account that paid").SelectOptionAsync(label.ToString());
        await dialog.Field("Reason").FillAsync("The bank's statement names the council.");
        await dialog.Button("Bind the payment").ClickAsync();
        await dialog.IsGoneAsync();

        await joris.Screen.Status($"The payment {link} belongs to").IsShownAsync();
        await joris.GoAsync($"/ledger/{deal}?payment={link}");
        await joris.Screen.Status("Earns € 20.00, posted in November 2026.").IsShownAsync();
    }

    [Fact]
    public async Task What_was_picked_from_a_search_in_a_dialog_is_picked_again_once_its_page_was_loaded_anew()
    {
        var deal = await LedgerPartner.WithDealAsync(Console, "Bureau Zoekgeraakt");
        var link = $"tr_link_{deal:N}";
        await Console.AddAsync(Make.Payment(link, string.Empty, 121_00, 21_00, new(2026, 11, 12, 10, 0, 0, TimeSpan.Zero)));
        var organisation = Make.Organisation("Zuidwest");
        BillingAccount[] accounts = [.. Enumerable.Range(0, 3).Select(_ => Make.Pooled(organisation))];
        await Console.AddAsync([organisation, .. accounts]);
        const string Find = "Find a billing account";
        const string Account = "Billing account that paid";
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync("/ledger");
        var dialog = await OpenedAsync();
        await dialog.Field(Find).FillAsync("Zuidwest");
        // By label the last, so that it is offered to nobody who does not search.
        var last = dialog.Field(Account).Locator("option").Filter(new() { HasText = "Zuidwest" }).Last;
        var picked = (await last.GetAttributeAsync("value"))!;
        await dialog.Field(Account).SelectOptionAsync(picked);
        await dialog.Field("Reason").FillAsync("The bank's statement names them.");

        // As the button of a page does whose instance is gone.
        var loaded = new TaskCompletionSource();
        joris.Page.DOMContentLoaded += (_, _) => loaded.TrySetResult();
        await joris.Page.EvaluateAsync("document.querySelector('[data-reload]').click()");
        await loaded.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await joris.InteractiveAsync();
        dialog = await OpenedAsync();

        await Expect(dialog.Field(Find)).ToHaveValueAsync("Zuidwest");
        await Expect(dialog.Field(Account)).ToHaveValueAsync(picked);
        await Expect(dialog.Field("Reason")).ToHaveValueAsync("The bank's statement names them.");
        // What is searched for afterwards does not take it away.
        await dialog.Field(Find).FillAsync("Nobody is called so");
        await dialog.GetByText("No account matches.").IsShownAsync();
        await Expect(dialog.Field(Account)).ToHaveValueAsync(picked);
        await dialog.Button("Bind the payment").ClickAsync();
        await dialog.IsGoneAsync();
        (await Console.QueryAsync(db => db.Payments.SingleAsync(payment => payment.Id == link))).BillingAccountId
            .Should().Be(Guid.Parse(picked));

        async Task<ILocator> OpenedAsync()
        {
            await joris.Screen.Button($"Bind… the payment {link}").ClickAsync();
            return joris.Screen.Dialog($"Bind the payment {link}");
        }
    }

    private Task<string> CustomerAsync(Guid deal) => Console.QueryAsync(db => db.Deals
        .Where(found => found.Id == deal)
        .Join(db.BillingAccounts, found => found.WorkspaceId, account => account.WorkspaceId, (_, account) => account.MollieCustomerId!)
        .SingleAsync());
}

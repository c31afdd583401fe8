using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Consent;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Consent;
using Partners.Core.Handoffs;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>The wizard, as an operator uses it.</summary>
internal sealed class HandoffScreen(Visitor visitor)
{
    public static readonly Staff Sven = new("staff:sven", "Sven Kok", "sven@dembrane.example", Role.HandoffOperator.Permissions);

    public static readonly Staff Amina = new(
        "persona:handoff-operator",
        "Amina Haddad",
        "amina@dembrane.example",
        Role.HandoffOperator.Permissions);

    /// <summary>The address of a step of the demonstration's draft.</summary>
    public static async Task<string> DraftAsync(DemonstrationConsole console, HandoffStep step) =>
        HandoffAddresses.Of(
            await console.QueryAsync(db =>
                db.Handoffs.Where(handoff => handoff.Status == HandoffStatus.Draft).Select(handoff => handoff.Id).FirstAsync()),
            step);

    /// <summary>The address of a record, of a handoff completed already or now.</summary>
    public static async Task<string> RecordAsync(DemonstrationConsole console)
    {
        var done = await console.QueryAsync(db => db.Handoffs
            .Where(handoff => handoff.Status == HandoffStatus.Completed)
            .Select(handoff => (Guid?)handoff.Id)
            .FirstOrDefaultAsync());
        return HandoffAddresses.Record(done ?? await CompleteAsync(console, "Gemeente Polderkerk"));
    }

    /// <summary>Records a certificate of the completed handoff, and corrects it.</summary>
    public static async Task CertifyTwiceAsync(DemonstrationConsole console)
    {
        foreach (var (copies, reason) in new[] { (CopiesFate.Returned, null), (CopiesFate.Deleted, "It says deleted") })
        {
            var done = await console.QueryAsync(db => db.Handoffs.FirstAsync(handoff => handoff.Status == HandoffStatus.Completed));
            (await console.Get<HandoffCertificates>().RecordAsync(
                Amina,
                new(
                    Guid.CreateVersion7(),
                    done.Id,
                    done.Version,
                    "Pim",
                    done.Record!.HandedOffOn,
                    copies,
                    "By mail",
                    "Back-ups until March",
                    reason),
                default)).Refusals.Should().BeEmpty();
        }
    }

    /// <summary>From the workspace's button to the first step.</summary>
    public async Task BeginAsync(Guid workspace, bool isPending)
    {
        await visitor.GoAsync($"/workspaces/{workspace}");
        await visitor.Screen.Button("Hand off…").ClickAsync();
        if (!isPending)
        {
            await visitor.Screen.Button("Start").ClickAsync();
        }

        await StandsAtAsync("Workspace");
    }

    public async Task NextAsync(string step)
    {
        await visitor.Screen.Button("Next").ClickAsync();
        await StandsAtAsync(step);
    }

    public Task StandsAtAsync(string step) => Expect(visitor.Screen.Locator(".step-name")).ToHaveTextAsync(step);

    public async Task AgreeAsync(string day)
    {
        await visitor.Screen.Field("Agreed date").FillAsync(day);
        foreach (var side in new[] { ", the partner", ", the client" })
        {
            var said = visitor.Screen.GetByRole(AriaRole.Group, new() { Name = side });
            await said.Field("Who confirmed").FillAsync("Somebody of theirs");
            await said.Field("On").FillAsync("2026-11-12");
            await said.Field("How").FillAsync("in a call");
            await said.Field("For which day").FillAsync(day);
        }
    }

    public async Task BillAsync(string legalName, bool withDeals = true)
    {
        (string Label, string Text)[] lines =
        [
            ("Legal name", legalName),
            ("Address", "Markt 1"),
            ("Postal code", "1234 AB"),
            ("City", "Kerkhaven"),
            ("Country", "NL"),
            ("VAT number (optional)", "NL001234567B01"),
            ("Invoice address", "facturen@kerkhaven.example"),
        ];
        foreach (var (label, text) in lines)
        {
            await visitor.Screen.Field(label).FillAsync(text);
        }

        if (!withDeals)
        {
            return;
        }

        await visitor.Screen.Field("Payment").SelectOptionAsync(nameof(PaymentMode.Mollie));
        foreach (var deal in await visitor.Screen.Locator(".deal-fate").AllAsync())
        {
            await deal.GetByRole(AriaRole.Radio).First.CheckAsync();
        }
    }

    public async Task ConfirmAsync(string workspace, string client)
    {
        await visitor.Screen.Field("Type the workspace name").FillAsync(workspace);
        await visitor.Screen.Field("Type the client organisation's name").FillAsync(client);
        await visitor.Screen.Tick("The partner loses administrative access").CheckAsync();
        await visitor.Screen.Tick("This cannot be undone").CheckAsync();
        await visitor.Screen.Button("Hand off").ClickAsync();
        await visitor.HeadingIsAsync("Handoff record");
    }

    /// <summary>A draft of that client's workspace with nothing left to decide, for today, by the operator persona.</summary>
    public static async Task<HandoffDetails> ReadyAsync(DemonstrationConsole console, string client)
    {
        var (drafts, directory) = (console.Get<HandoffDrafts>(), console.Get<HandoffDirectory>());
        var begun = (await drafts.BeginAsync(Amina, new(Guid.CreateVersion7(), await console.WorkspaceOfAsync(client)), default)).Value!;
        var details = (await directory.FindAsync(Amina, begun.HandoffId, default))!;
        var today = details.Facts.Today;
        var plan = details.Handoff.Plan with
        {
            Client = new(null, $"{client} zelf", details.Facts.People.First(person => person.IsDataOwner).PersonId),
            Timing = new(today, new("Pim", today, "in a call", today), new("Carla", today, "by mail", today)),
            Billing = new(client, "Markt 1", "1234 AB", "Vlierdam", "NL", null, "facturen@vlierdam.example", PaymentMode.Mollie),
            Deals = [.. details.Facts.Deals.Select(deal => new DealPlan(deal.Id, DealFate.Continue))],
        };
        await drafts.SaveAsync(Amina, new(Guid.CreateVersion7(), begun.HandoffId, begun.Version, plan), default);
        return (await directory.FindAsync(Amina, begun.HandoffId, default))!;
    }

    /// <summary>The client confirms by a link, so that the record has its words.</summary>
    private static async Task<HandoffDetails> ConfirmByLinkAsync(DemonstrationConsole console, HandoffDetails ready)
    {
        var token = await LinkMaking.AskAsync(console, ready.Handoff.Id, ConsentSide.Client);
        var reply = new ConsentReply(Guid.CreateVersion7(), ConsentAnswer.Yes, Reason: null, OtherDay: null, ConsentLanguage.Dutch);
        (await console.Get<ConsentAnswers>().AnswerAsync(token.Text, reply, "192.0.2.7", default)).Refusals.Should().BeEmpty();
        return (await console.Get<HandoffDirectory>().FindAsync(Amina, ready.Handoff.Id, default))!;
    }

    private static async Task<Guid> CompleteAsync(DemonstrationConsole console, string client)
    {
        var ready = await ConfirmByLinkAsync(console, await ReadyAsync(console, client));
        var outcome = await console.Get<HandoffTransfer>().HandOffAsync(
            Amina,
            new(Guid.CreateVersion7(), ready.Handoff.Id, ready.Handoff.Version, ready.Facts.Workspace.Name, ready.ClientName, true, true),
            default);
        outcome.Refusals.Should().BeEmpty();
        return ready.Handoff.Id;
    }
}

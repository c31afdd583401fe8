using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Tests.Mail;
using Partners.Core.Mail;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>A draft is read, edited and sent from the outbox, while a colleague looks on (docs/product.md N2).</summary>
public sealed class MailJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task A_draft_is_edited_and_sent_and_others_see_it()
    {
        var id = await Console.MailAsync();
        var amina = await SignedInAsync(HandoffOperator);
        var noor = await SignedInAsync();
        await noor.GoAsync("/mail");
        await Expect(noor.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "Draft" })).ToHaveCountAsync(1);

        await amina.GoAsync("/mail");
        await amina.Screen.GetByRole(AriaRole.Link, new() { Name = "The handoff of Woonvisie" }).ClickAsync();
        await amina.Screen.Button("Edit…").ClickAsync();
        var dialog = amina.Screen.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("To").FillAsync("griffie@zwolle.example");
        await dialog.GetByLabel("Subject").FillAsync("Woonvisie is yours");
        await dialog.Button("Save").ClickAsync();
        await Expect(amina.Screen.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Woonvisie is yours");

        await amina.Screen.Button("Send…").ClickAsync();
        await Expect(amina.Screen.GetByRole(AriaRole.Dialog)).ToContainTextAsync("griffie@zwolle.example");
        await amina.Screen.GetByRole(AriaRole.Dialog).Button("Send").ClickAsync();

        await Expect(noor.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "Woonvisie is yours" }))
            .ToContainTextAsync("Sent");
        await Expect(amina.Screen.Locator(".page-meta")).ToContainTextAsync("The mail server took it");
        (await amina.Screen.Button("Edit…").CountAsync()).Should().Be(0);

        // Development caught it in a folder, and shows it.
        var caught = await amina.Page.RunAndWaitForDownloadAsync(() => amina.Screen.GetByText("Download the mail as it left").ClickAsync());
        (await File.ReadAllTextAsync(await caught.PathAsync(), TestContext.Current.CancellationToken))
            .Should().Contain("griffie@zwolle.example").And.Contain("Woonvisie is yours");
        (await Console.QueryAsync(db => Task.FromResult(db.OutgoingMails.Single(mail => mail.Id == id).State))).Should().Be(MailState.Sent);
    }

    [Fact]
    public async Task Somebody_who_may_not_send_it_reads_why()
    {
        var id = await Console.MailAsync();
        var noor = await SignedInAsync();
        await noor.GoAsync($"/mail/{id}");
        await Expect(noor.Screen.Locator("main")).ToContainTextAsync("Dear Ruben");
        if (await noor.Screen.Button("Send…").CountAsync() > 0)
        {
            await Expect(noor.Screen.Button("Send…")).ToBeDisabledAsync();
        }
    }

    [Fact]
    public async Task A_statement_is_mailed_with_its_PDF_and_stands_on_the_trail()
    {
        var partner = await Console.IdOfAsync("Bureau Samenspel");
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync($"/ledger/statements/{partner}/2026-10");
        await joris.Screen.Button("Mail…").ClickAsync();
        var dialog = joris.Screen.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel("Subject")).ToHaveValueAsync("Your statement of October 2026");
        await dialog.GetByLabel("To").FillAsync("boekhouding@samenspel.example");
        await dialog.Button("Send").ClickAsync();
        await Expect(joris.Screen.GetByRole(AriaRole.Status).Filter(new() { HasText = "On its way to boekhouding@samenspel.example." }))
            .ToBeVisibleAsync();

        await joris.GoAsync("/mail");
        var row = joris.Screen.GetByRole(AriaRole.Row).Filter(new() { HasText = "Your statement of October 2026" });
        await Expect(row).ToContainTextAsync("Sent");
        await Expect(row).ToContainTextAsync("statement-bureau-samenspel-2026-10.pdf");
        await joris.GoAsync("/audit");
        await Expect(joris.Screen.Locator("main"))
            .ToContainTextAsync("put a mail to boekhouding@samenspel.example about Bureau Samenspel, 2026-10");
    }

    [Fact]
    public async Task A_morning_digest_is_asked_for_and_ended_on_Today()
    {
        var noor = await SignedInAsync();
        await noor.GoAsync("/");
        await noor.Screen.Button("Mail it to me").ClickAsync();
        await Expect(noor.Screen.Locator("#digest-state")).ToContainTextAsync("at seven, until 18 Feb 2027");
        await noor.Screen.Button("Stop the morning digest").ClickAsync();
        await Expect(noor.Screen.Button("Mail it to me")).ToBeVisibleAsync();
    }
}

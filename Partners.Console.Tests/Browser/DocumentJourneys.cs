using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;
using Partners.Core.Values;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>A signed amendment is attached to a deal's terms, while a colleague looks on (docs/product.md N11).</summary>
public sealed class DocumentJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task A_PDF_is_attached_downloaded_and_taken_off()
    {
        var address = $"/ledger/{await Console.DealOfAsync("Gemeente Vlierdam")}";
        var noor = await SignedInAsync();
        await noor.GoAsync(address);
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync(address);
        var documents = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "Documents of terms" });
        var input = documents.Locator("input[type=file]").First;

        await input.SetInputFilesAsync(File("Overeenkomst.pdf", [1, 2, 3]));
        await Expect(documents.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This is not a PDF, whatever its name says.");
        await input.SetInputFilesAsync(File("Overeenkomst.pdf", Pdf()));
        await Expect(joris.Screen.GetByRole(AriaRole.Status).Filter(new() { HasText = "Overeenkomst.pdf is attached." }))
            .ToBeVisibleAsync();

        var link = noor.Screen.GetByRole(AriaRole.Link, new() { Name = "Overeenkomst.pdf" });
        await Expect(link).ToBeVisibleAsync();
        var file = await noor.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        var content = await System.IO.File.ReadAllBytesAsync(await file.PathAsync(), TestContext.Current.CancellationToken);
        content.Should().StartWith("%PDF-"u8.ToArray());
        (await noor.Screen.Locator("input[type=file]").CountAsync()).Should().Be(0, "staff may read it");

        await documents.Button("Take off Overeenkomst.pdf").ClickAsync();
        var dialog = joris.Screen.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Reason").FillAsync("Of another deal");
        await dialog.Button("Take off").ClickAsync();
        await Expect(documents.GetByText("1 earlier document")).ToBeVisibleAsync();
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "application/pdf", Buffer = content };

    private static byte[] Pdf() => StatementPdf.Of(
        new(new Statement(Guid.Empty, "Bureau", new(2026, 10), Money.Zero, Money.Zero, Money.Zero, Money.Zero, []), null, null, null),
        FixedClock.Noon);
}

using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>The referral ledger's grid and its dialogs.</summary>
internal sealed class LedgerScreen(Visitor visitor)
{
    public async Task FindAsync(string client)
    {
        await visitor.GoAsync($"/ledger?q={Uri.EscapeDataString(client)}");
        await visitor.HeadingIsAsync("Referral ledger");
        await Row(client).First.IsShownAsync();
    }

    public ILocator Row(string client) => visitor.Screen.Locator("tbody").GetByRole(AriaRole.Row).Filter(new() { HasText = client });

    public ILocator Kebab(string deal) => visitor.Screen.Button($"Actions for deal {deal}");

    public async Task ChooseAsync(string deal, string item)
    {
        await Kebab(deal).ClickAsync();
        await visitor.Screen.MenuItem(item).ClickAsync();
    }

    public async Task<DealScreen> AmendAsync(string deal)
    {
        await ChooseAsync(deal, "Amend…");
        var dialog = new DealScreen(visitor.Screen.Dialog($"Amend {deal}"));
        await Expect(dialog.Kickback).ToBeVisibleAsync();
        return dialog;
    }
}

/// <summary>"Add a deal" and "Amend {partner} – {client}".</summary>
internal sealed class DealScreen(ILocator window)
{
    public ILocator Window => window;

    public ILocator Kickback => window.Field("Kickback %");

    public ILocator Cap => window.Field("Cap (EUR)");

    public ILocator Save => window.Button("Save");

    /// <param name="client">The beginning of the choice's text.</param>
    public async Task ChooseClientAsync(string client)
    {
        var choices = window.Field("Client workspace");
        var choice = choices.Locator("option").Filter(new() { HasText = client }).First;
        await Expect(choice).ToBeAttachedAsync();
        await choices.SelectOptionAsync((await choice.GetAttributeAsync("value"))!);
    }

    public async Task FillAsync(
        string kickback = "20",
        string discount = "",
        string cap = "",
        string? starts = null,
        string expires = "",
        string reference = "PA-2026-77")
    {
        await Kickback.FillAsync(kickback);
        await window.Field("Discount %").FillAsync(discount);
        await Cap.FillAsync(cap);
        if (starts is not null)
        {
            await window.Field("Starts").FillAsync(starts);
        }

        await window.Field("Expires").FillAsync(expires);
        await window.Field("Agreement reference").FillAsync(reference);
    }

    public async Task HoldAsync(string from, string reason)
    {
        await window.Field("Holds from").FillAsync(from);
        await window.Field("Reason").FillAsync(reason);
    }
}

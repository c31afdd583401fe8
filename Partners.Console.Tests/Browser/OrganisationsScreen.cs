using Microsoft.Playwright;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Browser;

/// <summary>The list of organisations.</summary>
internal sealed class OrganisationsScreen(Visitor visitor)
{
    public ILocator Screen => visitor.Screen;

    public ILocator Search => visitor.Screen.GetByRole(AriaRole.Searchbox, new() { Name = "Search organisations", Exact = true });

    public ILocator PartnersOnly => visitor.Screen.Tick("Partners only");

    public ILocator Names => visitor.Screen.Locator("tbody").GetByRole(AriaRole.Row).GetByRole(AriaRole.Link);

    public ILocator Row(string organisation) =>
        visitor.Screen.GetByRole(AriaRole.Row).Filter(new()
        {
            Has = visitor.Page.GetByRole(AriaRole.Link, new() { Name = organisation, Exact = true }),
        });

    public ILocator Kebab(string organisation) => visitor.Screen.Button($"Actions for {organisation}");

    public ILocator Header(string title) => visitor.Screen.GetByRole(AriaRole.Columnheader).Filter(new() { HasText = title });

    /// <summary>Finds an organisation by typing its name.</summary>
    public async Task FindAsync(string organisation)
    {
        await visitor.GoAsync("/organisations");
        await Search.FillAsync(organisation);
        await Assertions.Expect(Names).ToHaveTextAsync([organisation]);
    }

    public async Task ChooseAsync(string organisation, string item)
    {
        await Kebab(organisation).ClickAsync();
        await visitor.Screen.MenuItem(item).ClickAsync();
    }

    public async Task<AgreementScreen> MakePartnerAsync(string organisation)
    {
        await FindAsync(organisation);
        await ChooseAsync(organisation, "Make partner…");
        var dialog = new AgreementScreen(visitor, organisation);
        await dialog.Window.IsShownAsync();
        return dialog;
    }
}

/// <summary>The dialog "Make {name} a partner".</summary>
internal sealed class AgreementScreen(Visitor visitor, string organisation)
{
    public const string Confirmation = "The agreement is in place and the relationship owner has confirmed it";

    public ILocator Window => visitor.Screen.Dialog($"Make {organisation} a partner");

    public ILocator Reference => Window.Field("Agreement reference");

    public ILocator SignedOn => Window.Field("Signed on");

    public ILocator EndsOn => Window.Field("Agreement ends (optional)");

    public ILocator RelationshipOwner => Window.Field("Relationship owner");

    public ILocator Submit => Window.Button("Make partner");

    public async Task FillAsync(AgreementForm form)
    {
        await Reference.FillAsync(form.Reference ?? string.Empty);
        await SignedOn.FillAsync($"{form.SignedOn:yyyy-MM-dd}");
        await EndsOn.FillAsync($"{form.EndsOn:yyyy-MM-dd}");
        await RelationshipOwner.FillAsync(form.RelationshipOwner ?? string.Empty);
        await Window.Field("Agreement link (optional)").FillAsync(form.Link ?? string.Empty);
        await Window.Tick(Confirmation).SetCheckedAsync(form.Confirmed);
    }
}

/// <summary>The dialog "Withdraw partner status from {name}".</summary>
internal sealed class WithdrawScreen(Visitor visitor, string organisation)
{
    public ILocator Window => visitor.Screen.Dialog($"Withdraw partner status from {organisation}");

    public ILocator Reason => Window.Field("Reason");

    public ILocator Submit => Window.Button("Withdraw");
}

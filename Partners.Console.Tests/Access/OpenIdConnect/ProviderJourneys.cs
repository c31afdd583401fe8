using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Console.Tests.Browser;
using Partners.Core.Handoffs;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>Sign-in as people experience it: Chromium, the console, and a certified provider.</summary>
public sealed class ProviderJourneys(Chromium chromium, ProviderConsole console)
    : BrowserTest(chromium, console), IClassFixture<ProviderConsole>
{
    private CertifiedProvider Provider => console.Provider;

    [Fact]
    public async Task Signs_in_at_the_provider_and_comes_back_to_where_one_was_going()
    {
        await Provider.GiveRolesAsync("noor", "Staff");
        var noor = await SignedInAsAsync("noor", "/organisations?q=bureau");

        noor.Address.Should().Be("/organisations?q=bureau");
        await noor.Screen.Locator(".person-button").ClickAsync();
        await noor.Screen.Dialog("Signed-in person").SaysAsync("Make partners, and withdraw the status");
        (await noor.Context.CookiesAsync([Console.Address.ToString()]))
            .Single(cookie => cookie.Name == "partners").Value.Length
            .Should().BeLessThan(1000);
    }

    [Fact]
    public async Task Somebody_without_a_role_is_told_whom_to_ask()
    {
        await Provider.GiveRolesAsync("tim", "Administrator");
        var tim = await VisitorAsync();
        await tim.Page.GotoAsync("/audit");
        await NameAsync(tim, "tim");

        await tim.HeadingIsAsync("No access");
        await tim.Screen.Locator("main").SaysAsync("You are signed in as tim");
    }

    [Fact]
    public async Task Goes_on_while_the_provider_takes_new_keys()
    {
        await Provider.GiveRolesAsync("sven", "Staff");
        await SignedInAsAsync("sven", "/audit");
        await Provider.TakeNewKeysAsync();
        var again = await SignedInAsAsync("sven", "/audit");

        await again.HeadingIsAsync("Audit trail");
    }

    [Fact]
    public async Task Signs_out_here_and_there()
    {
        await Provider.GiveRolesAsync("eva", "Staff");
        var eva = await SignedInAsAsync("eva", "/audit");
        await eva.Screen.Locator(".person-button").ClickAsync();
        await eva.Screen.Button("Sign out").ClickAsync();
        await eva.Screen.Button("Yes, sign me out").ClickAsync();
        await eva.HeadingIsAsync("Sign in");
        await eva.Screen.Status(SignInProblem.SignedOut.Sentence()).IsShownAsync();

        // The provider has forgotten the person too, and asks who it is.
        await eva.Screen.Link("Sign in").ClickAsync();
        await eva.HeadingIsAsync("Who are you?");
    }

    [Fact]
    public async Task Signing_out_at_the_provider_closes_the_open_page()
    {
        await Provider.GiveRolesAsync("ruth", "Staff");
        var ruth = await SignedInAsAsync("ruth", "/audit");
        var elsewhere = await ruth.Context.NewPageAsync();
        await elsewhere.GotoAsync(new Uri(Provider.Address, "/session/end").ToString());
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();

        await ruth.HeadingIsAsync("Sign in");
        await ruth.Screen.Status(SignInProblem.SignedOut.Sentence()).IsShownAsync();
        ruth.Address.Should().Contain("returnUrl=%2Faudit");
    }

    [Fact]
    public async Task A_role_taken_away_closes_the_wizard_and_loses_nothing_of_the_draft()
    {
        await Provider.GiveRolesAsync("amina", "Handoff operator");
        var id = await Console.WorkspaceOfAsync("Gemeente Oosterveen");
        var amina = await SignedInAsAsync("amina", "/handoffs");
        var wizard = new HandoffScreen(amina);
        await wizard.BeginAsync(id, isPending: false);
        foreach (var step in new[] { "Client", "Timing", "People", "Data flows", "Billing and deals" })
        {
            await wizard.NextAsync(step);
        }

        await amina.Screen.Field("Legal name").FillAsync("Gemeente Oosterveen");
        await amina.Screen.Field("City").FillAsync("Hogebeek aan de Amstel");
        await Provider.GiveRolesAsync("amina");

        await amina.HeadingIsAsync("No access");
        var plan = await Console.QueryAsync(db => db.Handoffs.AsNoTracking().Where(handoff => handoff.WorkspaceId == id).SingleAsync());
        plan.Plan.Billing.LegalName.Should().Be("Gemeente Oosterveen");
        plan.Plan.Billing.City.Should().Be("Hogebeek aan de Amstel");
    }

    [Fact]
    public async Task A_handoff_is_confirmed_by_somebody_who_has_just_signed_in()
    {
        await Provider.GiveRolesAsync("lot", "Handoff operator");
        await Provider.ProvedAgoAsync(TimeSpan.FromMinutes(10));
        var ready = await HandoffScreen.ReadyAsync(Console, "Gemeente Polderkerk");
        var confirm = HandoffAddresses.Of(ready.Handoff.Id, HandoffStep.Confirm);
        var lot = await SignedInAsAsync("lot", confirm);
        await Provider.ProvedAgoAsync(TimeSpan.Zero);
        await lot.Screen.Locator("[aria-labelledby=fresh-sign-in]").SaysAsync(
            "Sign in again: your last sign-in must be at most 5 minutes old.");
        await lot.Screen.Button("Hand off").ClickAsync();
        await lot.Screen.Alert().Filter(new() { HasText = "Sign in again:" }).IsShownAsync();

        await lot.Screen.Link("Sign in again").ClickAsync();
        await NameAsync(lot, "lot");
        await lot.AddressIsAsync(confirm);
        await lot.InteractiveAsync();
        await lot.Screen.Link("Sign in again").IsGoneAsync();
        await new HandoffScreen(lot).ConfirmAsync(ready.Facts.Workspace.Name, ready.ClientName!);
    }

    private async Task<Visitor> SignedInAsAsync(string name, string address)
    {
        var visitor = await VisitorAsync();
        await visitor.Page.GotoAsync(address);
        await NameAsync(visitor, name);
        await visitor.AddressIsAsync(address);
        await visitor.InteractiveAsync();
        return visitor;
    }

    /// <summary>On the provider's own page.</summary>
    private static async Task NameAsync(Visitor visitor, string name)
    {
        await visitor.HeadingIsAsync("Who are you?");
        await visitor.Screen.Field("Name").FillAsync(name);
        await visitor.Screen.Button("Continue").ClickAsync();
        await Expect(visitor.Screen.Button("Continue")).ToHaveCountAsync(0);
    }
}

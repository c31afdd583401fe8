using FluentAssertions;
using Partners.Console.Access;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Who can sign in, and what everyone else sees.</summary>
public sealed class AccessJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string SomeId = "/organisations/01930000-0000-7000-8000-000000000000";

    [Theory]
    [InlineData("/")]
    [InlineData("/organisations")]
    [InlineData("/organisations?q=bureau")]
    [InlineData(SomeId)]
    [InlineData("/organisations/nonsense")]
    [InlineData("/audit")]
    [InlineData("/audit/export.csv")]
    [InlineData("/platform")]
    [InlineData("/not-found")]
    [InlineData("/error/../organisations")]
    [InlineData("/no/such/page")]
    [InlineData("/signin")]
    [InlineData("/session")]
    public async Task Without_access_there_is_the_no_access_page_at_any_address(string address)
    {
        var tim = await SignedInAsync(WithoutAccess);
        await tim.Page.GotoAsync(address);

        await tim.HeadingIsAsync("No access");
        await Expect(tim.Screen.Locator("main")).ToContainTextAsync(
            "You are signed in as Tim Visser, and this account has no role in Partners.");
        await tim.Screen.Locator("nav, table, .shell").IsGoneAsync();
    }

    [Fact]
    public async Task Without_access_one_can_sign_out()
    {
        // Through the page, not with cookies from an earlier sign-in.
        var tim = await VisitorAsync();
        await tim.Page.GotoAsync("/signin");
        await tim.Screen.Button(WithoutAccess).ClickAsync();
        await tim.HeadingIsAsync("No access");
        await tim.Screen.Button("Sign out").ClickAsync();
        await tim.HeadingIsAsync("Sign in");

        await tim.Page.GotoAsync("/no-access");
        await tim.HeadingIsAsync("Sign in");
    }

    [Fact]
    public async Task A_stranger_is_led_to_sign_in_and_back_to_where_they_were_going()
    {
        var noor = await VisitorAsync();
        await noor.Page.GotoAsync("/organisations?q=bureau&partners=true");
        await noor.HeadingIsAsync("Sign in");
        noor.Address.Should().Be("/signin?returnUrl=%2Forganisations%3Fq%3Dbureau%26partners%3Dtrue");

        await noor.Screen.Button(Staff).ClickAsync();
        await noor.AddressIsAsync("/organisations?q=bureau&partners=true");
        await Expect(new OrganisationsScreen(noor).Names).ToHaveTextAsync(["Bureau Samenspel"]);
    }

    [Fact]
    public async Task Staff_see_what_they_may_do_and_sign_out()
    {
        var noor = await VisitorAsync();
        await noor.Page.GotoAsync("/signin");
        await noor.Screen.Button(Staff).ClickAsync();
        await noor.InteractiveAsync();
        await noor.Screen.Locator(".person-button").ClickAsync();
        await noor.Screen.Dialog("Signed-in person").SaysAsync("Make partners, and withdraw the status");
        await noor.Screen.Button("Sign out").ClickAsync();
        await noor.HeadingIsAsync("Sign in");

        await noor.Page.GotoAsync("/audit");
        await noor.HeadingIsAsync("Sign in");
    }

    [Fact]
    public async Task Signing_out_in_one_tab_leaves_the_page_in_the_other_at_once()
    {
        var noor = await VisitorAsync();
        await noor.Page.GotoAsync("/signin");
        await noor.Screen.Button(Staff).ClickAsync();
        await noor.InteractiveAsync();
        var other = await noor.NewTabAsync();
        await other.GoAsync("/audit");
        await other.HeadingIsAsync("Audit trail");

        await noor.Screen.Locator(".person-button").ClickAsync();
        await noor.Screen.Button("Sign out").ClickAsync();

        // The console's clock stands still; its check comes after a minute of the machine's, longer than this waits.
        await other.HeadingIsAsync("Sign in");
        await other.Screen.Status(SignInProblem.SignedOut.Sentence()).IsShownAsync();
        other.Address.Should().Contain("returnUrl=%2Faudit");
        await noor.HeadingIsAsync("Sign in");
        noor.Address.Should().Be("/signin");
    }
}

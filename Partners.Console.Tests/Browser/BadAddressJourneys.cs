using FluentAssertions;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>An invalid address gets a sentence on a working page.</summary>
public sealed class BadAddressJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    public static TheoryData<string, string, string> Addresses => new()
    {
        { "/organisations/nonsense", "No such organisation", "“nonsense” is not an organisation's id." },
        { "/organisations/01930000-0000-7000-8000-000000000000", "No such organisation", "There is no organisation with this id." },
        { "/organisations?page=9999", "Organisations", "There is no page 9,999. This is the last one" },
        { "/organisations?page=-1&size=potato&sort=%00&desc=maybe&attention=none", "Organisations", "Bureau Samenspel" },
        { "/organisations?page=99999999999999999999", "Organisations", "Bureau Samenspel" },
        {
            $"/organisations?q={new string('a', 10_000)}",
            "Organisations",
            "A search may have 200 characters at most. This one has 10,000."
        },
        { "/organisations?q=<script>alert(1)</script>", "Organisations", "No organisation matches." },
        { "/organisations?q=%25_'\";--", "Organisations", "No organisation matches." },
        { "/audit?from=nonsense", "Audit trail", "loaded the demonstration data" },
        { "/audit?from=2026-12-01&until=2026-01-01", "Audit trail", "The first day lies after the last one: no entry can match." },
        { "/audit?organisation=nonsense&page=500", "Audit trail", "There is no page 500." },
        { "/audit?from=0001-01-01&until=9999-12-31", "Audit trail", "loaded the demonstration data" },
        { "/external-led/nonsense/drives-usage", "No such client", "“nonsense” is not a workspace's id." },
        {
            "/external-led/01930000-0000-7000-8000-000000000000/invites-people",
            "No such client",
            "There is no external-client workspace with this id."
        },
        {
            "/external-led/01930000-0000-7000-8000-000000000000/luck",
            "No such evidence",
            "“luck” is none of the signals that are counted."
        },
        { "/nowhere", "Not found", "There is no page at this address." },
        { "/organisations/a/b", "Not found", "There is no page at this address." },
    };

    [Theory]
    [MemberData(nameof(Addresses), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_address_gets_a_sentence_on_a_page_that_works(string address, string heading, string sentence)
    {
        var noor = await SignedInAsync();
        await noor.GoAsync(address);
        await noor.HeadingIsAsync(heading);
        await noor.Screen.Locator("main").SaysAsync(sentence);

        // The page works: its circuit navigates.
        await noor.Screen.Link("Organisations").First.ClickAsync();
        await noor.AddressIsAsync("/organisations");
        await Expect(new OrganisationsScreen(noor).Names).ToHaveCountAsync(25);
    }

    [Fact]
    public async Task Markup_that_is_typed_is_searched_for_as_text()
    {
        const string Markup = "<img src=x onerror=alert(1)>";
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.GoAsync("/organisations");
        await list.Search.FillAsync(Markup);

        await noor.Screen.Locator("main").SaysAsync("No organisation matches.");
        await Expect(list.Search).ToHaveValueAsync(Markup);
        (await noor.Screen.Locator("img").CountAsync()).Should().Be(0);
    }

    [Fact]
    public async Task Ten_thousand_characters_that_are_typed_are_answered_with_a_sentence()
    {
        var noor = await SignedInAsync();
        var list = new OrganisationsScreen(noor);
        await noor.GoAsync("/organisations");
        await list.Search.FillAsync(new string('b', 10_000));
        await noor.Screen.Locator("main").SaysAsync("A search may have 200 characters at most.");

        await list.Search.FillAsync("bureau samen");
        await Expect(list.Names).ToHaveTextAsync(["Bureau Samenspel"]);
    }
}

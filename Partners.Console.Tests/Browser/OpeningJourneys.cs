using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Browser;

/// <summary>A page shows what its first rendering handed over, and what others committed before it was connected.</summary>
public sealed class OpeningJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private static readonly Staff s_sanne = new("staff:sanne", "Sanne Vos", "sanne@dembrane.example", Role.CommercialOwner.Permissions);

    [Theory]
    [InlineData("/organisations?q={0}", "Sanne Vos changed {0} just now.")]
    [InlineData("/organisations/{1}", "Sanne Vos changed this just now: made a partner.")]
    [InlineData("/organisations/{1}?tab=audit", "Sanne Vos made {0} a partner")]
    [InlineData("/audit", "Sanne Vos just now: made a partner.")]
    public async Task What_a_colleague_commits_while_a_page_opens_is_shown_once_it_is_open(string address, string shown)
    {
        var organisation = await AddedAsync();
        var noor = await SignedInAsync();

        await MakePartnerWhileOpeningAsync(noor, Text(address), organisation);

        await noor.Screen.Locator("main").GetByText(Text(shown)).First.IsShownAsync();

        string Text(string pattern) => string.Format(null, pattern, organisation.Name, organisation.Id);
    }

    [Fact]
    public async Task The_next_page_loads_for_itself_and_tells_nothing_twice()
    {
        var organisation = await AddedAsync();
        var noor = await SignedInAsync();
        await MakePartnerWhileOpeningAsync(noor, $"/organisations?q={organisation.Name}", organisation);
        await noor.Screen.Locator("main").GetByText("just now").First.IsShownAsync();

        await noor.Screen.Link(organisation.Name).ClickAsync();
        await noor.HeadingIsAsync(organisation.Name);
        await noor.Screen.Locator("main").GetByText("partner", new() { Exact = false }).First.IsShownAsync();

        (await noor.Screen.Locator("main").GetByText("changed this just now").CountAsync()).Should().Be(0);
    }

    private async Task<Organisation> AddedAsync()
    {
        var organisation = Make.Organisation($"Archief {Guid.NewGuid():N}"[..16]);
        await Console.AddAsync(organisation);
        return organisation;
    }

    /// <summary>After the first rendering, and before the page is connected.</summary>
    private async Task MakePartnerWhileOpeningAsync(Visitor visitor, string address, Organisation organisation)
    {
        var connection = await HeldConnection.OfAsync(visitor);
        await visitor.Page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await connection.IsAskedForAsync();
        var command = Make.MakePartner(organisation);
        (await Console.Get<PartnerToggle>().MakePartnerAsync(s_sanne, command, CancellationToken.None)).IsDone.Should().BeTrue();
        connection.Release();
    }
}

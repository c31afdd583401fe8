using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Referrals;
using Partners.Console.Tests.Referrals;
using Partners.Core.Views;

namespace Partners.Console.Tests.Views;

/// <summary>What the ledger opens with, over the real services and a database.</summary>
public sealed class OpeningViewTests : LedgerPages
{
    private const string Active = "status=active&size=50&hide=cap,no-such-column&density=roomy";

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private SavedViews Views => Services.GetRequiredService<SavedViews>();

    [Theory]
    [InlineData("/ledger")]
    [InlineData("/ledger/")]
    public async Task The_bare_address_leads_on_to_the_view_whose_values_stand_in_the_address(string address)
    {
        await Scene.AddedAsync();
        await OpenWithAsync(Active);
        var page = RenderAt(address);

        Navigation.Uri.Should().EndWith($"/ledger?{Active}");
        page.FindAll("thead th").Select(head => head.TextContent.Trim()).Should().Contain("Earned").And.NotContain("Cap");
        page.FindAll("select")[0].GetAttribute("value").Should().Be("active");
    }

    [Theory]
    [InlineData("/ledger?q=zwolle")]
    [InlineData("/ledger?all=true")]
    [InlineData("/ledger?owed=0.00")]
    public async Task An_address_that_says_what_it_shows_is_left_as_it_is(string address)
    {
        await OpenWithAsync(Active);
        RenderAt(address);

        Navigation.Uri.Should().EndWith(address);
    }

    [Fact]
    public async Task Of_all_that_is_shown_each_link_to_the_plain_list_says_that_it_is_meant()
    {
        await OpenWithAsync("q=zxqj");
        var page = RenderAt("/ledger");

        page.WaitForElement(".empty-state a").GetAttribute("href").Should().Be("/ledger?all=true");
        page.Find("nav.view-links a").GetAttribute("href").Should().Be("/ledger?all=true");
        await page.InvokeAsync(() => Navigation.NavigateTo("/ledger?status=active"));
        await page.FindAll("select")[0].ChangeAsync(string.Empty);
        Navigation.Uri.Should().EndWith("/ledger?all=true");
        page.Find("nav.view-links a").GetAttribute("aria-current").Should().Be("page");
    }

    [Fact]
    public async Task Gone_to_again_from_the_list_itself_it_opens_with_its_view_once_more()
    {
        await OpenWithAsync(Active);
        var page = RenderAt("/ledger?all=true");
        await page.InvokeAsync(() => Navigation.NavigateTo("/ledger"));

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith($"/ledger?{Active}"));
    }

    [Fact]
    public async Task A_view_of_all_of_it_leads_nowhere()
    {
        await OpenWithAsync(string.Empty);
        var page = RenderAt("/ledger");

        Navigation.Uri.Should().EndWith("/ledger");
        page.FindAll("nav.view-links a").Select(link => link.GetAttribute("href")).Should().Equal("/ledger", "/ledger");
    }

    [Fact]
    public async Task It_is_chosen_in_the_panel_given_up_there_and_goes_with_the_view()
    {
        await Views.SaveAsync(Noor, new(Guid.CreateVersion7(), ViewedGrid.Ledger, "Lopend", Active), default);
        var page = RenderAt("/ledger");
        await ButtonOf(page, "View").ClickAsync();
        await ButtonOf(page, "Open with this view").ClickAsync();
        SaidOn(page).Should().Be("The list opens with Lopend from now on.");
        page.WaitForElement(".view-list .chip").TextContent.Should().Be("opens the list");
        page.WaitForAssertion(() => page.Find("nav.view-links a").GetAttribute("href").Should().Be("/ledger?all=true"));

        await ButtonOf(page, "Open with all").ClickAsync();
        SaidOn(page).Should().Be("The list opens with all of it again.");
        page.WaitForAssertion(() => page.Find("nav.view-links a").GetAttribute("href").Should().Be("/ledger"));

        await ButtonOf(page, "Open with this view").ClickAsync();
        page.WaitForElement(".view-list .chip");
        await ButtonOf(page, "Remove").ClickAsync();
        page.WaitForAssertion(() => page.FindAll("nav.view-links a").Should().BeEmpty("all is what there is"));
    }

    [Fact]
    public void Showing_all_takes_away_the_filters_and_nothing_else() =>
        RenderAt(
            $"/ledger?q=zxqj&partner={Scene.Partner.Id}&status=active&expiring=30&owed=1.00&discount=differs&sort=owed&desc=true&page=2&size=50&hide=cap&density=roomy")
            .WaitForElement(".empty-state a")
            .GetAttribute("href")
            .Should().Be("/ledger?sort=owed&desc=true&size=50&hide=cap&density=roomy");

    private static AngleSharp.Dom.IElement ButtonOf(IRenderedComponent<LedgerPage> page, string text)
    {
        page.WaitForAssertion(() => Find().Should().NotBeNull());
        return Find()!;

        AngleSharp.Dom.IElement? Find() =>
            page.FindAll("button").FirstOrDefault(button =>
                button.TextContent.Replace("tune", string.Empty, StringComparison.Ordinal).Trim() == text);
    }

    private static string SaidOn(IRenderedComponent<LedgerPage> page) => page.Find(".view-outcome [role=status]").TextContent.Trim();

    private IRenderedComponent<LedgerPage> RenderAt(string address)
    {
        Navigation.NavigateTo(address);
        return Render<LedgerPage>(parameters => parameters.AddCascadingValue(Noor));
    }

    private async Task OpenWithAsync(string query)
    {
        var view = (await Views.SaveAsync(Noor, new(Guid.CreateVersion7(), ViewedGrid.Ledger, "Lopend", query), default)).Value!;
        (await Views.OpenWithAsync(Noor, new(Guid.CreateVersion7(), view.Id, Opens: true), default)).IsDone.Should().BeTrue();
    }
}

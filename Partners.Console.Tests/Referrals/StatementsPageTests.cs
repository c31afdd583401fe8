using System.Text.Json;
using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary>The partners with deals, over the real service and a database.</summary>
public sealed class StatementsPageTests : LedgerPages
{
    private Guid _deal;

    [Fact]
    public async Task Shows_of_each_partner_what_it_is_owed_and_leads_to_its_statements()
    {
        await SetTableAsync();
        await Scene.CloseThroughAsync(10);
        var page = RenderAt("/ledger/statements");

        page.Find("h1").TextContent.Should().Be("Statements");
        RowsOf(page).Should().Equal(
            "Bureau Samenspel | 1 | 140.00 | 30.00 | 110.00 | 0.00 | None, closed to October 2026 | ",
            "Kompas | 1 | 0.00 | 50.00 | 0.00 | 50.00 | May to October 2026, 6 months | ");
        page.Find("tbody tr:first-child a").GetAttribute("href").Should().Be($"/organisations/{Scene.Partner.Id}");
        page.FindAll("tbody tr:last-child a")[1].GetAttribute("href").Should().EndWith("/2026-05", "it leads to the first open month");
        WordsOf(page.Find(".figures")).Should().Be(
            "To pay € 110.00 Credits € 50.00 kept apart, never set off Earned € 140.00 Paid out € 80.00");
        page.Find(".filter-bar [role=status]").TextContent.Should().Be("2 partners");
    }

    [Fact]
    public async Task Lists_the_partners_that_the_address_asks_for()
    {
        await SetTableAsync();

        RowsOf(RenderAt("/ledger/statements?sort=topay")).Select(row => row[..6]).Should().Equal("Kompas", "Bureau");
        RowsOf(RenderAt("/ledger/statements?sort=partner&desc=true")).Select(row => row[..6]).Should().Equal("Kompas", "Bureau");
        RowsOf(RenderAt("/ledger/statements?q=samen")).Should().ContainSingle();
        RenderAt("/ledger/statements?page=7").Find(".banner").TextContent.Should().Be("There is no page 7. This is the last one, page 1.");
        RenderAt("/ledger/statements?q=zxqj").Find(".empty-state").TextContent.Should().Contain("No partner matches.");
    }

    [Fact]
    public void Says_that_there_is_nothing_yet() =>
        RenderAt("/ledger/statements").Find(".empty-state").TextContent.Should().Contain("No partner has a deal yet.");

    [Theory]
    [InlineData("/ledger/statements")]
    [InlineData("/ledger/statements?sort=topay")]
    [InlineData("/ledger/statements?sort=partner&desc=true")]
    [InlineData("/ledger/statements?q=samen&sort=partner&page=3&size=50")]
    public void An_address_is_read_and_written_the_same(string address)
    {
        var parts = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(new("http://localhost"), address).Query);
        string? Of(string name) => parts.TryGetValue(name, out var value) ? value.ToString() : null;

        StatementAddresses.Of(StatementAddresses.Read(Of("q"), Of("sort"), Of("desc"), Of("page"), Of("size"))).Should().Be(address);
    }

    [Fact]
    public async Task Follows_what_others_record()
    {
        await SetTableAsync();
        var page = RenderAt("/ledger/statements");
        (await Scene.PayAsync(_deal, "110", version: 2, paidOn: new(2026, 11, 19))).IsDone.Should().BeTrue();

        page.WaitForAssertion(() => RowsOf(page)[0].Should().Contain("140.00 | 140.00 | 0.00"));
    }

    [Fact]
    public async Task What_is_shown_survives_its_way_from_the_first_rendering_to_the_open_page()
    {
        await SetTableAsync();
        await Scene.CloseThroughAsync(10);
        var listing = await Scene.Statements.OwedAsync(Noor, new(), default);

        JsonSerializer.Deserialize<OwedListing>(JsonSerializer.Serialize(listing)).Should().BeEquivalentTo(listing);
    }

    /// <summary>A partner owed 110, and one paid 50 before it earned anything.</summary>
    private async Task SetTableAsync()
    {
        _deal = await Scene.AddedAsync();
        (await Scene.PayAsync(_deal, "30", new(2026, 10, 20))).IsDone.Should().BeTrue();
        var other = Make.PlatformPartner("Kompas");
        await Scene.Database.AddAsync(other);
        var theirs = await Scene.AddAsync(clientName: "Gemeente Ede", partnerId: other.Id);
        (await Scene.PayAsync(theirs.Value!.DealId, "50", new(2026, 11, 2), isAdvance: true, why: "Agreed")).IsDone.Should().BeTrue();
    }

    private IRenderedComponent<StatementsPage> RenderAt(string address)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<StatementsPage>(parameters => parameters.AddCascadingValue(Noor));
    }

    private static List<string> RowsOf(IRenderedComponent<StatementsPage> page) =>
        [.. page.FindAll("tbody tr").Select(row => string.Join(" | ", row.QuerySelectorAll("td").Select(WordsOf)))];

    private static string WordsOf(IElement element) =>
        string.Join(
            ' ',
            element.GetDescendants().OfType<IText>().SelectMany(text =>
                text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}

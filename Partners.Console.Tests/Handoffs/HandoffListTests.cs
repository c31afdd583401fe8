using Bunit;
using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Console.Links;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>The list, an organisation's tab, the beginning of a handoff, and its record.</summary>
public sealed class HandoffListTests : HandoffPages
{
    [Fact]
    public void Without_any_the_list_says_where_one_is_begun() =>
        List("/handoffs").WaitForElement(".empty-state", Patience).TextContent.Should().Contain("No handoffs yet.");

    [Fact]
    public async Task The_list_shows_each_handoff_with_counts_by_status()
    {
        var id = await ReadyAsync();
        var page = List("/handoffs");

        page.WaitForAssertion(
            () => page
                .FindAll(".tab-link")
                .Select(tab => tab.TextContent)
                .Should().Equal("All (1)", "Drafts (1)", "Scheduled (0)", "Did not run (0)", "Completed (0)", "Cancelled (0)"),
            Patience);
        page.Find("tbody th a").GetAttribute("href").Should().Be($"/handoffs/{id}");
        page
            .Find("tbody tr").Children
            .Select(cell => cell.TextContent.Trim())
            .Should().Equal("Woonvisie", "Bureau Samenspel", "Gemeente Zwolle", "20 Nov 2026", "Amina Haddad20 Nov 2026", "Draft");
    }

    [Fact]
    public async Task Those_that_did_not_run_have_a_tab_of_their_own_and_say_why()
    {
        await ConfirmAsync(await ReadyAsync(new(2026, 12, 1)));
        List("/handoffs?status=blocked").WaitForElement(".empty-state", Patience);
        var nina = Make.Person("Nina Nieuw", "nina@zwolle.example");
        await Database.AddAsync(nina, Make.Seat(Workspace, nina, WorkspaceRole.Member));
        Database.Clock.Now += TimeSpan.FromDays(11);
        await Database.Get<HandoffTransfer>().RunDueAsync(Staff.TheConsoleItself(Permission.Read | Permission.Transfer), default);
        var page = List("/handoffs?status=blocked");

        page.WaitForAssertion(
            () => page
                .Find("tbody tr").LastElementChild!.TextContent
                .Should().Contain("Did not run")
                .And.Contain("Nina Nieuw joined after you started."),
            Patience);
        page.Find(".tab-link[aria-current]").TextContent.Should().Be("Did not run (1)");
        page.FindAll(".tab-link")[2].TextContent.Should().Be("Scheduled (1)");
    }

    [Theory]
    [InlineData("/handoffs?status=cancelled")]
    [InlineData("/handoffs?status=blocked")]
    [InlineData("/handoffs?q=zxqj")]
    public async Task A_filter_that_finds_nothing_can_be_taken_off(string address)
    {
        await BegunAsync();

        List(address).WaitForElement(".empty-state a", Patience).GetAttribute("href").Should().Be("/handoffs");
    }

    [Fact]
    public async Task A_completed_one_leads_to_its_record()
    {
        var id = await CompletedAsync();
        List("/handoffs?status=completed")
            .WaitForElement("tbody th a", Patience)
            .GetAttribute("href")
            .Should().Be($"/handoffs/{id}/record");
    }

    [Fact]
    public async Task An_organisations_tab_lists_what_it_hands_off()
    {
        await BegunAsync();
        var partner = (await Database.Get<OrganisationOverview>().FindAsync(Amina, Partner.Id, default))!;
        var client = (await Database.Get<OrganisationOverview>().FindAsync(Amina, Zwolle.Id, default))!;

        Tab(partner).WaitForElement("tbody th", Patience).TextContent.Should().Be("Woonvisie");
        Tab(client).WaitForElement(".empty-state", Patience).TextContent.Should().Contain("Nothing was handed off by Gemeente Zwolle yet.");
    }

    [Fact]
    public async Task Begin_makes_a_draft_and_leads_to_it()
    {
        var page = New(Workspace.Id);
        page.WaitForElement("h1", Patience).TextContent.Should().Be("Hand off Woonvisie");
        Button(page, "Start").Click();

        page.WaitForAssertion(() => Navigation.Uri.Should().MatchRegex("/handoffs/[0-9a-f-]{36}$"), Patience);
        Navigation.Uri.Should().EndWith((await Database.Get<HandoffDirectory>().PendingAsync(Amina, Workspace.Id, default)).ToString());
    }

    [Fact]
    public async Task Where_one_is_pending_it_is_gone_on_with()
    {
        var id = await BegunAsync();
        var page = New(Workspace.Id);

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith($"/handoffs/{id}"), Patience);
    }

    [Fact]
    public void Staff_cannot_begin_and_are_told_who_can()
    {
        var page = New(Workspace.Id, Noor);

        page.WaitForElement("main button, .step-narrow button", Patience).HasAttribute("disabled").Should().BeTrue();
        page.Markup.Should().Contain("Only a handoff operator can do this.");
    }

    [Fact]
    public async Task The_record_says_what_moved_who_confirmed_and_that_nobody_has_a_way_in()
    {
        await BilledAsync();
        var page = Record(await CompletedAsync());

        page.WaitForElement("h1", Patience).TextContent.Should().Be("Handoff record");
        page.Find("[aria-labelledby=moved]").TextContent.Should().Contain("Bureau Samenspel").And.Contain("Gemeente Zwolle");
        page.Find("[aria-labelledby=confirmed]").TextContent.Should().Contain("Pim Smit on 12 Nov 2026, in a call, for 20 Nov 2026");
        page
            .FindAll("[aria-labelledby=proof] tbody tr")
            .Should().HaveCount(Enum.GetValues<AccessPathKind>().Length)
            .And.OnlyContain(row => row.LastElementChild!.TextContent == "None");
        page.Find(".proof-sum").TextContent.Should().Be("Access proof: nobody of Bureau Samenspel has a way in");
        page
            .FindAll("[aria-labelledby=people] tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())))
            .Should().Equal(
                "Carla Bos griffie@zwolle.example | Observer | Owner",
                "Pim Smit pim@samenspel.example, of Bureau Samenspel | Owner | No access");
        page.Find("[data-print]").TextContent.Should().Contain("Print");
        page.Find("[aria-labelledby=record-deals] tbody th").TextContent.Should().Be("Bureau Samenspel – Gemeente Zwolle");
        page
            .Find("[aria-labelledby=bill]").TextContent
            .Should().Contain("Bureau Samenspel, through Mollie")
            .And.Contain("Woonvisie, Oude Straat 1");
    }

    [Fact]
    public async Task Both_sides_messages_are_ready_to_be_copied()
    {
        var page = Record(await CompletedAsync());
        page.WaitForElement(".message", Patience);

        var (partner, client) = (page.FindAll(".message")[0], page.FindAll(".message")[1]);
        partner.TextContent
            .Should().Contain("Dear Bureau Samenspel,")
            .And.Contain("Woonvisie was handed off to Gemeente Zwolle on 20 Nov 2026")
            .And.Contain("Our deal on this client runs on until 31 Dec 2027.");
        client.TextContent
            .Should().Contain("Its owner is Carla Bos.")
            .And.Contain("Bills are made out to Gemeente Zwolle, Grote Kerkplein 15, 8011 PK Zwolle")
            .And.Contain("Nobody of Bureau Samenspel has access any more.");
        client.QuerySelector($"#{client.QuerySelector("[data-copy]")!.GetAttribute("data-copy")}")!.TextContent
            .Should().StartWith("Dear Gemeente Zwolle,");
    }

    [Fact]
    public async Task Before_it_is_done_there_is_no_record()
    {
        var id = await BegunAsync();
        var page = Record(id);

        page.WaitForElement("h1", Patience).TextContent.Should().Be("No such record");
        page.Find($"a[href='/handoffs/{id}']").TextContent.Should().Be("The handoff");
    }

    private IRenderedComponent<HandoffsPage> List(string address)
    {
        Navigation.NavigateTo(address);
        return Render<HandoffsPage>(parameters => parameters.AddCascadingValue(Noor));
    }

    private IRenderedComponent<OrganisationHandoffs> Tab(OrganisationDetails organisation) =>
        Render<OrganisationHandoffs>(parameters => parameters.Add(tab => tab.Organisation, organisation).AddCascadingValue(Noor));

    private IRenderedComponent<NewHandoffPage> New(Guid workspaceId, Staff? who = null)
    {
        Navigation.NavigateTo(HandoffAddresses.New(workspaceId));
        return Render<NewHandoffPage>(parameters => parameters.AddCascadingValue(who ?? Amina));
    }

    private IRenderedComponent<RecordPage> Record(Guid id) =>
        Render<RecordPage>(parameters => parameters.Add(page => page.Id, id.ToString()).AddCascadingValue(Noor));
}

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
                .Should().Equal("All (1)", "Drafts (1)", "Scheduled (0)", "Did not run (0)", "Completed (0)", "Proof no longer holds (0)",
                    "Certificate overdue (0)", "Cancelled (0)"),
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
        Tab(client).WaitForElement(".empty-state", Patience).TextContent
            .Should().Contain("Gemeente Zwolle has not handed anything off yet.");
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
        page.Find(".proof-sum").TextContent.Should().Be(
            "Access proof: nobody from Bureau Samenspel has a way in, and no conversation leaves by a webhook");
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
            .And.Contain("Nobody from Bureau Samenspel has access any more.");
        client.QuerySelector($"#{client.QuerySelector("[data-copy]")!.GetAttribute("data-copy")}")!.TextContent
            .Should().StartWith("Dear Gemeente Zwolle,");
        page.FindAll(".message")[2].TextContent.Should().Contain("Where that names Bureau Samenspel, it has to name Gemeente Zwolle now.");
        page.FindAll(".message")[3].TextContent.Should().Contain("Bureau Samenspel declares that it has returned to Gemeente Zwolle");
    }

    [Fact]
    public async Task While_the_proof_does_not_hold_the_record_says_what_opened_and_holds_the_messages()
    {
        var id = await CompletedAsync();
        await Database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied'""");
        await Database.Get<WorkspacePeople>().InviteAsync(
            Amina,
            new(Guid.CreateVersion7(), Workspace.Id, "pip@samenspel.example", WorkspaceRole.Member),
            default);
        var page = Record(id);

        page.WaitForElement(".breaches", Patience).TextContent
            .Should().Contain("pip@samenspel.example has access by an invite that is still open.")
            .And.Contain("Opened by Amina Haddad: person invited.");
        page.Find("[role=alert]").TextContent.Should().StartWith("The proof no longer holds: 1 path");
        page.Find(".proof-sum").TextContent.Should().StartWith("Access proof, as of the handoff:");
        page.FindAll(".message").Should().OnlyContain(message =>
            message.TextContent.Contains("On hold until the proof holds again.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Both_sides_messages_are_held_until_the_platform_has_the_handoff()
    {
        var id = await CompletedAsync();
        var page = Record(id);

        page.WaitForElement(".page-meta .platform-state", Patience).TextContent.Should().Be("Waiting for the platform");
        page.FindAll(".message").Should().HaveCount(4).And.OnlyContain(message =>
            message.QuerySelector("[data-copy]")!.HasAttribute("disabled")
            && message.TextContent.Contains("On hold until the platform has the handoff."));

        await Database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied'""");
        page = Record(id);

        page.WaitForElement(".page-meta .platform-state", Patience).TextContent.Should().Be("On the platform");
        page.FindAll(".message [data-copy]").Should().OnlyContain(copy => !copy.HasAttribute("disabled"));
        page.Markup.Should().NotContain("On hold until");
    }

    /// <summary>docs/product.md H32, H33.</summary>
    [Fact]
    public async Task The_record_says_until_when_the_certificate_is_due_that_it_is_outstanding_and_what_came_back()
    {
        var id = await CompletedAsync();
        Certificate(Record(id)).Should().Contain("Bureau Samenspel has until 20 Dec 2026 to certify");
        Database.Clock.Now += TimeSpan.FromDays(31);
        Certificate(Record(id)).Should().Contain("Overdue").And.Contain("was to certify by 20 Dec 2026");
        List("/handoffs?status=certificate").WaitForElement("tbody tr", Patience).TextContent.Should().Contain("Certificate overdue");

        await CertifyAsync(id, CopiesFate.Returned, reason: null);
        await CertifyAsync(id, CopiesFate.Deleted, "Read it again");

        Certificate(Record(id)).Should().Contain("declared that its copies were deleted.")
            .And.Contain("Pim Smit, 20 Nov 2026").And.Contain("DOC-4711").And.Contain("Corrected: Read it again")
            .And.Contain("Earlier entries").And.Contain("Returned to the client, signed by Pim Smit");
        List("/handoffs?status=certificate").WaitForElement(".empty-state", Patience);
    }

    [Fact]
    public async Task A_handoff_operator_fills_in_what_the_certificate_says()
    {
        var id = await CompletedAsync();
        var dialog = Render<CertificateDialog>(parameters => parameters
            .Add(form => form.Handoff, FoundAsync(id).GetAwaiter().GetResult().Handoff)
            .AddCascadingValue(Amina));
        Field(dialog, "Signed by").Change("Pim Smit");
        Field(dialog, "Signed on").Change("2026-11-20");
        Field(dialog, "The copies were").Change(nameof(CopiesFate.ReturnedAndDeleted));
        dialog.Find("form").Submit();
        dialog.WaitForAssertion(() => dialog.Markup.Should().Contain("Enter how it was received, or its reference."), Patience);
        Field(dialog, "Received").Change("By mail");
        dialog.Find("form").Submit();

        await dialog.InvokeAsync(() => { });
        dialog.WaitForAssertion(
            () => EntriesAsync(id).GetAwaiter().GetResult().Should().ContainSingle().Which.Should().Match<HandoffCertificate>(entry =>
                entry.SignedBy == "Pim Smit" && entry.Copies == CopiesFate.ReturnedAndDeleted && entry.ReceivedBy == "By mail"),
            Patience);
    }

    [Fact]
    public async Task Before_it_is_done_there_is_no_record()
    {
        var id = await BegunAsync();
        var page = Record(id);

        page.WaitForElement("h1", Patience).TextContent.Should().Be("No such record");
        page.Find($"a[href='/handoffs/{id}']").TextContent.Should().Be("The handoff");
    }

    private static string Certificate(IRenderedComponent<HandoffRecordPage> page) =>
        page.WaitForElement("[aria-labelledby=certificate]", Patience).TextContent;

    private Task<IReadOnlyList<HandoffCertificate>> EntriesAsync(Guid id) =>
        Database.Get<HandoffCertificates>().OfHandoffAsync(Amina, id, default);

    private async Task CertifyAsync(Guid id, CopiesFate copies, string? reason) =>
        (await Database.Get<HandoffCertificates>().RecordAsync(
            Amina,
            new(
                Guid.CreateVersion7(),
                id,
                (await FoundAsync(id)).Handoff.Version,
                "Pim Smit",
                new(2026, 11, 20),
                copies,
                "DOC-4711",
                Reason: reason),
            default)).IsDone.Should().BeTrue();

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

    private IRenderedComponent<HandoffRecordPage> Record(Guid id) =>
        Render<HandoffRecordPage>(parameters => parameters.Add(page => page.Id, id.ToString()).AddCascadingValue(Noor));
}

using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The panel beside the board, over the real services and a database.</summary>
public sealed class EvidenceDrawerTests : EvidencePages
{
    private Task<bool> _changed = Task.FromResult(false);

    private PageDialogs Dialogs => Services.GetRequiredService<PageDialogs>();

    [Fact]
    public async Task Says_each_signal_in_a_sentence_with_its_people_its_threshold_and_its_records()
    {
        await DriveUsageAsync();
        var panel = await OpenAsync();

        panel.Find(".mud-dialog-title h2").TextContent.Should().Be("Evidence: Gemeente Zwolle");
        Words(panel.Find(".evidence-about")).Should().Be(
            "Bureau Samenspel runs Woonvisie for this client. Counted 23 Aug – 20 Nov 2026, as of 20 Nov 2026.");
        panel.FindAll(".signal").Select(Words).Should().Equal(
            "Drives usage holds +40 75 % of 16 conversations in projects that they created · latest 20 Nov 2026 · Carla Bos (12) "
                + "Threshold: at least half, and at least 10. Show the 16 conversations",
            "Invites people does not hold +0 Invited 1 person since 23 Aug · latest 10 Nov 2026 · Carla Bos (1) 1 of 2 invites needed. "
                + "Show the invite",
            "Acts as owner does not hold +0 1 owner's act, on 31 Oct · Carla Bos (1) 1 of 3 owner's acts needed. Show the owner's act",
            "Created an organisation does not hold +0 Created no organisation since 23 Aug 0 of 1 organisation needed.");
        panel.FindAll(".signal a").Select(link => link.GetAttribute("href")).Should().Equal(
            $"/external-led/{Scene.Client.Id}/drives-usage",
            $"/external-led/{Scene.Client.Id}/invites-people",
            $"/external-led/{Scene.Client.Id}/acts-as-owner");
        panel.FindAll(".banner").Should().BeEmpty("the refresh has read all of it");
    }

    [Fact]
    public async Task The_breakdown_adds_up_to_the_score_and_says_where_it_was_capped()
    {
        await DriveUsageAsync();
        var panel = await OpenAsync();
        Rows(panel).Should().Equal(
            "Drives usage 40 40",
            "Invites people 20 0",
            "Acts as owner 20 0",
            "Created an organisation 40 0",
            "Score 40");

        await Scene.AddAsync([
            Scene.Sent("nog@zwolle.example", Scene.Carla),
            .. Scene.ChangedSettings(3),
            ClientScene.Founded(Scene.Carla, daysAgo: 3),
        ]);
        panel = await OpenAsync();
        Rows(panel).Should().EndWith(["Created an organisation 40 40", "Together 120", "Score, at most 100 100"]);
        Words(panel.Find(".banner-info")).Should().Be(
            "Something changed since the refresh of 20 Nov 2026: the score was 40 then, and comes to 100 now.");
    }

    [Fact]
    public async Task Without_conversations_there_is_no_share_of_them()
    {
        await Scene.RefreshAsync();
        var panel = await OpenAsync();

        Words(panel.Find(".signal")).Should().Be(
            "Drives usage does not hold +0 No conversations since 23 Aug No conversations in this window.");
        panel.FindAll(".signal a").Should().BeEmpty();
        panel.Find(".signals").TextContent.Should().NotContain("%");
        Words(SectionOf(panel, "evidence-card")).Should().Be(
            "In the pipeline Never listed. A client is listed once a refresh reads a score of 40 or more.");
        panel.FindAll(".evidence-actions").Should().BeEmpty();
    }

    [Fact]
    public async Task A_client_that_no_refresh_has_read_says_so()
    {
        var panel = await OpenAsync();

        Words(panel.Find(".banner-info")).Should().Be(
            "No refresh has read this client yet. These figures are for today’s window.");
    }

    [Fact]
    public async Task Says_who_counts_as_the_client_and_why_and_who_does_not()
    {
        var griffie = Make.Person("Anna Griffioen", "griffie@zwolle.example");
        await Scene.AddAsync(griffie);
        await DriveUsageAsync();
        var panel = await OpenAsync();

        panel.FindAll("section[aria-labelledby=evidence-people] li").Select(Words).Should().Equal(
            "Anna Griffioen griffie@zwolle.example · the data owner, without access",
            "Carla Bos carla@zwolle.example · access since 20 Aug 2026");
        Words(SectionOf(panel, "evidence-people")).Should().EndWith(
            "People who belong to Bureau Samenspel do not count (Pim Smit), nor do those whose access was removed.");
    }

    [Fact]
    public async Task The_deal_stands_beside_with_what_makes_it_urgent()
    {
        await DriveUsageAsync();
        Words(SectionOf(await OpenAsync(), "evidence-deal")).Should().Be("Deal No deal on this client. Add one in the referral ledger");

        var deal = Make.Deal(Scene.Partner, Scene.Client, cap: new Money(500_00), expiresOn: Clients.Today.AddDays(35));
        await Scene.AddAsync(deal);
        await Scene.TouchAsync(Scene.Client.Id);
        await Scene.RefreshAsync();
        var section = SectionOf(await OpenAsync(), "evidence-deal");

        Words(section).Should().Be(
            "Deal Near expiry Cap left € 500.00 Last day 25 Dec 2026 expires in 35 days Owed € 0.00 Ready for the conversation: expires in "
                + "35 days. Open the deal");
        section.QuerySelector("a")!.GetAttribute("href").Should().Be($"/ledger/{deal.Id}");
    }

    [Fact]
    public async Task Shows_the_card_with_its_notes_as_text_and_what_was_done_with_it()
    {
        await DriveUsageAsync();
        await PlanAsync("Call <b>Anna</b>", "<img src=x onerror=alert(1)>");
        var panel = await OpenAsync();

        Words(SectionOf(panel, "evidence-card")).Should().StartWith(
            "In the pipeline Signalled Stage Signalled since 20 Nov 2026 Owner Nobody yet Next step Call <b>Anna</b> , on 1 Dec 2026 Notes "
                + "<img src=x onerror=alert(1)>");
        panel.FindAll("img, .evidence b").Should().BeEmpty();
        panel.FindAll(".evidence-trail li").Select(Words).Should().Equal("Next step noted 20 Nov 2026, 12:00 · Noor de Wit");
        SectionOf(panel, "evidence-history").QuerySelector("a")!.GetAttribute("href").Should().Be($"/audit?workspace={Scene.Client.Id}");
    }

    [Fact]
    public async Task What_is_done_from_within_is_shown_in_place_and_told_to_whoever_opened_it()
    {
        await DriveUsageAsync();
        var panel = await OpenAsync();
        var pressed = Button(panel, "Assign…").ClickAsync();
        await panel.WaitForElementAsync("form");
        await panel.Find("form select").ChangeAsync(new() { Value = Make.Staff.Subject });
        await panel.Find("form").SubmitAsync();
        await pressed;

        panel.WaitForAssertion(() => Words(panel.Find(".result-text")).Should().Be("Noor de Wit looks after it now."));
        Words(SectionOf(panel, "evidence-card")).Should().Contain("Owner Noor de Wit");
        panel.FindAll(".evidence-trail li").Select(Words).Should().ContainSingle().Which.Should().StartWith("Card assigned");

        await panel.InvokeAsync(() => Dialogs.CloseSide());
        (await _changed.WaitAsync(TimeSpan.FromSeconds(10))).Should().BeTrue();
    }

    [Fact]
    public async Task Closed_without_a_change_it_says_so()
    {
        await DriveUsageAsync();
        var panel = await OpenAsync();

        await panel.InvokeAsync(() => Dialogs.CloseSide());

        (await _changed.WaitAsync(TimeSpan.FromSeconds(10))).Should().BeFalse();
    }

    [Fact]
    public async Task A_dismissed_card_says_why_and_is_brought_back_from_here()
    {
        await DriveUsageAsync();
        await Scene.Database.Get<Pipeline>().DismissAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), Scene.Client.Id, 1, "They stay <i>with</i> the partner"),
            default);
        var panel = await OpenAsync();

        Words(SectionOf(panel, "evidence-card"))
            .Should().Contain("Dismissed because They stay <i>with</i> the partner")
            .And.Contain(new IsDismissed().Sentence);
        (
            Button(panel, "Snooze…").HasAttribute("disabled"),
            Button(panel, "Dismiss…").HasAttribute("disabled"),
            Button(panel, "Assign…").HasAttribute("disabled"))
            .Should().Be((true, true, false));
        await Button(panel, "Bring back").ClickAsync();

        panel.WaitForAssertion(() => Words(panel.Find(".result-text")).Should().Be("Back: signalled."));
        panel
            .FindAll(".evidence-actions button")
            .Select(button => button.TextContent.Trim())
            .Should().Equal("Assign…", "Next step…", "Snooze…", "Dismiss…", "Start handoff");
        Words(SectionOf(panel, "evidence-card")).Should().Contain("Came back 20 Nov 2026");
    }

    [Fact]
    public async Task Bringing_back_what_somebody_else_has_changed_is_a_conflict_that_is_told()
    {
        await DriveUsageAsync();
        var pipeline = Scene.Database.Get<Pipeline>();
        await pipeline.SnoozeAsync(Make.Staff, new(Guid.CreateVersion7(), Scene.Client.Id, 1, null), default);
        var panel = await OpenAsync(Noor);
        await Scene.Database.ByHandAsync("""UPDATE "Candidates" SET "Version" = 7""");

        await Button(panel, "Bring back").ClickAsync();

        panel.WaitForAssertion(() => panel.Find(".evidence [role=alert]").TextContent.Should().NotBeEmpty());
        (await Scene.Database.QueryAsync(db => db.Candidates.SingleAsync())).IsSnoozed.Should().BeTrue();
    }

    [Fact]
    public async Task What_somebody_else_does_meanwhile_is_shown()
    {
        await DriveUsageAsync();
        var panel = await OpenAsync(Noor);

        await PlanAsync("Call Anna", notes: null);

        panel.WaitForAssertion(() =>
            Words(panel.Find(".evidence .banner-region[role=status]")).Should().Be("Noor de Wit changed this just now: next step noted."));
        Words(SectionOf(panel, "evidence-card")).Should().Contain("Next step Call Anna");
    }

    [Fact]
    public async Task Somebody_who_may_only_read_is_told_why_nothing_can_be_pressed()
    {
        await DriveUsageAsync();
        var panel = await OpenAsync(new Staff("reader", "Lezer", "lezer@dembrane.example", Permission.Read));

        panel.FindAll(".evidence-actions button").Should().HaveCount(5).And.OnlyContain(button => button.HasAttribute("disabled"));
        panel
            .FindAll(".evidence-actions small")
            .Select(reason => reason.TextContent)
            .Should().Equal(new NotPermitted(Permission.WorkPipeline).Sentence, new NotPermitted(Permission.Transfer).Sentence);
    }

    [Fact]
    public async Task An_unknown_client_is_said_to_be_unknown() =>
        Words((await OpenAsync(workspace: Guid.NewGuid())).Find(".evidence")).Should().Be(
            "No such client. There is no external-client workspace with this id. It may have been handed off or removed on the platform. "
                + "Close this, and choose a card.");

    private static IElement SectionOf(IRenderedComponent<IComponent> panel, string id) => panel.Find($"section[aria-labelledby={id}]");

    private static IElement Button(IRenderedComponent<IComponent> panel, string text) =>
        panel.FindAll(".evidence-actions button").Single(button => button.TextContent.Trim() == text);

    private Task<Outcome<CandidateChanged>> PlanAsync(string nextStep, string? notes) =>
        Scene.Database.Get<Pipeline>().PlanAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), Scene.Client.Id, 1, nextStep, new DateOnly(2026, 12, 1), notes),
            default);

    /// <summary>Opens it like a page does.</summary>
    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync(Staff? who = null, Guid? workspace = null)
    {
        RenderTree.TryAdd<CascadingValue<Staff>>(scope => scope.Add(staff => staff.Value, who ?? Make.Staff));
        var page = Render<MudDialogProvider>();
        await page.InvokeAsync(() => { _changed = Dialogs.OpenEvidenceAsync(workspace ?? Scene.Client.Id); });
        await page.WaitForElementAsync(".evidence > :not(.loading)");
        return page;
    }
}

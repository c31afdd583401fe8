using Bunit;
using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>The wizard: its steps, what they save, and what it says.</summary>
public sealed class HandoffPageTests : HandoffPages
{
    [Fact]
    public async Task Steps_that_nobody_has_been_to_are_to_do_whatever_their_checks_say_and_are_no_links()
    {
        var page = Open(await BegunAsync());

        page.Find("h1").TextContent.Should().Be("Hand off Woonvisie");
        StepsOf(page).Should().Equal(
            "Workspace, current step", "Client, to do", "Timing, to do", "People, to do", "Data flows, to do",
            "Billing and deals, to do", "Checks, to do",
            "Review, to do", "Confirm, to do");
        page.FindAll(".step-link").Should().BeEmpty();
        page.Find("[aria-current=step]").TextContent.Should().Contain("Workspace");
    }

    [Fact]
    public async Task Steps_that_somebody_has_been_to_are_done_or_say_what_is_wrong_and_lead_there()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Checks);

        StepsOf(page).Should().Equal(
            "Workspace, done", "Client, needs a change 2 problems", "Timing, needs a change 2 problems", "People, done",
            "Data flows, done", "Billing and deals, needs a change 3 problems", "Checks, current step 7 problems, 1 warning",
            "Review, to do", "Confirm, to do");
        page.FindAll(".step-link").Select(link => link.GetAttribute("href")).Should().Equal(
            $"/handoffs/{id}?step=workspace",
            $"/handoffs/{id}?step=client",
            $"/handoffs/{id}?step=timing",
            $"/handoffs/{id}?step=people",
            $"/handoffs/{id}?step=data-flows",
            $"/handoffs/{id}?step=billing-and-deals");
    }

    [Fact]
    public async Task What_was_decided_shows_how_far_the_last_person_came()
    {
        var id = await BegunAsync();
        await SaveAsync(id, Amina, await PlanAsync(id) with { Timing = new(new(2026, 12, 1)) });
        var page = Open(id);

        StepsOf(page).Take(4).Should().Equal(
            "Workspace, current step", "Client, needs a change 2 problems", "Timing, needs a change Confirmations", "People, to do");
    }

    [Fact]
    public async Task On_a_narrow_screen_one_line_says_which_step_it_is_and_opens_them_all()
    {
        var page = Open(await BegunAsync(), HandoffStep.Timing);
        page.Find(".step-line strong").TextContent.Should().Be("Step 3 of 9: Timing");
        var all = page.Find(".step-line button");
        all.GetAttribute("aria-expanded").Should().Be("false");
        all.Click();

        page.Find(".step-line button").GetAttribute("aria-expanded").Should().Be("true");
        page.Find($"#{all.GetAttribute("aria-controls")}").Children.Should().HaveCount(9);
    }

    [Fact]
    public async Task One_that_is_scheduled_opens_at_its_summary()
    {
        var id = await ReadyAsync(Database.Today.AddDays(11));
        await ConfirmAsync(id);
        var page = Open(id);

        page.Find(".step-name").TextContent.Should().Be("Review");
        StepsOf(page)[^1].Should().Be("Confirm, done");
    }

    [Fact]
    public async Task The_workspace_is_shown_with_its_data_owner_and_how_they_are()
    {
        var page = Open(await BegunAsync());

        page.WaitForAssertion(() => page.Markup.Should().Contain("Accepted, never signed in"), Patience);
        page.Find($"a[href='/workspaces/{Workspace.Id}']").TextContent.Should().Be("Woonvisie");
        page.Find("main, .step").TextContent.Should().Contain("2 people with access, 1 open invite").And.Contain("1 open deal");
    }

    [Fact]
    public async Task A_likely_client_is_suggested_with_the_reasons_and_chosen()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Client);
        page
            .WaitForElement(".pick-list li", Patience).TextContent
            .Should().Contain("Gemeente Zwolle")
            .And.Contain("It has the data owner's name.")
            .And.Contain("The data owner, Carla Bos, belongs to it.");
        page.Find("[aria-label='Choose Gemeente Zwolle']").Click();

        page.WaitForAssertion(
            () => page
                .Find("#chosen-client").ParentElement!.ParentElement!.TextContent
                .Should().Contain("Gemeente Zwolle")
                .And.Contain("Carla Bos"),
            Patience);
        (await PlanAsync(id)).Client.Should().Be(new ClientPlan(Zwolle.Id));
    }

    [Fact]
    public async Task Any_other_client_is_searched_for_and_the_partner_cannot_be_chosen()
    {
        await Database.AddAsync(Make.Organisation("Samenwerkende Raden"));
        var page = Open(await BegunAsync(), HandoffStep.Client);
        page.Find("input[type=search]").Input("samen");

        page.WaitForElement("[aria-label='Choose Samenwerkende Raden']", Patience);
        page.FindAll("[aria-label='Choose Bureau Samenspel']").Should().BeEmpty();
        page.Markup.Should().Contain("This is the partner that hands it off.");
    }

    [Fact]
    public async Task A_new_client_takes_its_name_and_an_owner_who_does_not_belong_to_the_partner()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Client);
        page.FindAll("input[type=radio]")[1].Change(true);
        Field(page, "Owner")
            .QuerySelectorAll("option")
            .Select(option => option.TextContent.Trim())
            .Should().Equal("Choose the owner", "Carla Bos, griffie@zwolle.example");
        Field(page, "Name").Input("Raad van Zwolle");
        Field(page, "Owner").Change(Carla.Id.ToString());

        await SavedAsync(page, async () => (await PlanAsync(id)).Client == new ClientPlan(null, "Raad van Zwolle", Carla.Id));
    }

    [Fact]
    public async Task Both_confirmations_are_kept_as_they_were_typed()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Timing);
        Field(page, "Agreed date").Change("2026-12-01");
        Field(page, "Who confirmed", "the partner").Input("Pim");
        Field(page, "How", "the partner").Input("by phone");
        Field(page, "On", "the client").Change("2026-11-18");
        Field(page, "For which day", "the client").Change("2026-12-02");

        await SavedAsync(
            page,
            async () => (await PlanAsync(id)).Timing == new TimingPlan(
                new(2026, 12, 1),
                new("Pim", null, "by phone"),
                new(null, new(2026, 11, 18), null, new(2026, 12, 2))));
    }

    [Fact]
    public async Task A_typed_line_that_is_emptied_again_is_nothing()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Timing);
        Field(page, "Who confirmed", "the partner").Input("Pim");
        await SavedAsync(page, async () => (await PlanAsync(id)).Timing.Partner == new Partners.Core.Handoffs.Confirmation("Pim"));
        Field(page, "Who confirmed", "the partner").Input(string.Empty);

        await SavedAsync(page, async () => (await PlanAsync(id)).Timing.Partner is null);
    }

    [Fact]
    public async Task Somebody_of_the_partner_loses_access_or_stays_as_an_external_with_a_reason()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.People);
        var pims = page.Find("select[aria-label^='Decision about Pim Smit']");
        pims.QuerySelectorAll("option").Select(option => option.TextContent).Should().Equal("Loses access", "External");
        page
            .Find("select[aria-label^='Decision about Carla Bos']")
            .QuerySelectorAll("option")
            .Select(option => option.TextContent)
            .Should().Equal("Loses access", "Owner", "Admin", "Member", "Billing", "External");
        pims.Change("External");
        page.Find(".why-stays input").Input("Finishes the report");

        await SavedAsync(
            page,
            async () => (await PlanAsync(id)).People.Contains(
                new(SeatOfPim.Id, WorkspaceRole.External, "Finishes the report", new(2027, 2, 18))));
        page.Find("select[aria-label^='Decision about Pim Smit']").Change(string.Empty);
        await SavedAsync(page, async () => (await PlanAsync(id)).People.Contains(new(SeatOfPim.Id, null)));
    }

    [Fact]
    public async Task Who_joined_meanwhile_is_marked_and_not_decided_on_by_deciding_on_others()
    {
        var id = await BegunAsync();
        var sanne = Make.Person("Sanne Mol", "sanne@zwolle.example");
        var seat = Make.Seat(Workspace, sanne, WorkspaceRole.Member);
        await Database.AddAsync(sanne, seat);
        var page = Open(id, HandoffStep.People);
        page
            .FindAll("tbody tr")
            .Single(row => row.TextContent.Contains("joined later", StringComparison.Ordinal)).TextContent
            .Should().Contain("Sanne Mol");
        page.Find("select[aria-label^='Decision about Carla Bos']").Change("Admin");

        await SavedAsync(page, async () => (await PlanAsync(id)).People.Any(person => person.Role == WorkspaceRole.Admin));
        (await PlanAsync(id)).People.Should().NotContain(person => person.MembershipId == seat.Id);
        Button(page, "Keep as shown").Click();
        await SavedAsync(page, async () => (await PlanAsync(id)).People.Contains(new(seat.Id, WorkspaceRole.Member)));
        page.FindAll("tbody tr").Should().NotContain(row => row.TextContent.Contains("joined later", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Everybody_of_the_partner_loses_access_at_once_and_the_others_stay_as_they_were()
    {
        var id = await BegunAsync();
        var (paula, seat) = await JoinedAsync("Paula Vos", "paula@samenspel.example");
        var (_, other) = await JoinedAsync("Sanne Mol", "sanne@zwolle.example");
        await Database.AddAsync(Make.Belonging(Partner, paula, OrganisationRole.Member));
        await SaveAsync(
            id,
            Amina,
            await PlanAsync(id) with { People = [new(SeatOfPim.Id, WorkspaceRole.External, "Finishes the report")], Invites = [] });
        var page = Open(id, HandoffStep.People);
        Button(page, "Everybody from Bureau Samenspel loses access").Click();

        await SavedAsync(page, async () => (await PlanAsync(id)).People.Count == 2);
        (await PlanAsync(id)).People
            .Should().BeEquivalentTo(new PersonPlan[] { new(SeatOfPim.Id, null), new(seat.Id, null) }, "nobody else was decided on")
            .And.NotContain(person => person.MembershipId == other.Id);
        page.FindAll("button").Should().NotContain(button => button.TextContent.Contains("loses access", StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_are_found_by_name_or_address()
    {
        var page = Open(await BegunAsync(), HandoffStep.People);
        page.Find("input[type=search]").Input("griffie@");

        page.WaitForAssertion(
            () => page.FindAll("tbody tr th").Select(row => row.TextContent).Should().ContainSingle().Which.Should().Contain("Carla Bos"),
            Patience);
    }

    [Fact]
    public async Task A_line_of_the_bill_is_judged_once_the_person_is_done_with_it()
    {
        var page = Open(await BegunAsync(), HandoffStep.BillingAndDeals);
        Field(page, "Country").Input("Nederland");
        page.FindAll(".field-refusal").Should().BeEmpty();
        Field(page, "Country").Blur();

        page.Find(".field-refusal").TextContent.Should().Be("Enter the country in two letters, for example NL.");
        Field(page, "Country").GetAttribute("aria-invalid").Should().Be("true");
        Field(page, "Country").Input("NL");
        page.FindAll(".field-refusal").Should().BeEmpty();
    }

    [Fact]
    public async Task A_deal_that_is_waived_asks_why()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.BillingAndDeals);
        page.FindAll(".deal-fate input[type=radio]")[2].Change(true);
        Field(page, "Why it is waived").Input("Agreed in the call");

        await SavedAsync(page, async () => (await PlanAsync(id)).Deals.SequenceEqual([new(Deal.Id, DealFate.Waive, "Agreed in the call")]));
    }

    [Fact]
    public async Task All_checks_are_shown_at_once_with_the_way_to_what_fixes_them()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Checks);

        page.Find(".check-count").TextContent.Should().StartWith("7 problems, 1 warning.");
        var checks = (await FoundAsync(id)).Checks;
        page.FindAll(".check .chip").Select(chip => chip.TextContent).Should().Equal([.. Enumerable.Repeat("Stop", 7), "Warning"]);
        page.FindAll(".passes li").Should().HaveCount(checks.Count(check => check.Verdict == CheckVerdict.Pass));
        page.Find("[aria-label='Go to Timing: Agreed date']").GetAttribute("href").Should().Be($"/handoffs/{id}?step=timing");
        page.Find("[aria-label='Go to the workspace: Data owner']").GetAttribute("href").Should().Be($"/workspaces/{Workspace.Id}");
    }

    [Fact]
    public async Task Checked_again_they_say_what_became_true_meanwhile()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Checks);
        await Database.ByHandAsync("UPDATE Organisations SET IsPartner = 0");
        Button(page, "Check again").Click();

        page.WaitForAssertion(() => page.Find(".check-count").TextContent.Should().StartWith("8 problems, 1 warning."), Patience);
    }

    [Fact]
    public async Task Before_and_after_stand_side_by_side()
    {
        await BilledAsync();
        var page = Open(await ReadyAsync(), HandoffStep.Review);

        page.FindAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).Should().Contain(
        [
            "Organisation | Bureau Samenspel | Gemeente Zwolle",
            "Who pays | Bureau Samenspel, until 20 Nov 2026 | Gemeente Zwolle, from 20 Nov 2026",
            "Bill made out to | Woonvisie, Oude Straat 1, 8011 AA Zwolle, NL | Gemeente Zwolle, Grote Kerkplein 15, 8011 PK Zwolle, NL",
            "VAT number | NL009999999B01 | NL001234567B01",
            "Payment | By the customer cst_woonvisie | By invoiceWhat paid until now leaves the account.",
            "Pim Smitpim@samenspel.example, of the partner | Owner | Loses access",
            "Carla Bosgriffie@zwolle.example | Observer | Owner",
            "raad@zwolle.example | Observer | Member",
            "Agreed date | – | 20 Nov 2026",
        ]);
    }

    [Fact]
    public async Task Next_saves_at_once_and_leads_on()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Timing);
        Field(page, "Agreed date").Change("2026-12-01");
        Button(page, "Next").Click();

        page.WaitForAssertion(() => Navigation.Uri.Should().EndWith($"/handoffs/{id}?step=people"), Patience);
        (await PlanAsync(id)).Timing.AgreedOn.Should().Be(new DateOnly(2026, 12, 1));
    }

    [Fact]
    public async Task Whoever_leaves_while_typing_loses_nothing()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Timing);
        Field(page, "Who confirmed", "the client").Input("Carla");
        await DisposeComponentsAsync();

        await UntilAsync(async () => (await PlanAsync(id)).Timing.Client == new Partners.Core.Handoffs.Confirmation("Carla"));
    }

    [Fact]
    public async Task Staff_read_the_draft_and_every_button_says_why_it_is_disabled()
    {
        var page = Open(await BegunAsync(), HandoffStep.Timing, Noor);

        page.Markup.Should().Contain("Only a handoff operator can do this.");
        page.FindAll(".step-actions button").Should().HaveCount(4).And.OnlyContain(button =>
            button.HasAttribute("disabled") && button.GetAttribute("aria-describedby") == "handoff-reason");
        page.Find("fieldset.step-fields").HasAttribute("disabled").Should().BeTrue();
    }

    [Theory]
    [InlineData("nonsense", "“nonsense” is not a handoff's id. It may have been cut off when it was copied.")]
    [InlineData("0198a000-0000-7000-8000-000000000000", "There is no handoff with this id.")]
    public void Says_what_is_wrong_with_an_id(string id, string sentence)
    {
        var page = Render<HandoffPage>(parameters => parameters.Add(page => page.Id, id).AddCascadingValue(Amina));

        page.WaitForElement("h1", Patience).TextContent.Should().Be("No such handoff");
        page.Find(".lead").TextContent.Should().Be(sentence);
    }

    /// <summary>Each step as it reads: its name, how far it is, and what is wrong.</summary>
    private static List<string> StepsOf(IRenderedComponent<HandoffPage> page) =>
        [.. page.FindAll(".step-label").Select(step => string.Join(
            ' ',
            step.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" ,", ",", StringComparison.Ordinal))];

    private async Task<(Person Person, WorkspaceMembership Seat)> JoinedAsync(string name, string email)
    {
        var person = Make.Person(name, email);
        var seat = Make.Seat(Workspace, person, WorkspaceRole.Member);
        await Database.AddAsync(person, seat);
        return (person, seat);
    }

    private static Task SavedAsync(IRenderedComponent<HandoffPage> page, Func<Task<bool>> holds) =>
        UntilAsync(async () => await holds() && page.Find(".saved").TextContent == "Saved");

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }
}

using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>Preparing a handoff, over the real services and a database.</summary>
public sealed class HandoffDraftsTests : IAsyncLifetime
{
    private HandoffScene _scene = null!;

    private HandoffDrafts Drafts => _scene.Database.Get<HandoffDrafts>();

    private HandoffDirectory Directory => _scene.Database.Get<HandoffDirectory>();

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task It_begins_with_what_is_most_likely_meant()
    {
        var draft = await _scene.FindAsync((await BeginAsync()).Value!.HandoffId);
        var plans = draft.Handoff.Plan.People.ToDictionary(
            plan => draft.Facts.People.Single(person => person.MembershipId == plan.MembershipId).Name,
            plan => plan.Role,
            StringComparer.Ordinal);

        plans.Should().Equal(new Dictionary<string, WorkspaceRole?>(StringComparer.Ordinal)
        {
            ["Carla Bos"] = WorkspaceRole.Owner,
            ["Otto Kamp"] = WorkspaceRole.Member,
            ["Paula Vos"] = null,
            ["Pim Smit"] = null,
        });
        draft.Handoff.Plan.Invites
            .Select(invite => invite.Role)
            .Should().BeEquivalentTo(new WorkspaceRole?[] { null, WorkspaceRole.Member });
        (draft.Facts.Workspace.Projects, draft.Facts.Deals.Count, draft.Stops).Should().Be((1, 1, true));
    }

    [Fact]
    public async Task Begun_twice_the_second_is_led_to_the_first()
    {
        var first = (await BeginAsync()).Value!;

        (await BeginAsync()).Refusals.Should().Equal(new HandoffBegunAlready(first.HandoffId, "Amina Haddad"));
        (await Directory.PendingAsync(Make.Staff, _scene.Workspace.Id, default)).Should().Be(first.HandoffId);
    }

    [Fact]
    public async Task Only_a_partners_external_client_workspace_is_handed_off()
    {
        await _scene.Database.ByHandAsync("UPDATE Organisations SET IsPartner = 0");
        (await BeginAsync()).Refusals.Should().Equal(new PartnerIsNone("Bureau Samenspel"));
        await _scene.Database.ByHandAsync("UPDATE Workspaces SET UsageContext = 'Internal'");
        (await BeginAsync()).Refusals.Should().Equal(new OnlyClientsAreHandedOff());
        await _scene.Database.ByHandAsync("UPDATE Workspaces SET DeletedAt = 1");
        (await BeginAsync()).Refusals.Should().Equal(new NoSuchWorkspace());
    }

    [Fact]
    public async Task Another_operator_goes_on_with_it_and_whoever_is_late_is_told()
    {
        var seen = await _scene.FindAsync((await BeginAsync()).Value!.HandoffId);
        var theirs = seen.Handoff.Plan with { Client = new(_scene.Zwolle.Id) };
        (await Drafts.SaveAsync(
            Make.SecondOperator,
            new(Guid.CreateVersion7(), seen.Handoff.Id, seen.Handoff.Version, theirs),
            default)).IsDone
            .Should().BeTrue();

        var late = await _scene.SaveAsync(seen, seen.Handoff.Plan with { Timing = HandoffScene.Agreed(new(2026, 12, 1)) });
        late.Conflict!.Who.Should().Be("Sven Kok");
        (await _scene.FindAsync(seen.Handoff.Id)).Handoff.Plan.Should().Be(theirs);
    }

    [Fact]
    public async Task What_is_wrong_is_kept_as_it_was_typed()
    {
        var seen = await _scene.FindAsync((await BeginAsync()).Value!.HandoffId);
        var typed = seen.Handoff.Plan with { Billing = new(VatNumber: "<b>no</b>", Country: "Nederland"), Timing = new(new(1999, 1, 1)) };
        await _scene.SaveAsync(seen, typed);

        (await _scene.FindAsync(seen.Handoff.Id)).Handoff.Plan.Should().Be(typed);
        (await _scene.SaveAsync(await _scene.FindAsync(seen.Handoff.Id), typed)).Refusals.Should().Equal(new NothingChanged());
        (await _scene.SaveAsync(
            await _scene.FindAsync(seen.Handoff.Id),
            typed with { Billing = new(City: new string('x', 1001)) })).Refusals
            .Should().Equal(new PlanTooLong("The city", 1000));
    }

    [Fact]
    public async Task A_scheduled_one_that_is_changed_is_a_draft_again()
    {
        var draft = await _scene.DecidedAsync(on: new(2026, 12, 1));
        await _scene.HandOffAsync(draft);
        var scheduled = await _scene.FindAsync(draft.Handoff.Id);
        await _scene.SaveAsync(scheduled, scheduled.Handoff.Plan with { Billing = HandoffScene.Bill with { City = "Zwolle-Zuid" } });

        (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Should().Match<Handoff>(handoff =>
            handoff.Status == HandoffStatus.Draft && handoff.ConfirmedByName == null);
    }

    [Fact]
    public async Task It_is_cancelled_with_a_reason_and_can_be_begun_anew()
    {
        var begun = (await BeginAsync()).Value!;
        (await CancelAsync(begun, "  ")).Refusals.Should().Equal(new ReasonMissing());
        (await CancelAsync(begun, "The client waits for its budget")).IsDone.Should().BeTrue();

        (await CancelAsync(begun, "Again")).Refusals.Should().Equal(new HandoffIsOver("Woonvisie", HandoffStatus.Cancelled));
        (await BeginAsync()).IsDone.Should().BeTrue();
        var listed = await Directory.ListAsync(Make.Staff, new(HandoffStatus.Cancelled), default);
        listed.Rows.Should().ContainSingle().Which.CancelledBecause.Should().Be("The client waits for its budget");
        listed.Counts.Should().Equal(new Dictionary<HandoffStatus, int> { [HandoffStatus.Draft] = 1, [HandoffStatus.Cancelled] = 1 });
    }

    [Fact]
    public async Task The_client_is_suggested_by_name_address_and_domain_with_the_reasons()
    {
        var (other, stranger) = (Make.Organisation("Griffiers van Overijssel"), Make.Organisation("Gemeente Ede"));
        var ria = Make.Person("Ria Raad", "ria@zwolle.example");
        await _scene.AddAsync(other, stranger, ria, Make.Belonging(other, ria), Make.Organisation("Gemeente Zwolle-Oost"));

        (await Directory.SuggestionsAsync(Make.Staff, _scene.Workspace.Id, default))
            .Select(found => (found.Name, string.Join(" ", found.Reasons)))
            .Should().Equal(
                ("Gemeente Zwolle", "It has the data owner's name. The data owner, Carla Bos, belongs to it."),
                ("Gemeente Zwolle-Oost", "Its name begins with the data owner's."),
                ("Griffiers van Overijssel", "Ria Raad, who belongs to it, has an address at zwolle.example as well."));
    }

    [Fact]
    public async Task A_public_mail_provider_says_nothing_of_belonging_together()
    {
        var other = Make.Organisation("Wijkraad Ede");
        var ria = Make.Person("Ria Raad", "ria@gmail.com");
        await _scene.AddAsync(other, ria, Make.Belonging(other, ria));
        await _scene.Database.ByHandAsync("UPDATE Workspaces SET DataOwnerEmail = 'griffie.zwolle@gmail.com'");

        (await Directory.SuggestionsAsync(Make.Staff, _scene.Workspace.Id, default))
            .Should().NotContain(found => found.Name == "Wijkraad Ede");
    }

    [Theory]
    [InlineData("woon", 1)]
    [InlineData("SAMENSPEL", 1)]
    [InlineData("zwolle", 1)]
    [InlineData("100%", 0)]
    [InlineData("_", 0)]
    public async Task Handoffs_are_found_by_workspace_partner_and_client(string search, int found)
    {
        await _scene.DecidedAsync();

        (await Directory.ListAsync(Make.Staff, new(Search: search), default)).Total.Should().Be(found);
        (await Directory.ListAsync(Make.Staff, new(PartnerId: _scene.Partner.Id, Search: search), default)).Rows.Should().HaveCount(found);
        (await Directory.ListAsync(Make.Staff, new(PartnerId: _scene.Zwolle.Id), default)).Rows.Should().BeEmpty();
    }

    private Task<Outcome<HandoffChanged>> BeginAsync() =>
        Drafts.BeginAsync(Make.Operator, new(Guid.CreateVersion7(), _scene.Workspace.Id), default);

    private async Task<Outcome<HandoffChanged>> CancelAsync(HandoffChanged begun, string reason) =>
        await Drafts.CancelAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), begun.HandoffId, (await _scene.FindAsync(begun.HandoffId)).Handoff.Version, reason),
            default);
}

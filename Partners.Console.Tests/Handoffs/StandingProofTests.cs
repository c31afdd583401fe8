using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Moves;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Handoffs;
using Partners.Core.Moves;
using Partners.Core.Today;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>A completed proof stands: what opens again is on Today, on the record and in the trail (docs/product.md H26).</summary>
public sealed class StandingProofTests : IAsyncLifetime
{
    private HandoffScene _scene = null!;
    private Guid _handoff;

    private TestDatabase Database => _scene.Database;

    public async ValueTask InitializeAsync()
    {
        _scene = await HandoffScene.CreateAsync();
        var draft = await _scene.DecidedAsync();
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();
        _handoff = draft.Handoff.Id;
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Right_after_a_handoff_nothing_is_open()
    {
        (await CheckAsync()).Should().Be(0);
        (await TodayAsync()).Handoffs.Should().Be(0);
        (await _scene.FindAsync(_handoff)).Handoff.ProvenAt.Should().Be(FixedClock.Noon);
    }

    [Fact]
    public async Task A_command_that_gives_the_partner_access_is_on_Today_with_who_and_what_opened_it()
    {
        await InviteAsync("pip@samenspel.example");

        var today = await TodayAsync();
        today.Handoffs.Should().Be(1);
        today.First.Should().ContainSingle().Which.Should().Match<BrokenHandoff>(broken =>
            broken.Id == _handoff
            && broken.Opened == "pip@samenspel.example has access by an invite that is still open."
            && broken.OpenedBy == "Amina Haddad: person invited");
        (await Database.Get<HandoffDirectory>().ListAsync(Make.Staff, new(IsBroken: true), default)).Should().Match<HandoffListing>(list =>
            list.Total == 1 && list.Broken == 1 && list.Rows[0].Opened!.StartsWith("pip@samenspel.example"));
        (await Database.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.ProofBroken))).ActorName
            .Should().Be("Amina Haddad");
    }

    [Fact]
    public async Task A_command_for_the_clients_own_people_opens_nothing()
    {
        await InviteAsync("wethouder@zwolle.example");

        (await TodayAsync()).Handoffs.Should().Be(0);
    }

    [Fact]
    public async Task Closed_again_it_is_no_alarm_and_stays_on_record()
    {
        var invite = await InviteAsync("pip@samenspel.example");
        await Database.Get<WorkspacePeople>().RevokeInviteAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), invite, "Sent by mistake"),
            default);

        (await TodayAsync()).Handoffs.Should().Be(0);
        (await BreachesAsync()).Should().ContainSingle().Which.ClosedAt.Should().Be(FixedClock.Noon);
        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.ProofMended))).Should().Be(1);
    }

    [Fact]
    public async Task An_operator_can_accept_it_with_a_reason_and_it_alarms_again_when_it_changes()
    {
        await _scene.AddAsync(Make.Seat(_scene.Workspace, _scene.Pim, WorkspaceRole.External));
        (await CheckAsync()).Should().Be(1);
        var breach = (await BreachesAsync()).Single();
        (await AcceptAsync(breach, reason: " ")).IsDone.Should().BeFalse();
        (await AcceptAsync(breach, "The client asked for her advice")).IsDone.Should().BeTrue();
        (await TodayAsync()).Handoffs.Should().Be(0);
        (await CheckAsync()).Should().Be(0, "what is accepted is known");

        await Database.ByHandAsync("UPDATE WorkspaceMemberships SET Role = 'Admin' WHERE Role = 'External'");
        (await CheckAsync()).Should().Be(1, "an admin is not what was accepted");
        (await AcceptAsync(breach, "Again")).Refusals.Should().ContainSingle();
    }

    [Theory]
    [InlineData(
        "UPDATE WorkspaceMemberships SET DeletedAt = NULL WHERE PersonId = (SELECT Id FROM People WHERE DisplayName = 'Pim Smit')",
        "Pim Smit has access by a role in the workspace.")]
    [InlineData(
        "INSERT INTO OrganisationMemberships (Id, OrganisationId, PersonId, Role, CreatedAt) SELECT randomblob(16), Organisations.Id, "
            + "People.Id, 'Admin', 1 FROM Organisations, People WHERE Name = 'Gemeente Zwolle' AND DisplayName = 'Paula Vos'",
        "Paula Vos has access by membership in the organisation that owns it.")]
    [InlineData(
        "UPDATE People SET Email = 'otto@samenspel.example', EmailKey = 'otto@samenspel.example' WHERE DisplayName = 'Otto Kamp'",
        "Otto Kamp has access by a role in the workspace.",
        "Otto Kamp has access by membership in the organisation that owns it.")]
    [InlineData(
        "INSERT INTO OrganisationMemberships (Id, OrganisationId, PersonId, Role, CreatedAt) SELECT randomblob(16), Organisations.Id, "
            + "People.Id, 'Member', 1 FROM Organisations, People WHERE Name = 'Bureau Samenspel' AND DisplayName = 'Otto Kamp'",
        "Otto Kamp has access by a role in the workspace.",
        "Otto Kamp has access by membership in the organisation that owns it.")]
    [InlineData(
        "INSERT INTO ProjectWebhooks (Id, ProjectId, Name, Host, AddressHash, Events) SELECT randomblob(16), Id, 'New', "
            + "'hooks.samenspel.example', 'abc', '' FROM Projects",
        "Conversations leave by the webhook New to hooks.samenspel.example, of Inloopavonden.")]
    [InlineData(
        "UPDATE Workspaces SET BilledToId = (SELECT Id FROM Organisations WHERE Name = 'Bureau Samenspel')",
        "Bureau Samenspel is still listed as paying on the platform, and can begin the platform’s own handoff.")]
    public async Task The_nightly_check_finds_what_passed_every_command_and_import_by(string opens, params string[] sentences)
    {
        await Database.ByHandAsync(opens);

        (await CheckAsync()).Should().Be(sentences.Length);
        (await BreachesAsync()).Should().OnlyContain(breach => breach.IsOpen && breach.OpenedBy == "the nightly check found it")
            .And.Subject.Select(breach => breach.Sentence).Should().BeEquivalentTo(sentences);
    }

    [Fact]
    public async Task Support_of_dembranes_own_for_a_day_is_no_alarm()
    {
        var sam = Make.Person("Sam", "sam@dembrane.com");
        await _scene.AddAsync(sam, new WorkspaceMembership(
            Guid.CreateVersion7(),
            _scene.Workspace.Id,
            sam.Id,
            WorkspaceRole.Admin,
            WorkspaceMembership.StaffSupport,
            FixedClock.Noon,
            deletedAt: null,
            expiresAt: FixedClock.Noon.AddDays(1)));

        (await CheckAsync()).Should().Be(0);
    }

    [Fact]
    public async Task A_project_that_goes_back_to_the_partner_is_an_alarm_whoever_moved_it()
    {
        var (own, elsewhere) = (Make.Internal(_scene.Partner, "Eigen werk"), Make.Internal(_scene.Zwolle, "Elders"));
        await _scene.AddAsync(own, elsewhere);
        const string Sentence = "A project that was handed over is back with the partner: Inloopavonden, in Eigen werk.";

        await MoveAsync(_scene.Workspace, elsewhere);
        (await TodayAsync()).Handoffs.Should().Be(0, "the client may put it where it likes");

        // It left the workspace before, and is known again.
        await MoveAsync(elsewhere, own);
        (await TodayAsync()).First.Should().ContainSingle().Which.Should().Match<BrokenHandoff>(broken =>
            broken.Opened == Sentence && broken.OpenedBy.StartsWith("Amina Haddad: projects moved"));

        await MoveAsync(own, _scene.Workspace);
        (await TodayAsync()).Handoffs.Should().Be(0);
        (await BreachesAsync()).Should().ContainSingle().Which.ClosedAt.Should().NotBeNull();
    }

    [Fact]
    public async Task A_project_that_the_platform_moved_back_is_an_alarm_and_a_new_one_of_the_partner_is_none()
    {
        var own = Make.Internal(_scene.Partner, "Eigen werk");
        await _scene.AddAsync(own);
        using var export = new ExportFiles();
        var project = _scene.Inloopavonden;
        export.Raw("project", JsonSerializer.Serialize(new[]
        {
            Row(project.Id, project.Name),
            Row(Guid.CreateVersion7(), "Never handed over"),
        }));

        await Database.ImportAsync(export.WrittenFolder);

        (await BreachesAsync()).Should().ContainSingle().Which.Sentence
            .Should().Be("A project that was handed over is back with the partner: Inloopavonden, in Eigen werk.");

        object Row(Guid id, string name) => new { id, workspace_id = own.Id, name, created_at = project.CreatedAt };
    }

    private async Task MoveAsync(Workspace from, Workspace to)
    {
        var moves = Database.Get<ProjectMoves>();
        var sources = new[] { MoveScene.All(from) };
        var stated = (await moves.PreviewAsync(Make.Operator, sources, to.Id, default)).Stated;
        (await moves.MoveAsync(Make.Operator, new(Guid.CreateVersion7(), sources, to.Id, stated, "So asked"), progress: null, default))
            .IsDone.Should().BeTrue();
    }

    private async Task<Guid> InviteAsync(string address) =>
        (await Database.Get<WorkspacePeople>().InviteAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), _scene.Workspace.Id, address, WorkspaceRole.Member),
            default)).Value!.InviteId;

    private Task<int> CheckAsync() => Database.Get<ProofWatch>().CheckAllAsync(Make.Operator, "the nightly check found it", default);

    private Task<Core.Changes.Outcome<BreachAccepted>> AcceptAsync(ProofBreach breach, string reason) =>
        Database.Get<HandoffProofs>().AcceptAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), breach.Id, breach.Version, reason),
            default);

    private Task<IReadOnlyList<ProofBreach>> BreachesAsync() =>
        Database.Get<HandoffProofs>().OfHandoffAsync(Make.Staff, _handoff, default);

    private async Task<BrokenHandoffs> TodayAsync() => (await Database.Get<Overview>().FindAsync(Make.Staff, default)).Broken;
}

using System.Text.Json;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Moves;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Moves;

public sealed class ProjectMovesTests : IAsyncLifetime
{
    private MoveScene _scene = default!;

    private TestDatabase Database => _scene.Database;

    public async ValueTask InitializeAsync() => _scene = await MoveScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Moves_chosen_projects_and_raises_their_versions()
    {
        var outcome = await _scene.MoveAsync(
            Make.Staff,
            _scene.Archive,
            reason: null,
            MoveScene.Some(_scene.Team, _scene.Projects[0], _scene.Projects[2]));

        outcome.Value.Should().Be(new ProjectsMoved(outcome.Value!.MoveId, 2, "Team", "Archive"));
        (await _scene.NamesInAsync(_scene.Archive)).Should().Equal("Alfa", "Gamma");
        (await _scene.NamesInAsync(_scene.Team)).Should().Equal("Beta");
        (await Database.QueryAsync(db => db.Projects.OrderBy(project => project.Name).Select(project => project.Version).ToListAsync()))
            .Should().Equal(2, 1, 2);
    }

    [Fact]
    public async Task Moves_all_of_several_workspaces_and_leaves_deleted_projects_where_they_were()
    {
        var gone = MoveScene.Project(_scene.Team, "Oud", FixedClock.Noon);
        await Database.AddAsync(gone, MoveScene.Project(_scene.Client, "Delta"));

        var outcome = await _scene.MoveAsync(
            MoveScene.Operator,
            _scene.Archive,
            "One archive for all",
            MoveScene.All(_scene.Team),
            MoveScene.All(_scene.Client));

        outcome.Value!.Projects.Should().Be(4);
        (await _scene.NamesInAsync(_scene.Archive)).Should().Equal("Alfa", "Beta", "Delta", "Gamma");
        (await _scene.PlacesAsync())[gone.Id].Should().Be(_scene.Team.Id);
        (await Database.QueryAsync(db => db.Moves.SingleAsync())).Should().BeEquivalentTo(new
        {
            From = "Team and Woonvisie",
            To = "Archive",
            Projects = 4,
            Conversations = 2,
            CrossesDataOwner = true,
            CrossesPayer = true,
            ByName = "Amina Haddad",
            Reason = "One archive for all",
        });
    }

    [Fact]
    public async Task The_preview_says_whose_it_becomes_who_pays_and_who_gains_and_loses_access()
    {
        var preview = await _scene.Moves.PreviewAsync(
            Make.Staff,
            [MoveScene.Some(_scene.Team, _scene.Projects[0])],
            _scene.Client.Id,
            default);

        preview.Refusals.Should().BeEmpty();
        preview.Needs.Should().Be(Permission.Transfer);
        preview.AsksReason.Should().BeTrue();
        var leg = preview.Legs.Should().ContainSingle().Subject;
        (leg.Projects, leg.Conversations, leg.ChangesDataOwner, leg.ChangesPayer).Should().Be((1, 2, true, true));
        leg.Gains.Should().BeEquivalentTo(new FewPeople(["Gerda Griffie"], 1));
        leg.Loses.Should().BeEquivalentTo(new FewPeople(["Bart Mulder"], 1), "Anna has a seat at the client's too");
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(3, "a preview changes nothing");
    }

    [Fact]
    public async Task The_preview_names_the_first_few_people_and_counts_the_others()
    {
        var people = Enumerable.Range(0, 12).Select(number => Make.Person($"Persoon {number:D2}", $"p{number}@zwolle.example")).ToList();
        await Database.AddAsync([.. people, .. people.Select(person => Make.Seat(_scene.Client, person, WorkspaceRole.Observer))]);

        var preview = await _scene.Moves.PreviewAsync(Make.Staff, [MoveScene.All(_scene.Team)], _scene.Client.Id, default);

        preview.Legs.Single().Gains.Count.Should().Be(13);
        preview.Legs.Single().Gains.Names.Should().HaveCount(FewPeople.Named).And.StartWith(["Gerda Griffie", "Persoon 00"]);
    }

    [Fact]
    public async Task Within_one_owner_and_payer_it_takes_no_more_than_staff_may_and_no_reason()
    {
        var preview = await _scene.Moves.PreviewAsync(Make.Staff, [MoveScene.All(_scene.Team)], _scene.Archive.Id, default);

        (preview.Needs, preview.AsksReason).Should().Be((Permission.MoveProjects, false));
        (await _scene.MoveAsync(Make.Staff, _scene.Archive, "  ", MoveScene.All(_scene.Team))).IsDone.Should().BeTrue();
        (await Database.QueryAsync(db => db.Moves.SingleAsync())).Reason.Should().BeNull();
    }

    [Fact]
    public async Task Refuses_to_cross_an_owner_without_the_permission_to_transfer()
    {
        (await RefusedAsync(Make.Staff, _scene.Client, "They asked for it", MoveScene.All(_scene.Team)))
            .Should().Equal(new NotPermitted(Permission.Transfer));
        (await RefusedAsync(Make.CommercialOwner, _scene.Client, "They asked for it", MoveScene.All(_scene.Team)))
            .Should().Equal(new NotPermitted(Permission.Transfer));
        (await RefusedAsync(Make.Nobody, _scene.Archive, null, MoveScene.All(_scene.Team)))
            .Should().Equal(new NotPermitted(Permission.MoveProjects));
    }

    [Fact]
    public async Task Refuses_to_cross_an_owner_without_a_reason_and_any_reason_that_is_too_long()
    {
        (await RefusedAsync(MoveScene.Operator, _scene.Client, "  ", MoveScene.All(_scene.Team))).Should().Equal(new ReasonMissing());
        (await RefusedAsync(Make.Staff, _scene.Archive, new string('x', Reasons.Longest + 1), MoveScene.All(_scene.Team)))
            .Should().Equal(new TooLong("The reason", Reasons.Longest, Reasons.Field));
    }

    [Fact]
    public async Task Refuses_without_projects_and_without_a_target()
    {
        (await RefusedAsync(Make.Staff, null, null)).Should().Equal(new NothingChosen(), new TargetMissing());
        (await RefusedAsync(Make.Staff, _scene.Archive, null, MoveScene.Some(_scene.Team))).Should().Equal(new NothingChosen());
        (await RefusedAsync(Make.Staff, _scene.Team, null, MoveScene.All(_scene.Archive))).Should().Equal(new WorkspaceIsEmpty("Archive"));
    }

    [Fact]
    public async Task Refuses_a_target_or_a_source_that_is_deleted_or_unknown()
    {
        var removed = Make.Removed(Make.Internal(_scene.Partner, "Weg"));
        await Database.AddAsync(removed);

        (await RefusedAsync(Make.Staff, removed, null, MoveScene.All(_scene.Team))).Should().Equal(new NoSuchTarget());
        (await RefusedAsync(Make.Staff, Make.Internal(_scene.Partner), null, MoveScene.All(_scene.Team)))
            .Should().Equal(new NoSuchTarget());
        (await RefusedAsync(
            Make.Staff,
            _scene.Archive,
            null,
            MoveScene.All(removed),
            MoveScene.All(Make.Internal(_scene.Partner)),
            MoveScene.All(_scene.Team)))
            .Should().Equal(new NoSuchSource());
    }

    [Fact]
    public async Task Refuses_projects_that_are_unknown_deleted_or_there_already()
    {
        var gone = MoveScene.Project(_scene.Team, "Oud", FixedClock.Noon);
        var there = MoveScene.Project(_scene.Archive, "Zeta");
        await Database.AddAsync(gone, there);

        (await RefusedAsync(
            Make.Staff,
            _scene.Archive,
            null,
            MoveScene.Some(_scene.Team, _scene.Projects[0], gone, there, MoveScene.Project(_scene.Team, "Nooit"))))
            .Should().Equal(new ProjectsUnknown(1), new ProjectsDeleted("Oud", 1), new ProjectsAlreadyThere("Zeta", 1, "Archive"));
        (await RefusedAsync(Make.Staff, _scene.Team, null, MoveScene.All(_scene.Team))).Should().Equal(new SameWorkspace("Team"));
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(3, "nothing is half done");
    }

    [Fact]
    public async Task Of_two_who_move_the_same_project_one_wins_and_the_other_is_told_who_it_was()
    {
        var first = await _scene.CommandAsync(_scene.Archive, null, MoveScene.Some(_scene.Team, _scene.Projects[0]));
        var second = await _scene.CommandAsync(
            _scene.Client,
            "For the client",
            MoveScene.Some(_scene.Team, _scene.Projects[0], _scene.Projects[1]));

        var outcomes = await Task.WhenAll(
            Task.Run(() => _scene.Moves.MoveAsync(Make.Staff, first, null, default)),
            Task.Run(() => _scene.Moves.MoveAsync(MoveScene.Operator, second, null, default)));

        outcomes.Count(outcome => outcome.IsDone).Should().Be(1);
        var (winner, into) = outcomes[0].IsDone ? (Make.Staff, "Archive") : (MoveScene.Operator, "Woonvisie");
        outcomes.Single(outcome => !outcome.IsDone).Refusals.Should().ContainSingle().Which.Sentence
            .Should().Be($"Alfa is not in Team any more: Alfa is in {into}. {winner.Name} moved it on 20 Nov 2026.");
        (await Database.QueryAsync(db => db.MovedProjects.CountAsync(moved => moved.ProjectId == _scene.Projects[0].Id))).Should().Be(1);
    }

    [Fact]
    public async Task A_preview_that_has_gone_stale_is_a_conflict_that_says_what_is_different()
    {
        var command = await _scene.CommandAsync(_scene.Client, "For the client", MoveScene.All(_scene.Team));
        await Database.AddAsync(MoveScene.Project(_scene.Team, "Delta"));

        var conflict = (await _scene.Moves.MoveAsync(MoveScene.Operator, command, null, default)).Conflict!;

        conflict.Who.Should().Be("An import of the platform's data");
        conflict.Before.Should().Contain("\"projects\":3");
        conflict.After.Should().Contain("\"projects\":4");
        (await _scene.NamesInAsync(_scene.Client)).Should().BeEmpty();
    }

    [Fact]
    public async Task Somebody_who_joins_meanwhile_makes_the_preview_stale_and_is_named_with_who_added_them()
    {
        var command = await _scene.CommandAsync(_scene.Client, "For the client", MoveScene.All(_scene.Team));
        var workspace = await Database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == _scene.Client.Id));
        var seat = await Database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(found => found.PersonId == _scene.Griffie.Id));
        (await Database.Get<WorkspacePeople>().RemoveAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), seat.Id, seat.Version, "Left the municipality"),
            default)).IsDone
            .Should().BeTrue();

        var conflict = (await _scene.Moves.MoveAsync(MoveScene.Operator, command, null, default)).Conflict!;

        (conflict.Who, conflict.Action).Should().Be(("Joris Bakker", AuditActions.PersonRemoved));
        conflict.Before.Should().Contain("Gerda Griffie");
        conflict.After.Should().NotContain("Gerda Griffie");
        workspace.Should().NotBeNull();
    }

    [Fact]
    public async Task Refuses_a_move_that_nobody_looked_at_first()
    {
        var command = await _scene.CommandAsync(_scene.Archive, null, MoveScene.All(_scene.Team));

        (await _scene.Moves.MoveAsync(Make.Staff, command with { Stated = null }, null, default)).Refusals
            .Should().Equal(new PreviewNotSeen());
    }

    [Fact]
    public async Task Sent_twice_it_is_done_once()
    {
        var command = await _scene.CommandAsync(_scene.Archive, null, MoveScene.All(_scene.Team));

        var first = await _scene.Moves.MoveAsync(Make.Staff, command, null, default);
        var again = await _scene.Moves.MoveAsync(Make.Staff, command, null, default);

        again.Value.Should().Be(first.Value);
        (await Database.QueryAsync(db => db.Moves.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Writes_an_entry_for_each_workspace_and_none_for_each_project()
    {
        await Database.AddAsync(MoveScene.Project(_scene.Client, "Delta"));
        await _scene.MoveAsync(
            MoveScene.Operator,
            _scene.Archive,
            "One archive for all",
            MoveScene.All(_scene.Team),
            MoveScene.All(_scene.Client));

        var entries = await Database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync());
        entries.Select(entry => (entry.SubjectName, entry.Action)).Should().BeEquivalentTo([
            ("Team", AuditActions.ProjectsMovedAway),
            ("Woonvisie", AuditActions.ProjectsMovedAway),
            ("Archive", AuditActions.ProjectsMovedHere),
        ]);
        entries.Should().OnlyContain(entry => entry.WorkspaceId != null && entry.Reason == "One archive for all");
        var here = JsonDocument.Parse(entries.Single(entry => entry.SubjectName == "Archive").After!).RootElement;
        (here.GetProperty("projects").GetInt32(), here.GetProperty("movedHere").GetInt32()).Should().Be((4, 4));
        (await Database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
    }

    [Fact]
    public async Task The_platform_is_told_of_each_project_and_a_later_move_takes_the_place_of_an_earlier()
    {
        await _scene.MoveAsync(Make.Staff, _scene.Archive, null, MoveScene.Some(_scene.Team, _scene.Projects[0]));
        await _scene.MoveAsync(MoveScene.Operator, _scene.Client, "For the client", MoveScene.Some(_scene.Archive, _scene.Projects[0]));

        var changes = await Database.QueryAsync(db => db.PlatformChanges.OrderBy(change => change.State).ToListAsync());
        changes.Should().OnlyContain(change =>
            change.Collection == "project"
            && change.Field == "workspace_id"
            && change.Item == _scene.Projects[0].Id.ToString()
            && change.ItemName == "Alfa");
        changes.Select(change => (change.State, change.Value, change.Why)).Should().BeEquivalentTo([
            (PlatformChangeState.Superseded, $"\"{_scene.Archive.Id}\"", "Moved from Team to Archive"),
            (PlatformChangeState.Waiting, $"\"{_scene.Client.Id}\"", "For the client"),
        ]);
    }

    [Fact]
    public async Task The_signals_of_a_client_that_projects_left_or_came_to_are_read_again()
    {
        await _scene.MoveAsync(MoveScene.Operator, _scene.Client, "For the client", MoveScene.All(_scene.Team));

        (await Database.QueryAsync(db => db.SignalTouches.Select(touch => touch.WorkspaceId).ToListAsync()))
            .Should().Equal(_scene.Client.Id);
    }

    [Fact]
    public async Task Moves_more_projects_than_a_statement_takes_parameters_with_progress_to_the_last()
    {
        var many = Enumerable.Range(0, 2_345).Select(number => MoveScene.Project(_scene.Archive, $"Project {number:D4}")).ToList();
        await Database.AddAsync(many);
        var steps = new Steps();

        var command = await _scene.CommandAsync(_scene.Team, null, MoveScene.Some(_scene.Archive, many));
        var outcome = await _scene.Moves.MoveAsync(Make.Staff, command, steps, default);

        outcome.Value!.Projects.Should().Be(2_345);
        (await _scene.NamesInAsync(_scene.Team)).Should().HaveCount(2_348);
        steps.Seen
            .Should().BeInAscendingOrder(step => step.Done)
            .And.HaveElementAt(0, new(0, 2_345))
            .And.EndWith(new MoveProgress(2_345, 2_345));
        (await _scene.MoveBackAsync(Make.Staff, outcome.Value.MoveId)).IsDone.Should().BeTrue();
        (await Database.QueryAsync(db => db.PlatformChanges.CountAsync(change => change.State == PlatformChangeState.Superseded)))
            .Should().Be(2_345);
    }

    [Fact]
    public async Task Cancelled_or_failing_half_way_it_leaves_nothing_behind()
    {
        var before = await Database.EverythingAsync();
        var command = await _scene.CommandAsync(_scene.Archive, null, MoveScene.All(_scene.Team));
        using var cancel = new CancellationTokenSource();
        var cancelled = () => _scene.Moves.MoveAsync(Make.Staff, command, new CancelsAtTheEnd(cancel), cancel.Token);
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
        (await Database.EverythingAsync()).Should().Equal(before);

        await Database.ByHandAsync(
            """CREATE TRIGGER "Fault" BEFORE UPDATE ON "Projects" WHEN old."Name" = 'Gamma' BEGIN SELECT RAISE(ABORT, 'planted'); END""");
        var failing = () => _scene.Moves.MoveAsync(Make.Staff, command, null, default);
        await failing.Should().ThrowAsync<Exception>();
        await Database.ByHandAsync("""DROP TRIGGER "Fault" """);
        (await Database.EverythingAsync()).Should().Equal(before);
    }

    private async Task<IReadOnlyList<Refusal>> RefusedAsync(
        Staff who,
        Workspace? target,
        string? reason,
        params IReadOnlyList<MoveSource> sources)
    {
        var before = await _scene.PlacesAsync();
        var outcome = await _scene.MoveAsync(who, target, reason, sources);
        outcome.IsDone.Should().BeFalse();
        (await _scene.PlacesAsync()).Should().Equal(before);
        return outcome.Refusals;
    }

    private sealed class Steps : IProgress<MoveProgress>
    {
        public List<MoveProgress> Seen { get; } = [];

        public void Report(MoveProgress value) => Seen.Add(value);
    }

    private sealed class CancelsAtTheEnd(CancellationTokenSource cancel) : IProgress<MoveProgress>
    {
        public void Report(MoveProgress value)
        {
            if (value.Done == value.Of)
            {
                cancel.Cancel();
            }
        }
    }
}

using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Moves;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Moves;

public sealed class MoveBackTests : IAsyncLifetime
{
    private MoveScene _scene = default!;

    public async ValueTask InitializeAsync() => _scene = await MoveScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Puts_each_project_back_where_it_came_from_as_another_move()
    {
        await _scene.Database.AddAsync(MoveScene.Project(_scene.Client, "Delta"));
        var before = await _scene.PlacesAsync();
        var moved = (await _scene.MoveAsync(
            MoveScene.Operator,
            _scene.Archive,
            "One archive",
            MoveScene.All(_scene.Team),
            MoveScene.All(_scene.Client))).Value!;

        var back = (await _scene.MoveBackAsync(MoveScene.Operator, moved.MoveId, "It was a mistake")).Value!;

        (await _scene.PlacesAsync()).Should().Equal(before);
        back.Should().Be(new ProjectsMoved(back.MoveId, 4, "Archive", "Team and Woonvisie"));
        var directory = _scene.Database.Get<MoveDirectory>();
        (await directory.FindAsync(Make.Staff, moved.MoveId, default))!.UndoneById.Should().Be(back.MoveId);
        (await directory.FindAsync(Make.Staff, back.MoveId, default))!.Move.MovedBackId.Should().Be(moved.MoveId);
    }

    [Fact]
    public async Task Asks_for_the_same_permission_and_reason_as_the_way_there()
    {
        var moved = (await _scene.MoveAsync(MoveScene.Operator, _scene.Client, "For the client", MoveScene.All(_scene.Team))).Value!;

        (await _scene.MoveBackAsync(Make.Staff, moved.MoveId, "Back")).Refusals.Should().Equal(new NotPermitted(Permission.Transfer));
        (await _scene.MoveBackAsync(MoveScene.Operator, moved.MoveId)).Refusals.Should().Equal(new ReasonMissing());
        (await _scene.MoveBackAsync(MoveScene.Operator, moved.MoveId, "Back")).IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Refuses_while_a_project_was_moved_on_and_says_where_it_is_and_who_moved_it()
    {
        var moved = (await _scene.MoveAsync(Make.Staff, _scene.Archive, null, MoveScene.All(_scene.Team))).Value!;
        await _scene.MoveAsync(MoveScene.Operator, _scene.Client, "For the client", MoveScene.Some(_scene.Archive, _scene.Projects[1]));

        (await _scene.MoveBackAsync(Make.Staff, moved.MoveId)).Refusals.Should().ContainSingle().Which.Sentence
            .Should().Be("Beta was moved on since: Beta is in Woonvisie. Amina Haddad moved it on 20 Nov 2026.");
        (await _scene.NamesInAsync(_scene.Team)).Should().BeEmpty("all or nothing");
    }

    [Fact]
    public async Task Refuses_to_undo_the_same_move_twice()
    {
        var moved = (await _scene.MoveAsync(Make.Staff, _scene.Archive, null, MoveScene.All(_scene.Team))).Value!;
        (await _scene.MoveBackAsync(Make.Staff, moved.MoveId)).IsDone.Should().BeTrue();

        (await _scene.MoveBackAsync(Make.Staff, moved.MoveId)).Refusals.Should().ContainSingle().Which.Sentence
            .Should().StartWith("Alfa and 2 more projects were moved on since: Alfa is in Team.");
    }

    [Fact]
    public async Task Refuses_while_a_project_or_the_workspace_it_came_from_is_deleted()
    {
        var moved = (await _scene.MoveAsync(Make.Staff, _scene.Archive, null, MoveScene.All(_scene.Team))).Value!;
        await _scene.Database.ByHandAsync(
            """UPDATE "Projects" SET "DeletedAt" = 1 WHERE "Name" = 'Beta'; UPDATE "Workspaces" SET "DeletedAt" = 1 WHERE "Name" = 'Team'""");

        (await _scene.MoveBackAsync(Make.Staff, moved.MoveId)).Refusals
            .Should().Equal(new OriginWorkspaceDeleted("Team"), new DeletedSince("Beta", 1));
        (await _scene.MoveBackAsync(Make.Staff, Guid.CreateVersion7())).Refusals.Should().Equal(new NoSuchMove());
    }

    [Fact]
    public async Task An_import_after_a_move_keeps_it_and_after_a_move_back_too()
    {
        using var export = new ExportFiles();
        await _scene.Database.ImportAsync(export);
        var project = await _scene.Database.QueryAsync(db => db.Projects.FirstAsync(found =>
            found.WorkspaceId == Guid.Parse(ExportFiles.Client) || found.WorkspaceId == Guid.Parse(ExportFiles.Team)));
        var from = project.WorkspaceId;
        MoveSource[] source = [new(from, [project.Id])];
        var stated = (await _scene.Moves.PreviewAsync(Make.Staff, source, _scene.Archive.Id, default)).Stated;
        var moved = (await _scene.Moves.MoveAsync(
            MoveScene.Operator,
            new(Guid.CreateVersion7(), source, _scene.Archive.Id, stated, "For good"),
            null,
            default)).Value!;

        await _scene.Database.ImportAsync(export);
        (await _scene.PlacesAsync())[project.Id].Should().Be(_scene.Archive.Id, "the platform does not know of it yet");

        await _scene.MoveBackAsync(MoveScene.Operator, moved.MoveId, "Not for good");
        await _scene.Database.ImportAsync(export);
        (await _scene.PlacesAsync())[project.Id].Should().Be(from);
        (await _scene.Database.QueryAsync(db =>
            db.PlatformChanges.OrderBy(change => change.Id).Select(change => change.State).ToListAsync()))
            .Should().BeEquivalentTo([PlatformChangeState.Superseded, PlatformChangeState.Applied]);
    }
}

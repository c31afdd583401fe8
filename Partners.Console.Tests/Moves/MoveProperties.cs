using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Moves;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Moves;

/// <summary>Random sequences of moves and moves back, compared with a plain dictionary of where each project is.</summary>
public sealed class MoveProperties
{
    [Theory]
    [InlineData(1)]
    [InlineData(20_261)]
    [InlineData(777)]
    public async Task No_project_is_ever_in_two_workspaces_or_none_and_the_history_tells_where_each_is(int seed)
    {
        var random = new Random(seed);
        await using var scene = await MoveScene.CreateAsync();
        Workspace[] workspaces = [scene.Team, scene.Archive, scene.Client, Make.Client(scene.Partner, "Mobiliteit", "Gemeente Ede")];
        var projects = Enumerable.Range(0, 24)
            .Select(number => MoveScene.Project(workspaces[random.Next(4)], $"Project {number:D2}"))
            .ToList();
        await scene.Database.AddAsync([workspaces[3], .. projects]);
        var expected = await scene.PlacesAsync();
        var undo = new Dictionary<Guid, Dictionary<Guid, Guid>>();

        for (var step = 0; step < 25; step++)
        {
            if (undo.Count > 0 && random.Next(4) == 0)
            {
                var (id, origins) = undo.ElementAt(random.Next(undo.Count));
                var moved = await scene.Database.QueryAsync(db => db.MovedProjects.Where(found => found.MoveId == id).ToListAsync());
                var possible = moved.TrueForAll(one => expected[one.ProjectId] == one.ToWorkspaceId);

                var back = await scene.MoveBackAsync(MoveScene.Operator, id, "Back again");

                back.IsDone.Should().Be(possible, $"at step {step}");
                if (back.IsDone)
                {
                    undo[back.Value.MoveId] = moved.ToDictionary(one => one.ProjectId, one => one.ToWorkspaceId);
                    foreach (var (project, origin) in origins)
                    {
                        expected[project] = origin;
                    }
                }
            }
            else
            {
                var target = workspaces[random.Next(4)];
                var sources = workspaces
                    .Where(workspace => workspace != target && random.Next(2) == 0)
                    .Select(workspace => Choose(random, workspace, expected))
                    .OfType<MoveSource>()
                    .ToList();
                if (sources.Count == 0)
                {
                    continue;
                }

                var chosen = sources
                    .SelectMany(source =>
                        source.ProjectIds ?? [.. expected.Where(place => place.Value == source.WorkspaceId).Select(place => place.Key)])
                    .ToList();
                var outcome = await scene.MoveAsync(MoveScene.Operator, target, "Tidying up", sources);
                outcome.Value!.Projects.Should().Be(chosen.Count);
                undo[outcome.Value.MoveId] = chosen.ToDictionary(project => project, project => expected[project]);
                chosen.ForEach(project => expected[project] = target.Id);
            }

            (await scene.PlacesAsync()).Should().Equal(expected, $"at step {step}");
        }

        await scene.Database.QueryAsync(async db =>
        {
            var moves = await db.Moves.ToListAsync();
            var rows = await db.MovedProjects.ToListAsync();
            var sides = await db.MoveSides.ToListAsync();
            moves.Should().HaveCountGreaterThan(5).And.OnlyContain(move => move.Projects == rows.Count(row => row.MoveId == move.Id));
            moves.Should().OnlyContain(move =>
                sides.Where(side => side.MoveId == move.Id).Sum(side => side.Left) == move.Projects
                && sides.Where(side => side.MoveId == move.Id).Sum(side => side.Arrived) == move.Projects);

            // Each project's rows form a chain: one begins where the previous ended, and the last ends where the project is.
            foreach (var trail in rows.GroupBy(row => row.ProjectId))
            {
                var steps = trail
                    .OrderBy(row => moves.Single(move => move.Id == row.MoveId).MovedAt)
                    .ThenBy(row => undo.Keys.ToList().IndexOf(row.MoveId))
                    .ToList();
                steps.Zip(steps.Skip(1)).Should().OnlyContain(pair => pair.First.ToWorkspaceId == pair.Second.FromWorkspaceId);
                steps[^1].ToWorkspaceId.Should().Be(expected[trail.Key]);
            }

            return true;
        });
    }

    private static MoveSource? Choose(Random random, Workspace workspace, Dictionary<Guid, Guid> places)
    {
        var there = places.Where(place => place.Value == workspace.Id).Select(place => place.Key).ToList();
        return there.Count == 0 ? null
            : random.Next(3) == 0 ? MoveScene.All(workspace)
            : new(workspace.Id, [.. there.Where(_ => random.Next(2) == 0).DefaultIfEmpty(there[0])]);
    }
}

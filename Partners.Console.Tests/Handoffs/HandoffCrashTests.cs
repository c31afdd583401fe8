using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// A transfer stopped at any point leaves either the state before or the state after: with a webhook that goes and one that is kept.
/// </summary>
public sealed class HandoffCrashTests
{
    [Fact]
    public async Task Stopped_at_any_statement_it_happened_whole_or_not_at_all()
    {
        var fault = new StatementFault();
        await using var scene = await HandoffScene.CreateAsync(fault.Set);
        var (going, kept) = (
            Make.Webhook(scene.Inloopavonden, "Raadsmonitor", "hooks.samenspel.example"),
            Make.Webhook(scene.Inloopavonden, "Open data", "data.zwolle.example"));
        await scene.AddAsync(going, kept);
        var draft = await scene.DecidedAsync(
            new(NewName: "Raad van Zwolle", NewOwnerId: scene.Carla.Id),
            but: plan => plan with
            {
                Flows = [new(going.Id, FlowFate.Remove), new(kept.Id, FlowFate.Keep, "Carla Bos", scene.Database.Today)],
            });
        var transfer = scene.Database.Get<HandoffTransfer>();
        var (before, confirmed) = (await scene.Database.EverythingAsync(), HandoffScene.Confirmed(draft));

        var (statement, wasBefore) = (0, true);
        while (wasBefore)
        {
            fault.BreakAt(++statement);
            var handOff = () => transfer.HandOffAsync(Make.Operator, confirmed, default);
            await handOff.Should().ThrowAsync<Exception>($"it is stopped at statement {statement}");
            wasBefore = before.SequenceEqual(await scene.Database.EverythingAsync(), StringComparer.Ordinal);
        }

        statement.Should().BeGreaterThan(50, "a transfer does that much, and was stopped at each of them");
        fault.BreakAt(null);
        var after = await scene.Database.EverythingAsync();
        (await scene.FindAsync(draft.Handoff.Id)).Handoff.Record!.Proof.Holds.Should().BeTrue("what is not as before is the whole of it");
        (await scene.Database.QueryAsync(db => db.ProjectWebhooks.Where(webhook => webhook.DeletedAt == null).ToListAsync()))
            .Should().ContainSingle().Which.Id.Should().Be(kept.Id, "only what the client accepted goes on");
        (await scene.Database.QueryAsync(db => db.PlatformChanges.CountAsync(change => change.Item == going.Id.ToString()))).Should().Be(1);

        // Only the answer was lost: a repeated request gets it, and nothing is done twice.
        var again = await transfer.HandOffAsync(Make.Operator, confirmed, default);
        again.Value!.Status.Should().Be(HandoffStatus.Completed);
        (await scene.Database.EverythingAsync()).Should().Equal(after);
    }
}

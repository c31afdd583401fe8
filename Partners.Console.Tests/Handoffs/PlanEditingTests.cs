using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Handoffs;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Handoffs;

/// <summary>What a person types into the wizard while the page reads and saves.</summary>
public sealed class PlanEditingTests
{
    [Fact]
    public async Task A_reading_that_is_older_than_a_save_takes_nothing_back()
    {
        var reading = new HeldReading("Handoffs");
        await using var scene = await HandoffScene.CreateAsync(reading.Set);
        var id = (await scene.DecidedAsync()).Handoff.Id;
        var faults = new Faults(NullLogger<Faults>.Instance);
        using var runner = new ActionRunner(faults);
        using var editing = new PlanEditing(
            () => Make.Operator,
            scene.Database.Get<HandoffDirectory>(),
            scene.Database.Get<HandoffDrafts>(),
            runner,
            new LastSaves(faults, new Notices(), NullLogger<LastSaves>.Instance),
            () => { });
        await editing.OpenAsync(id, default);

        reading.Arm();
        var reload = editing.ReloadAsync(default);
        await reading.Reached;
        await editing.ChangeAsync(editing.Plan with { Billing = editing.Plan.Billing with { City = "Zwolle aan de IJssel" } }, default);
        editing.HasSaved.Should().BeTrue();
        reading.GoOn();
        await reload;

        editing.Plan.Billing.City.Should().Be("Zwolle aan de IJssel");
        editing.Version.Should().Be((await scene.FindAsync(id)).Handoff.Version);
    }
}

using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// After any transfer and whatever commands, imports and nights follow it, either the proof still holds or Today says which path opened;
/// nothing else (docs/product.md H26).
/// </summary>
public sealed class StandingProofProperties
{
    private const int Steps = 16;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_is_said_to_be_open_is_what_a_proof_finds_open(int seed)
    {
        var random = new Random(seed);
        await using var scene = await HandoffScene.CreateAsync();
        using var later = new LaterActs(scene, random);
        await later.PrepareAsync();
        var id = await HandOffAsync(scene, random);
        var done = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            done.Add(await later.DoAsync());

            var (handoff, breaches) = (
                (await scene.FindAsync(id)).Handoff,
                await scene.Database.Get<HandoffProofs>().OfHandoffAsync(Make.Staff, id, default));
            var proof = await scene.Database.QueryAsync(db => AccessProof.TakeAsync(
                db,
                scene.Workspace.Id,
                scene.Partner.Id,
                KeptOnPurpose.Of(handoff),
                new(),
                scene.Database.Clock.Now,
                default));
            breaches.Where(breach => breach.ClosedAt is null).Select(breach => breach.Key)
                .Should().BeEquivalentTo(
                    proof.Open.Where(path => path.Kind != AccessPathKind.SupportAccess).Select(path => path.Key),
                    "after {0}, seed {1}",
                    string.Join(", then ", done),
                    seed);
            (await scene.Database.Get<Core.Today.Overview>().FindAsync(Make.Staff, default)).Broken.Handoffs
                .Should().Be(breaches.Any(breach => breach.IsOpen) ? 1 : 0);
        }
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 24).Select(seed => new TheoryDataRow<int>(seed));

    /// <summary>
    /// With one of the partner kept or not, a webhook that goes and one that the client accepted, and a deal that ends or not.
    /// </summary>
    private static async Task<Guid> HandOffAsync(HandoffScene scene, Random random)
    {
        var (going, kept) = (
            Make.Webhook(scene.Inloopavonden, "Raadsmonitor", "hooks.samenspel.example"),
            Make.Webhook(scene.Inloopavonden, "Open data", "data.zwolle.example"));
        await scene.AddAsync(going, kept);
        var keepsPaula = random.Next(2) == 0;
        var fate = random.Next(2) == 0 ? DealFate.Continue : DealFate.SettleAndEnd;
        var begun = await scene.DecidedAsync(but: plan => plan with
        {
            Flows = [new(going.Id, FlowFate.Remove), new(kept.Id, FlowFate.Keep, "Carla Bos", scene.Database.Today)],
            Deals = [.. plan.Deals.Select(deal => deal with { Fate = fate })],
        });
        var paula = begun.Facts.People.Single(person => person.Name == "Paula Vos").MembershipId;
        await scene.SaveAsync(begun, begun.Handoff.Plan with
        {
            People = [.. begun.Handoff.Plan.People.Select(person => keepsPaula && person.MembershipId == paula
                ? person with { Role = WorkspaceRole.External, Purpose = "Helps on", Until = scene.Database.Today.AddDays(30) }
                : person)],
        });
        (await scene.HandOffAsync(await scene.FindAsync(begun.Handoff.Id))).Refusals.Should().BeEmpty();
        return begun.Handoff.Id;
    }
}

using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>A pipeline of 160 cards in every place, created once for tests that only read it.</summary>
public sealed class RandomCards : IAsyncLifetime
{
    private static readonly string[] s_partners = ["Özdemir Advies", "Kompas", "Tafelgesprek"];

    public TestDatabase Database { get; private set; } = default!;

    internal IReadOnlyList<CandidateCard> All { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        var random = new Random(5);
        var scene = new PipelineScene();
        var partners = s_partners.Select(name => Make.PlatformPartner(name)).ToList();
        var more = new List<object>(partners);
        for (var i = 0; i < 160; i++)
        {
            var partner = partners[random.Next(3)];
            var account = Guid.CreateVersion7();
            var workspace = Make.Client(partner, dataOwner: $"Gemeente {(char)('A' + random.Next(26))}{i}", billingAccountId: account);
            var deal = random.Next(3) == 0 ? null : scene.Deal(
                workspace,
                random.Next(4) == 0 ? null : new Money(random.Next(20, 150) * 100),
                random.Next(3) == 0 ? null : Clients.Today.AddDays(random.Next(0, 200)),
                partner);
            more.AddRange([
                Make.Account(account, workspace, $"cst_{i}"),
                Make.Payment($"tr_{i}", $"cst_{i}", random.Next(0, 60_000), 0, FixedClock.Noon.AddMonths(-3)),
            ]);
            scene.Listed(
                signals: Signal.DrivesUsage | (Signal)(random.Next(8) * 2),
                daysInStage: random.Next(60),
                work: card => Work(card, random),
                deal: deal,
                partner: partner,
                workspace: workspace);
        }

        await scene.SaveAsync(Database, more);
        var directory = Database.Get<PipelineDirectory>();
        foreach (var place in (CardPlace?[])[null, CardPlace.Snoozed, CardPlace.Dismissed])
        {
            All = [.. All, .. (await directory.ListAsync(Make.Staff, new(Place: place, PageSize: 200), default)).Rows];
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static void Work(Candidate card, Random random)
    {
        var at = card.StageSince;
        if (random.Next(3) > 0)
        {
            card.Assign(PipelineScene.Owner(random.Next(2) == 0 ? Make.Staff : Make.CommercialOwner));
        }

        if (random.Next(2) == 0)
        {
            card.MoveTo(PipelineStages.ByHand[random.Next(4)], at);
        }

        switch (random.Next(8))
        {
            case 0:
                card.Dismiss("They stay with the partner", PipelineScene.Reading(Signal.DrivesUsage), at);
                break;
            case 1:
                card.Snooze(random.Next(2) == 0 ? null : Clients.Today.AddDays(30), PipelineScene.Reading(Signal.DrivesUsage));
                break;
            case 2:
                card.Graduate(at);
                break;
        }
    }
}

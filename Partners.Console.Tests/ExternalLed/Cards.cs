using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Cards as a page receives them, made by hand.</summary>
internal static class Cards
{
    /// <summary>Signalled three days ago, without a deal or an owner.</summary>
    public static CandidateCard Card() => new(
        Guid.Parse("01930000-0000-7000-8000-000000000001"),
        "Gemeente Zwolle",
        "Woonvisie",
        Guid.Parse("01930000-0000-7000-8000-000000000002"),
        "Bureau Samenspel",
        PipelineStage.Signalled,
        FixedClock.Noon.AddDays(-3),
        DaysInStage: 3,
        IsStale: false,
        IsSnoozed: false,
        SnoozedUntil: null,
        DismissedBecause: null,
        ReturnedAt: null,
        Signal.None,
        OwnerSubject: null,
        OwnerName: null,
        NextStep: null,
        NextStepOn: null,
        Notes: null,
        Clients.Today,
        PipelineScene.Reading(Signal.DrivesUsage),
        Deal: null,
        Version: 1)
    {
        Contact = new(PartnerSaid.NotAsked, "Bureau Samenspel"),
    };
}

using Partners.Core.Access;
using Partners.Core.ExternalLed;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Something that was done with a card, so many days ago.</summary>
internal abstract record CastStep(int DaysAgo, Staff By);

/// <summary>By takes the card on.</summary>
internal sealed record TakesOn(int DaysAgo, Staff By) : CastStep(DaysAgo, By);

internal sealed record MovesTo(int DaysAgo, Staff By, PipelineStage Stage) : CastStep(DaysAgo, By);

/// <param name="InDays">From today; negative where the day has passed, null where the step has none.</param>
internal sealed record Plans(int DaysAgo, Staff By, string NextStep, int? InDays, string? Notes = null) : CastStep(DaysAgo, By);

/// <param name="ForDays">From today; null for the next new signal.</param>
internal sealed record Snoozes(int DaysAgo, Staff By, int? ForDays) : CastStep(DaysAgo, By);

internal sealed record Dismisses(int DaysAgo, Staff By, string Reason) : CastStep(DaysAgo, By);

/// <summary>A card of the demonstration with its past, in the order in which it happened.</summary>
/// <param name="ListedDaysAgo">One of <see cref="CastPipeline.RefreshedDaysAgo"/>.</param>
/// <param name="ReturnedDaysAgo">Another, on which new evidence brought it back; null where none did.</param>
internal sealed record CastCard(
    string Partner,
    string Client,
    int ListedDaysAgo,
    IReadOnlyList<CastStep> Steps,
    int? ReturnedDaysAgo = null);

/// <summary>
/// What staff did with the clients that show signals. Those without a card here are listed by today's refresh. Nobody has graduated:
/// that takes a completed handoff, and a workspace that was handed off is no client's any more.
/// </summary>
internal static class CastPipeline
{
    /// <summary>The days of the earlier refreshes.</summary>
    public static readonly IReadOnlyList<int> RefreshedDaysAgo = [47, 33, 19, 12, 5];

    public static readonly IReadOnlyList<CastCard> Cards =
    [
        new(Cast.Weerklank, CastClients.HandingOff, 47,
        [
            new TakesOn(46, CastPartners.Amina),
            new MovesTo(41, CastPartners.Amina, PipelineStage.Contacted),
            new MovesTo(20, CastPartners.Amina, PipelineStage.Agreed),
            new MovesTo(6, CastPartners.Amina, PipelineStage.HandoffPlanned),
            new Plans(
                6,
                CastPartners.Amina,
                "Choose the day with the griffier and Studio Weerklank",
                4,
                "The council signs for it itself from the new year. The partner keeps one seat as a paid external until spring."),
        ]),
        new(Cast.Twaalf, "Gemeente Hogebeek", 47,
        [
            new TakesOn(45, CastPartners.Joris),
            new MovesTo(44, CastPartners.Joris, PipelineStage.Contacted),
            new MovesTo(30, CastPartners.Joris, PipelineStage.Agreed),
            new MovesTo(11, CastPartners.Joris, PipelineStage.HandoffPlanned),
            new Plans(11, CastPartners.Joris, "Send both sides the terms as they will be after the deal", 9),
        ]),
        new(Cast.Samenspel, "Gemeente Vlierdam", 33,
        [
            new TakesOn(32, CastPartners.Joris),
            new MovesTo(31, CastPartners.Joris, PipelineStage.Contacted),
            new MovesTo(13, CastPartners.Joris, PipelineStage.Agreed),
            new Plans(
                13,
                CastPartners.Joris,
                "Ask who will own the account at the town hall",
                2,
                "Wants to go on with the same team of the partner, on an account of its own."),
        ]),
        new(Cast.Werkplaats, "Provincie Noorderland", 33,
        [
            new TakesOn(33, CastPartners.Femke),
            new MovesTo(28, CastPartners.Femke, PipelineStage.Contacted),
            new MovesTo(8, CastPartners.Femke, PipelineStage.Agreed),
            new Plans(8, CastPartners.Femke, "Legal name and VAT number from their finance department", 6),
        ]),
        new(Cast.Samenspel, "Gemeente Oosterveen", 33,
        [
            new TakesOn(30, CastPartners.Noor),
            new MovesTo(26, CastPartners.Noor, PipelineStage.Contacted),
            new Plans(
                26,
                CastPartners.Noor,
                "Call again after the autumn holidays",
                -3,
                "Interested, but the alderman decides. The deal ends soon."),
        ]),
        new(Cast.Weerklank, "Bibliotheek Het Plein", 19,
        [
            new TakesOn(18, CastPartners.Noor),
            new MovesTo(15, CastPartners.Noor, PipelineStage.Contacted),
            new Plans(15, CastPartners.Noor, "Meeting with the director and the partner", 1),
        ]),
        new(Cast.Werkplaats, "Gemeente Duivenveen", 19,
        [
            new TakesOn(17, CastPartners.Amina),
            new MovesTo(9, CastPartners.Amina, PipelineStage.Contacted),
            new Plans(9, CastPartners.Amina, "Send the comparison of seats and prices", 3),
        ]),
        new(Cast.Meerstem, "Regio Oostgrens", 12,
        [
            new TakesOn(11, CastPartners.Joris),
            new MovesTo(4, CastPartners.Joris, PipelineStage.Contacted),
        ]),
        new(Cast.Weerklank, "Hogeschool voor Ambacht", 19, []),
        new(
            Cast.Meerstem,
            "Gemeente Heerenkamp",
            12,
            [new TakesOn(10, CastPartners.Noor), new Plans(10, CastPartners.Noor, "Ask Meerstem first whether they know", 1)]),
        new(Cast.Twaalf, "Gemeente Polderkerk", 12,
        [
            new TakesOn(11, CastPartners.Femke),
            new Dismisses(9, CastPartners.Femke, "Their budget for this year is spent; nothing will change before the next one."),
        ], ReturnedDaysAgo: 5),
        new(Cast.Luisterend, "Museum De Vlindertuin", 19,
        [
            new TakesOn(18, CastPartners.Noor),
            new MovesTo(16, CastPartners.Noor, PipelineStage.Contacted),
            new Plans(16, CastPartners.Noor, "Call after the exhibition has opened", 12),
            new Snoozes(3, CastPartners.Noor, ForDays: 12),
        ]),
        new(Cast.Luisterend, "ROC De Brug", 12, [new TakesOn(10, CastPartners.Amina), new Snoozes(4, CastPartners.Amina, ForDays: null)]),
        new(
            Cast.Werkplaats,
            "Waterschap Zuiderdiep",
            12,
            [new Dismisses(4, CastPartners.Joris, "One programme that ends in spring. Client and partner both want it to stay as it is.")]),
        new(
            Cast.Weerklank,
            "Cultuurhuis De Loods",
            5,
            [new Dismisses(2, CastPartners.Noor, "The partner's trainee made the projects with a colleague's address of the house.")]),
    ];
}

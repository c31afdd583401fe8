using Partners.Core.Access;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>A payout of the demonstration: all that was owed on the deal when its month began, unless it is an advance.</summary>
/// <param name="MonthsAgo">It was made on the twelfth of that month; at least one.</param>
/// <param name="AdvanceEuros">Paid above what the partner is owed in all; null for none.</param>
/// <param name="Reason">Why it is an advance, or why it was reversed two days later; null where it is neither.</param>
internal sealed record CastPayout(string Partner, string Client, int MonthsAgo, Staff By, int? AdvanceEuros = null, string? Reason = null);

/// <summary>What was paid out in the demonstration's past, and which months are settled.</summary>
internal static class CastLedger
{
    /// <summary>Its months are closed up to the one before last, in which one more payment turned out to have been made.</summary>
    public const string Settled = Cast.Samenspel;

    public const string PaidLate = "Waterschap Rijnkant";

    /// <summary>In the order in which they were made.</summary>
    public static readonly IReadOnlyList<CastPayout> Payouts =
    [
        new(Cast.Samenspel, "Gemeente Vlierdam", 5, CastPartners.Joris),
        new(Cast.Meerstem, "Gemeente Lindenaar", 3, CastPartners.Femke),
        new(Cast.Samenspel, PaidLate, 3, CastPartners.Joris, Reason: "Sent to the partner's old account, and came back"),
        new(Cast.Samenspel, PaidLate, 2, CastPartners.Joris),
        new(Cast.Samenspel, "Gemeente Vlierdam", 2, CastPartners.Femke),
        new(Cast.Weerklank, "Bibliotheek Het Plein", 2, CastPartners.Joris),
        new(
            Cast.Luisterend,
            "Veiligheidsregio Waddenkust",
            1,
            CastPartners.Joris,
            AdvanceEuros: 750,
            Reason: "Paid ahead of the winter round, as agreed by mail with the partner"),
        new(Cast.Weerklank, CastClients.HandingOff, 1, CastPartners.Femke),
    ];
}

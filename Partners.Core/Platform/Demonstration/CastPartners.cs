using Partners.Core.Access;

namespace Partners.Core.Platform.Demonstration;

/// <summary>An agreement of the demonstration, in days from today.</summary>
/// <param name="EndsInDays">Negative where it is past its end; null where it has none.</param>
/// <param name="ReplacedDaysAgo">Null where the flag rests on it now.</param>
/// <param name="WithdrawnBecause">The reason, where the status was withdrawn rather than renewed.</param>
internal sealed record CastAgreement(
    string Partner,
    string Reference,
    int SignedDaysAgo,
    int? EndsInDays,
    string RelationshipOwner,
    Staff RecordedBy,
    int? ReplacedDaysAgo = null,
    string? WithdrawnBecause = null)
{
    /// <summary>Staff write an agreement down two days after it was signed.</summary>
    public int RecordedDaysAgo => SignedDaysAgo - 2;
}

/// <summary>Who at dembrane did what in the demonstration's past, and the agreements that they recorded.</summary>
internal static class CastPartners
{
    public static readonly Staff Marijke = new("demonstration:marijke", "Marijke Verbeek", "marijke@dembrane.example", Role.Staff.Permissions);
    public static readonly Staff Joost = new("demonstration:joost", "Joost Admiraal", "joost@dembrane.example", Role.CommercialOwner.Permissions);
    public static readonly Staff Noor = new("demonstration:noor", "Noor Haverkamp", "noor@dembrane.example", Role.HandoffOperator.Permissions);

    /// <summary>In the order in which they were recorded for each partner. <see cref="Cast.Luisterend"/> has none, on purpose.</summary>
    public static readonly IReadOnlyList<CastAgreement> Agreements =
    [
        new(Cast.Samenspel, "PA-014", 640, EndsInDays: null, Joost.Name, Joost),
        new(Cast.Werkplaats, "PA-017", 711, EndsInDays: 19, Joost.Name, Marijke),
        new(Cast.Twaalf, "PA-011", 755, EndsInDays: -24, Marijke.Name, Marijke),
        new(Cast.Meerstem, "PA-009", 900, EndsInDays: -165, Joost.Name, Marijke, ReplacedDaysAgo: 168),
        new(Cast.Meerstem, "PA-009-B", 170, EndsInDays: 560, Joost.Name, Joost),
        new(Cast.Weerklank, "PA-019", 600, EndsInDays: null, Joost.Name, Noor),
        new(Cast.Burgerkracht, "PA-023", 380, EndsInDays: 350, Marijke.Name, Marijke),
        new(Cast.OpenKring, "PA-027", 5, EndsInDays: 725, Joost.Name, Marijke),
        new(Cast.Kruispunt, "PA-012", 690, EndsInDays: 40, Joost.Name, Joost, ReplacedDaysAgo: 21, WithdrawnBecause: "Stops with participation work; its two clients stay until their projects end."),
    ];

    /// <summary>Partners by the platform's word alone: no agreement was recorded here.</summary>
    public static readonly IReadOnlyList<string> FlagWithoutAgreement = [Cast.Luisterend];
}

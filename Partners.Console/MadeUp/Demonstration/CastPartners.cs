using Partners.Core.Access;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>An agreement of the demonstration, in days from today.</summary>
/// <param name="EndsInDays">Negative where it is past its end; null where it has none.</param>
/// <param name="WithdrawnDaysAgo">Null where the status was not withdrawn.</param>
internal sealed record CastAgreement(
    string Partner,
    string Reference,
    int SignedDaysAgo,
    int? EndsInDays,
    string RelationshipOwner,
    Staff RecordedBy,
    int? WithdrawnDaysAgo = null,
    string? WithdrawnBecause = null)
{
    /// <summary>Staff write an agreement down two days after it was signed.</summary>
    public int RecordedDaysAgo => SignedDaysAgo - 2;
}

/// <summary>Who at dembrane did what in the demonstration's past, and the agreements that they recorded.</summary>
internal static class CastPartners
{
    // The personas of the console's sign-in page in Development, so that whoever signs in finds what "they" did.
    public static readonly Staff Noor = new("persona:staff", "Noor de Wit", "noor@dembrane.example", Role.Staff.Permissions);
    public static readonly Staff Joris = new(
        "persona:commercial-owner",
        "Joris Bakker",
        "joris@dembrane.example",
        Role.CommercialOwner.Permissions);
    public static readonly Staff Amina = new(
        "persona:handoff-operator",
        "Amina Haddad",
        "amina@dembrane.example",
        Role.HandoffOperator.Permissions);

    /// <summary>A second commercial owner, who is none of the personas.</summary>
    public static readonly Staff Femke = new("staff:femke", "Femke Hoekstra", "femke@dembrane.example", Role.CommercialOwner.Permissions);

    /// <summary>The demonstration's last import: what staff changed before it and the platform knew, it marked as applied.</summary>
    public const int LastImportDaysAgo = 10;

    /// <summary>In the order in which they were recorded for each partner. <see cref="Cast.Luisterend"/> has none, on purpose.</summary>
    public static readonly IReadOnlyList<CastAgreement> Agreements =
    [
        new(Cast.Samenspel, "PA-014", 640, EndsInDays: null, Joris.Name, Joris),
        new(Cast.Werkplaats, "PA-017", 711, EndsInDays: 19, Joris.Name, Noor),
        new(Cast.Twaalf, "PA-011", 755, EndsInDays: -24, Noor.Name, Noor),
        new(Cast.Meerstem, "PA-009", 900, EndsInDays: -165, Joris.Name, Noor),
        new(Cast.Meerstem, "PA-009-B", 170, EndsInDays: 560, Joris.Name, Joris),
        new(Cast.Weerklank, "PA-019", 600, EndsInDays: null, Joris.Name, Amina),
        new(Cast.Burgerkracht, "PA-023", 380, EndsInDays: 350, Noor.Name, Noor),
        new(Cast.OpenKring, "PA-027", 5, EndsInDays: 725, Joris.Name, Noor),
        new(Cast.Kruispunt, "PA-012", 690, EndsInDays: 40, Joris.Name, Joris, WithdrawnDaysAgo: 21,
            WithdrawnBecause: "Stops with participation work; its two clients stay until their projects end."),
    ];

    /// <summary>Partners by the platform's word alone: no agreement was recorded here.</summary>
    public static readonly IReadOnlyList<string> FlagWithoutAgreement = [Cast.Luisterend];
}

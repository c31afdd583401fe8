using Partners.Core.Workspaces;

namespace Partners.Console.Workspaces;

/// <summary>Display text for what participants are told.</summary>
public static class NoticeWords
{
    /// <summary>dembrane's own gatherings; no client's recordings are held on it.</summary>
    public const string DembraneEvents = "dembrane-events";

    /// <summary>"Consent"; a word that is not known stands as it is.</summary>
    public static string Basis(string? basis) => basis switch
    {
        null => "Not given",
        "consent" => "Consent",
        "client-managed" => "Client-managed",
        DembraneEvents => "dembrane events",
        _ => basis,
    };

    public static string Address(string? address) => address ?? "Not given";

    /// <summary>"Consent, samenspel.example/privacy"; "No legal basis, no privacy address".</summary>
    public static string Of(ParticipantNotice notice) =>
        $"{(notice.LegalBasis is null ? "No legal basis" : Basis(notice.LegalBasis))}, {notice.PrivacyAddress ?? "no privacy address"}";
}

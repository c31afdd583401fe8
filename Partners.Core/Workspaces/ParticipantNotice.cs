namespace Partners.Core.Workspaces;

/// <summary>
/// What those who take part are told about their data (docs/product.md W27): on which legal basis it is held, and where the privacy policy
/// is. Both as they stand on the platform.
/// </summary>
/// <param name="LegalBasis">The platform's word, known here or not; null if none is given.</param>
/// <param name="PrivacyAddress">Null if none is given.</param>
public sealed record ParticipantNotice(string? LegalBasis, string? PrivacyAddress)
{
    public const int LongestBasis = 255;
    public const int LongestAddress = 2000;

    public static readonly ParticipantNotice None = new(LegalBasis: null, PrivacyAddress: null);

    /// <summary>The host that the privacy address is at, which may be a page or a mail address; null if it names none.</summary>
    public string? PrivacyHost =>
        PrivacyAddress is null ? null
        : Uri.TryCreate(PrivacyAddress, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host
        : Uri.TryCreate($"https://{PrivacyAddress}", UriKind.Absolute, out var guessed)
            && guessed.Host.Contains('.', StringComparison.Ordinal) ? guessed.Host
        : null;

    private bool IsGiven => LegalBasis is not null || PrivacyAddress is not null;

    /// <summary>The notice that counts for a project: its own, both parts of it; where it has neither part, the workspace's.</summary>
    public static (ParticipantNotice Notice, bool IsWorkspaces) Of(ParticipantNotice own, ParticipantNotice workspaces) =>
        own.IsGiven || !workspaces.IsGiven ? (own, false) : (workspaces, true);
}

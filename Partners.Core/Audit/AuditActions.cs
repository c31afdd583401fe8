namespace Partners.Core.Audit;

/// <summary>Every kind of change that the trail knows, with the words that people see.</summary>
public static class AuditActions
{
    public const string MadePartner = "organisation.made-partner";
    public const string AgreementRecorded = "organisation.agreement-recorded";
    public const string PartnerWithdrawn = "organisation.partner-withdrawn";
    public const string Imported = "platform.imported";
    public const string DemonstrationLoaded = "platform.demonstration-loaded";
    public const string SyntheticLoaded = "platform.synthetic-loaded";

    public static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [MadePartner] = "Made a partner",
        [AgreementRecorded] = "Agreement recorded",
        [PartnerWithdrawn] = "Partner status withdrawn",
        [Imported] = "Platform data imported",
        [DemonstrationLoaded] = "Demonstration data loaded",
        [SyntheticLoaded] = "Synthetic data loaded",
    };

    /// <summary>The words for an action; the action itself where it is not known to this version.</summary>
    public static string InWords(string action) => Words.GetValueOrDefault(action, action);
}

using Partners.Core.Outbox;

namespace Partners.Core.Referrals;

/// <summary>Some of a deal's terms by name: for the audit trail, and as the platform writes them.</summary>
internal static class TermFacts
{
    private static readonly (TermFields Field, string Platform)[] s_fields =
    [
        (TermFields.Partner, PlatformFields.PartnerId),
        (TermFields.Workspace, PlatformFields.WorkspaceId),
        (TermFields.Kickback, PlatformFields.Kickback),
        (TermFields.Discount, PlatformFields.Discount),
        (TermFields.Cap, PlatformFields.Cap),
        (TermFields.Start, PlatformFields.StartsAt),
        (TermFields.Expiry, PlatformFields.ExpiresAt),
        (TermFields.Deletion, PlatformFields.DeletedAt),
    ];

    public static List<string> PlatformFieldsOf(TermFields fields) =>
        [.. s_fields.Where(field => fields.HasFlag(field.Field)).Select(field => field.Platform)];

    /// <summary>Ours, as agreed last.</summary>
    public static SortedDictionary<string, object?> Of(Deal deal, TermFields fields)
    {
        var facts = Of(
            new PlatformValues(
                deal.PartnerId,
                deal.WorkspaceId,
                deal.LatestTerms.Kickback,
                deal.LatestTerms.Discount,
                deal.LatestTerms.Cap,
                deal.StartsOn,
                deal.LatestTerms.ExpiresOn,
                fields),
            fields);
        if (fields.HasFlag(TermFields.Deletion))
        {
            facts["deletedOnPlatform"] = false;
        }

        return facts;
    }

    /// <summary>Ours after the platform's were taken, with what they hold by.</summary>
    public static SortedDictionary<string, object?> Taken(Deal deal, TermFields fields)
    {
        var facts = Of(deal, fields);
        facts["holdsFrom"] = deal.LatestTerms.HoldsFrom;
        facts["agreementReference"] = deal.LatestTerms.AgreementReference;
        return facts;
    }

    /// <summary>The platform's.</summary>
    public static SortedDictionary<string, object?> Of(PlatformValues values, TermFields fields)
    {
        var facts = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        Add(TermFields.Partner, "partnerId", values.PartnerId);
        Add(TermFields.Workspace, "workspaceId", values.WorkspaceId);
        Add(TermFields.Kickback, "kickback", values.Kickback);
        Add(TermFields.Discount, "discount", values.Discount);
        Add(TermFields.Cap, "cap", values.Cap);
        Add(TermFields.Start, "startsOn", values.StartsOn);
        Add(TermFields.Expiry, "expiresOn", values.ExpiresOn);
        Add(TermFields.Deletion, "deletedOnPlatform", true);
        return facts;

        void Add(TermFields field, string name, object? value)
        {
            if (fields.HasFlag(field))
            {
                facts[name] = value;
            }
        }
    }

    /// <summary>What the platform has of every field.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> ForPlatform(Deal deal, PlatformValues theirs) =>
        s_fields.Select(field => KeyValuePair.Create(field.Platform, field.Field switch
        {
            TermFields.Partner => (object?)theirs.PartnerId,
            TermFields.Workspace => theirs.WorkspaceId,
            TermFields.Kickback => PlatformWords.Of(theirs.Kickback),
            TermFields.Discount => PlatformWords.Of(theirs.Discount),
            TermFields.Cap => PlatformWords.Of(theirs.Cap),
            TermFields.Start => PlatformWords.Of(PlatformWords.Midnight(theirs.StartsOn)),
            TermFields.Expiry => PlatformWords.Of(PlatformWords.Midnight(theirs.ExpiresOn)),
            _ => PlatformWords.Of(deal.DeletedOnPlatformAt),
        }));

    /// <summary>Ours as the platform is to be told them.</summary>
    public static IEnumerable<(string Field, object? Value)> ForPlatform(Deal deal, TermFields fields) =>
        from field in s_fields
        where fields.HasFlag(field.Field)
        select (field.Platform, field.Field switch
        {
            TermFields.Partner => (object?)deal.PartnerId,
            TermFields.Workspace => deal.WorkspaceId,
            TermFields.Kickback => PlatformWords.Of(deal.LatestTerms.Kickback),
            TermFields.Discount => PlatformWords.Of(deal.LatestTerms.Discount),
            TermFields.Cap => PlatformWords.Of(deal.LatestTerms.Cap),
            TermFields.Start => PlatformWords.Of(PlatformWords.Midnight(deal.StartsOn)),
            TermFields.Expiry => PlatformWords.Of(PlatformWords.Midnight(deal.EndedOn ?? deal.LatestTerms.ExpiresOn)),
            _ => null,
        });
}

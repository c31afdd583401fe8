using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>An organisation of the platform. Its partner flag, off by default, is the single gate of the programme.</summary>
public sealed class Organisation : Aggregate, IFollowsPlatform
{
    public const int LongestName = 300;

    private Organisation()
    {
    }

    public Organisation(Guid id, string name, Guid? createdById, DateTimeOffset createdAt)
    {
        Id = id;
        Rename(name);
        CreatedById = createdById;
        CreatedAt = createdAt;
    }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The name as searched and sorted, see <see cref="SearchKey"/>.</summary>
    public string NameKey { get; private set; } = string.Empty;

    public bool IsPartner { get; private set; }

    /// <summary>The agreement behind the flag; null if the platform set the flag before one was recorded here.</summary>
    public Guid? AgreementId { get; private set; }

    /// <summary>The last day of that agreement, copied here for the list of anomalies; null if it has no end or the flag is off.</summary>
    public DateOnly? AgreementEndsOn { get; private set; }

    /// <summary>
    /// The platform's flag where it differs from ours and an agreement is on record here: somebody has to take it or refuse it
    /// (docs/product.md T11). Null if there is nothing to decide.
    /// </summary>
    public bool? PlatformFlag { get; private set; }

    /// <summary>
    /// How many live external-client workspaces there are. A trigger on the workspaces table maintains it, whoever writes.
    /// </summary>
    public int ExternalWorkspaceCount { get; private set; }

    /// <summary>
    /// The anomaly that does not depend on the date; an ended agreement is found by date instead. A computed column of the database.
    /// </summary>
    public Anomaly? UndatedAnomaly { get; private set; }

    /// <summary>The person who created it on the platform; may be unknown here.</summary>
    public Guid? CreatedById { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    internal void Rename(string name)
    {
        Name = name.Trim();
        NameKey = SearchKey.Of(Name);
    }

    /// <summary>Turns the flag on, or replaces the agreement of a flag that is on.</summary>
    internal void AdoptAgreement(PartnerAgreement agreement)
    {
        IsPartner = true;
        PlatformFlag = null;
        AgreementId = agreement.Id;
        AgreementEndsOn = agreement.EndsOn;
    }

    internal void WithdrawPartnerStatus()
    {
        if (!IsPartner)
        {
            throw new InvalidOperationException("The organisation is not a partner.");
        }

        IsPartner = false;
        PlatformFlag = null;
        AgreementId = null;
        AgreementEndsOn = null;
    }

    /// <summary>Follows the platform's flag, unless an agreement was recorded here: then the difference waits for a decision.</summary>
    internal void FollowFlag(bool isPartner, bool hasAgreement)
    {
        if (IsPartner == isPartner)
        {
            PlatformFlag = null;
        }
        else if (hasAgreement)
        {
            PlatformFlag = isPartner;
        }
        else
        {
            (IsPartner, PlatformFlag) = (isPartner, null);
        }
    }

    /// <summary>Our flag stays; the platform is to be told.</summary>
    internal void KeepFlag() => PlatformFlag = null;

    /// <summary>Becomes the platform's row, its flag included. For an organisation that is new here.</summary>
    internal void CopyFromPlatform(string name, bool isPartner, Guid? createdById, DateTimeOffset createdAt, DateTimeOffset? deletedAt)
    {
        CopyFromPlatform(name, createdById, createdAt, deletedAt);
        FollowFlag(isPartner, hasAgreement: false);
    }

    /// <summary>Copies all but the flag.</summary>
    internal void CopyFromPlatform(string name, Guid? createdById, DateTimeOffset createdAt, DateTimeOffset? deletedAt)
    {
        if (!string.Equals(Name, name.Trim(), StringComparison.Ordinal))
        {
            Rename(name);
        }

        CreatedById = createdById;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
    }
}

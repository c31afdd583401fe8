using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>An organisation of the platform. Its partner flag, off by default, is the single gate of the programme.</summary>
public sealed class Organisation : Aggregate
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

    internal void Rename(string name)
    {
        Name = name.Trim();
        NameKey = SearchKey.Of(Name);
    }

    /// <summary>Turns the flag on, or replaces the agreement of a flag that is on.</summary>
    internal void AdoptAgreement(PartnerAgreement agreement)
    {
        IsPartner = true;
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
        AgreementId = null;
        AgreementEndsOn = null;
    }

    internal void CopyFromPlatform(string name, bool isPartner, Guid? createdById, DateTimeOffset createdAt, DateTimeOffset? deletedAt)
    {
        if (!string.Equals(Name, name.Trim(), StringComparison.Ordinal))
        {
            Rename(name);
        }

        CreatedById = createdById;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
        if (IsPartner == isPartner)
        {
            return;
        }

        if (isPartner)
        {
            IsPartner = true;
        }
        else
        {
            WithdrawPartnerStatus();
        }
    }
}

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

    /// <summary>The name as it is searched and sorted, see <see cref="SearchKey"/>.</summary>
    public string NameKey { get; private set; } = string.Empty;

    public bool IsPartner { get; private set; }

    /// <summary>The agreement that the flag rests on; null where the platform set the flag before one was recorded here.</summary>
    public Guid? AgreementId { get; private set; }

    /// <summary>The last day of that agreement, copied here for the list of anomalies; null where it has no end, and where the flag is off.</summary>
    public DateOnly? AgreementEndsOn { get; private set; }

    /// <summary>Live external-client workspaces. Kept by a trigger on the workspaces table, so that every writer keeps it.</summary>
    public int ExternalWorkspaceCount { get; private set; }

    /// <summary>
    /// The anomaly that it has whatever the day is; an agreement's end is asked for by date. The database works it out from the columns
    /// above.
    /// </summary>
    public Anomaly? StandingAnomaly { get; private set; }

    /// <summary>The person who created it on the platform; may be unknown here.</summary>
    public Guid? CreatedById { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    internal void Rename(string name)
    {
        Name = name.Trim();
        NameKey = SearchKey.Of(Name);
    }

    /// <summary>Turns the flag on, or puts a new agreement under a flag that is on.</summary>
    internal void StandOn(PartnerAgreement agreement)
    {
        IsPartner = true;
        AgreementId = agreement.Id;
        AgreementEndsOn = agreement.EndsOn;
    }

    internal void WithdrawPartnerStatus()
    {
        if (!IsPartner)
        {
            throw new InvalidOperationException("The organisation is no partner.");
        }

        IsPartner = false;
        AgreementId = null;
        AgreementEndsOn = null;
    }

    internal void FollowPlatform(string name, bool isPartner, Guid? createdById, DateTimeOffset createdAt, DateTimeOffset? deletedAt)
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

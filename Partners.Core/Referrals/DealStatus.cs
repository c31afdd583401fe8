using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A deal's status on a day (docs/product.md L21). If several apply, the first one here wins.</summary>
public enum DealStatus
{
    /// <summary>It was never valid.</summary>
    Void,

    /// <summary>It was ended early, and its last day has passed.</summary>
    Ended,

    /// <summary>Its expiry has passed.</summary>
    Expired,

    /// <summary>It has not started.</summary>
    Upcoming,

    /// <summary>The whole cap is earned.</summary>
    CapReached,

    /// <summary>At least 80 % of the cap is earned.</summary>
    NearCap,

    /// <summary>Its last day is at most 60 days away.</summary>
    NearExpiry,

    /// <summary>None of the above.</summary>
    Active,
}

public static class DealStatuses
{
    public const int NearExpiryDays = 60;

    /// <summary>The share of the cap from which a deal is near it.</summary>
    public static readonly Percentage NearCap = new(80_00);

    /// <param name="endedOn">The last day, if it was ended early.</param>
    public static DealStatus Of(
        bool isVoid,
        DateOnly startsOn,
        DateOnly? expiresOn,
        DateOnly? endedOn,
        Money? cap,
        Money earned,
        DateOnly today) =>
        isVoid ? DealStatus.Void
        : endedOn < today ? DealStatus.Ended
        : expiresOn < today ? DealStatus.Expired
        : startsOn > today ? DealStatus.Upcoming
        : earned >= cap ? DealStatus.CapReached
        : IsNear(cap, earned) ? DealStatus.NearCap
        : LastDay(expiresOn, endedOn) <= today.AddDays(NearExpiryDays) ? DealStatus.NearExpiry
        : DealStatus.Active;

    /// <summary>The last day on which a payment counts; null if there is none.</summary>
    public static DateOnly? LastDay(DateOnly? expiresOn, DateOnly? endedOn) =>
        expiresOn is null ? endedOn : endedOn is null || expiresOn < endedOn ? expiresOn : endedOn;

    /// <summary>
    /// The day from which a running deal is near its cap or end, or has reached its cap; null if it is not near its cap and has no end.
    /// </summary>
    /// <param name="lastDay">Null if it has no end.</param>
    public static DateOnly? NearFrom(DateOnly startsOn, DateOnly? lastDay, Money? cap, Money earned) =>
        IsNear(cap, earned) ? startsOn
        : lastDay?.Plus(-NearExpiryDays) is { } day ? (day > startsOn ? day : startsOn)
        : null;

    /// <summary>At least <see cref="NearCap"/> of the cap is earned, or all of it.</summary>
    public static bool IsNear(Money? cap, Money earned) =>
        cap is { } most && (Int128)earned.Cents * 100_00 >= (Int128)most.Cents * NearCap.BasisPoints;

    /// <summary>Display text, such as <c>near cap</c>.</summary>
    public static string InWords(this DealStatus status) => status switch
    {
        DealStatus.Void => "void",
        DealStatus.Ended => "ended",
        DealStatus.Expired => "expired",
        DealStatus.Upcoming => "upcoming",
        DealStatus.CapReached => "cap reached",
        DealStatus.NearCap => "near cap",
        DealStatus.NearExpiry => "near expiry",
        DealStatus.Active => "active",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}

/// <summary>The same rules as conditions that EF can translate. A test holds every status against <see cref="DealStatuses.Of"/>.</summary>
internal static class DealStatusQueries
{
    /// <summary>The deals whose status on a day is the one asked for.</summary>
    public static IQueryable<DealSummary> In(this IQueryable<DealSummary> summaries, DealStatus status, DateOnly today)
    {
        var over = summaries.Where(s => s.RunsUntil > DateOnly.MinValue && s.RunsUntil < today);
        var started = summaries.Running(today).Where(s => s.StartsOn <= today);
        var near = today.AddDays(DealStatuses.NearExpiryDays);
        return status switch
        {
            DealStatus.Void => summaries.Where(s => s.RunsUntil == DateOnly.MinValue),
            DealStatus.Ended => over.Where(s => s.EndedOn < today),
            DealStatus.Expired => over.Where(s => s.EndedOn == null || s.EndedOn >= today),
            DealStatus.Upcoming => summaries.Running(today).Where(s => s.StartsOn > today),
            DealStatus.CapReached => started.Where(s => s.IsCapReached),
            DealStatus.NearCap => started.Where(s => s.IsNearCap && !s.IsCapReached),
            DealStatus.NearExpiry => started.Where(s => !s.IsNearCap && s.RunsUntil <= near),
            DealStatus.Active => started.Where(s => !s.IsNearCap && s.RunsUntil > near),
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
    }

    /// <summary>Not void and not over: the last day counts.</summary>
    public static IQueryable<DealSummary> Running(this IQueryable<DealSummary> summaries, DateOnly today) =>
        summaries.Where(s => s.RunsUntil >= today);
}

/// <summary>Deals that run or have yet to start: not void, not ended, not expired.</summary>
public static class OpenDeals
{
    /// <summary>Deals that run or have yet to start: not void, ended or expired. The last day counts.</summary>
    public static IQueryable<Deal> Open(this IQueryable<Deal> deals, DateOnly today) => deals.Where(deal =>
        deal.DeletedAt == null
        && deal.VoidedAt == null
        && (deal.EndedOn == null || deal.EndedOn >= today)
        && (deal.ExpiresOn == null || deal.ExpiresOn >= today));

    /// <summary>The partner of each open deal.</summary>
    internal static IQueryable<Guid> Partners(PartnersDb db, DateOnly today) => db.Deals.Open(today).Select(deal => deal.PartnerId);

    /// <summary>The same of a deal that was read already.</summary>
    public static bool IsOpen(this Deal deal, DateOnly today) =>
        deal.DeletedAt is null && deal.VoidedAt is null && !(deal.EndedOn < today) && !(deal.ExpiresOn < today);
}

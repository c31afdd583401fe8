using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>How a deal stands on a day (docs/product.md L21). Where several are true, the one that comes first here wins.</summary>
public enum DealStatus
{
    /// <summary>It never held.</summary>
    Void,

    /// <summary>It was ended before its expiry, and its last day has passed.</summary>
    Ended,

    /// <summary>Its expiry has passed.</summary>
    Expired,

    /// <summary>It has not started.</summary>
    Upcoming,

    /// <summary>All that it can earn is earned.</summary>
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

    /// <summary>The least share of the cap that is near it.</summary>
    public static readonly Percentage NearCap = new(80_00);

    /// <param name="endedOn">The last day, where it was ended early.</param>
    public static DealStatus Of(bool isVoid, DateOnly startsOn, DateOnly? expiresOn, DateOnly? endedOn, Money? cap, Money earned, DateOnly today) =>
        isVoid ? DealStatus.Void
        : endedOn < today ? DealStatus.Ended
        : expiresOn < today ? DealStatus.Expired
        : startsOn > today ? DealStatus.Upcoming
        : earned >= cap ? DealStatus.CapReached
        : IsNear(cap, earned) ? DealStatus.NearCap
        : LastDay(expiresOn, endedOn) <= today.AddDays(NearExpiryDays) ? DealStatus.NearExpiry
        : DealStatus.Active;

    /// <summary>The last day on which a payment counts; null where there is none.</summary>
    public static DateOnly? LastDay(DateOnly? expiresOn, DateOnly? endedOn) =>
        expiresOn is null ? endedOn : endedOn is null || expiresOn < endedOn ? expiresOn : endedOn;

    /// <summary>The day from which a deal that runs is near its cap or its end, or has reached its cap; null where it never is.</summary>
    /// <param name="lastDay">Null where there is none.</param>
    public static DateOnly? NearFrom(DateOnly startsOn, DateOnly? lastDay, Money? cap, Money earned) =>
        IsNear(cap, earned) ? startsOn
        : lastDay?.AddDays(-NearExpiryDays) is { } day ? (day > startsOn ? day : startsOn)
        : null;

    /// <summary>At least <see cref="NearCap"/> of the cap is earned, or all of it.</summary>
    public static bool IsNear(Money? cap, Money earned) => earned.Cents * 100_00L >= cap?.Cents * NearCap.BasisPoints;

    /// <summary>As people read it: <c>near cap</c>.</summary>
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

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
    public static DealStatus Of(bool isVoid, DateOnly startsOn, DateOnly? expiresOn, DateOnly? endedOn, Money? cap, Money earned, DateOnly today) =>
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
        : lastDay?.AddDays(-NearExpiryDays) is { } day ? (day > startsOn ? day : startsOn)
        : null;

    /// <summary>At least <see cref="NearCap"/> of the cap is earned, or all of it.</summary>
    public static bool IsNear(Money? cap, Money earned) => earned.Cents * 100_00L >= cap?.Cents * NearCap.BasisPoints;

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

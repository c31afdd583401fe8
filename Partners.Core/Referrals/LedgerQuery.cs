using Partners.Core.Values;

namespace Partners.Core.Referrals;

public enum LedgerOrder
{
    Partner,
    Client,
    Kickback,
    Discount,
    Cap,
    Earned,
    Owed,
    Expires,
}

/// <summary>Filters for the grid. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the partner's or the client's name.</param>
/// <param name="ExpiringWithinDays">The last day is at most that many days away and not past.</param>
/// <param name="OwedMoreThan">Null for any balance.</param>
/// <param name="DiscountMismatch">Only deals whose discount differs from the billing account's.</param>
public sealed record LedgerQuery(
    string? Search = null,
    Guid? PartnerId = null,
    DealStatus? Status = null,
    int? ExpiringWithinDays = null,
    Money? OwedMoreThan = null,
    bool DiscountMismatch = false,
    LedgerOrder Order = LedgerOrder.Partner,
    bool Descending = false,
    int Page = 1,
    int PageSize = 25)
{
    public const int LargestPage = 200;

    /// <summary>The values of <see cref="ExpiringWithinDays"/> that the page offers; an address may have others.</summary>
    public static readonly IReadOnlyList<int> Periods = [30, 60, 90, 180];
}

/// <summary>One line of the grid.</summary>
/// <param name="BilledDiscount">The discount of the client's billing account; null if it has none to compare (docs/product.md B6).</param>
/// <param name="Version">A command sends it back, so that a change made meanwhile is noticed.</param>
public sealed record LedgerRow(
    Guid Id,
    long? PlatformId,
    Guid PartnerId,
    string Partner,
    string Client,
    Guid? WorkspaceId,
    Percentage Kickback,
    Percentage Discount,
    Percentage? BilledDiscount,
    Money? Cap,
    Money Earned,
    Money PaidOut,
    Money Owed,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    DateOnly? EndedOn,
    DealStatus Status,
    int Version)
{
    /// <summary>Something was earned or paid on it once, even if it was taken back: it cannot be void.</summary>
    public bool IsUsed { get; init; }

    /// <summary>The day on which the platform deleted its row; null if it did not.</summary>
    public DateOnly? DeletedOnPlatform { get; init; }

    /// <summary>Why the deal could not be posted, as a sentence; null if it was (docs/product.md L63).</summary>
    public string? Failure { get; init; }

    /// <summary>The deal's discount differs from the billing account's (docs/product.md L23). A void deal promises nothing.</summary>
    public bool IsDiscountMismatch => Status is not DealStatus.Void && BilledDiscount is { } billed && billed != Discount;

    /// <summary>What can still be earned; null if there is no cap.</summary>
    public Money? CapLeft => Earning.CapLeft(Cap, Earned);
}

/// <summary>Over all deals that match the filter, not only the page's.</summary>
/// <param name="Owed">To pay less credits.</param>
public sealed record LedgerTotals(int Deals, Money Earned, Money PaidOut, Money Owed)
{
    /// <summary>What was paid out above what was earned, deal by deal; not negative.</summary>
    public Money Credits { get; init; }

    /// <summary>What is owed on the deals that are no credits.</summary>
    public Money ToPay => Owed + Credits;
}

/// <summary>A page of the grid.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record LedgerListing(IReadOnlyList<LedgerRow> Rows, LedgerTotals Totals, int Page, string? Notice);

using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>Who an account belongs to.</summary>
public enum AccountKind
{
    /// <summary>One external-client workspace.</summary>
    ExternalClient,

    /// <summary>An organisation, for all its internal workspaces.</summary>
    Pooled,
}

/// <summary>Filters for the list of accounts, which is sorted by label. Pages begin at 1.</summary>
/// <param name="Status"><see cref="AccountStatus.None"/> also finds accounts whose status no import has read yet.</param>
/// <param name="DiscountDiffers">Only accounts whose discount is not the one agreed (docs/product.md B6).</param>
public sealed record BillingQuery(
    string? Search = null,
    AccountKind? Kind = null,
    Tier? Tier = null,
    bool Descending = false,
    int Page = 1,
    int PageSize = 25,
    AccountClass? Class = null,
    AccountStatus? Status = null,
    PaymentMode? PaymentMode = null,
    bool DiscountDiffers = false)
{
    public const int LargestPage = 200;

    /// <summary>True if nothing is filtered but what tallies are kept of.</summary>
    internal bool IsTallied => this is { Class: null, Status: null, PaymentMode: null, DiscountDiffers: false };
}

/// <summary>One account, with its seats and price now.</summary>
/// <param name="OrganisationId">The organisation that pools, or that owns the workspace.</param>
/// <param name="WorkspaceId">The external-client workspace; null if the account is pooled.</param>
/// <param name="Discount">The account's discount; null if it has none.</param>
/// <param name="AgreedDiscount">The discount that the workspace's open deal agrees today; null if no deal is open.</param>
public sealed record BillingRow(
    Guid Id,
    string Label,
    Guid OrganisationId,
    string OrganisationName,
    Guid? WorkspaceId,
    string? WorkspaceName,
    Tier Tier,
    BillingPeriod Period,
    PaymentMode PaymentMode,
    SeatCount Seats,
    Percentage? Discount,
    Percentage? AgreedDiscount)
{
    public AccountKind Kind => WorkspaceId is null ? AccountKind.Pooled : AccountKind.ExternalClient;

    public AccountClass Class { get; init; }

    /// <summary>The platform's name for the kind of <see cref="Discount"/>; null if it has none.</summary>
    public string? DiscountKind { get; init; }

    /// <summary>When the tier ends: the end of a trial.</summary>
    public DateTimeOffset? TierExpiresAt { get; init; }

    public AccountStatus Status { get; init; }

    /// <summary>The name of the person at dembrane who looks after it.</summary>
    public string? AccountManager { get; init; }

    /// <summary>Whom to write to at the payer: the data owner, or the organisation's first owner.</summary>
    public string? ContactName { get; init; }

    public string? ContactEmail { get; init; }

    /// <summary>
    /// The account's discount differs from the agreed one (docs/product.md B6). No discount counts as 0 %; one of another kind than a
    /// referral's need not be the one agreed.
    /// </summary>
    public bool IsDiscountMismatch =>
        AgreedDiscount is { } agreed && !DiscountKinds.IsOfItsOwn(DiscountKind) && agreed != (Discount ?? Percentage.Zero);

    public AccountPrice Price => new(Tier, Period, Seats.All, Discount);

    /// <summary>One seat for a month before any discount, net of VAT; null if the tier is no longer sold.</summary>
    public Money? PriceOfSeat => Pricing.OfSeat(Tier, Period);

    /// <summary>All seats for a month after the account's discount, net of VAT; null if the tier is no longer sold.</summary>
    public Money? PriceAMonth => Price.AMonth;
}

/// <summary>All accounts that a filter finds.</summary>
/// <param name="Seats">What their people and invites take, not the seat that an empty account is billed for.</param>
/// <param name="PriceAMonth">Their seats for a month after discounts, net of VAT, of tiers that are sold.</param>
/// <param name="Billed">Of that price, what is charged: trials and comped accounts pay nothing.</param>
public sealed record BillingTotals(int Accounts, int Seats, Money PriceAMonth, Money Billed)
{
    public static readonly BillingTotals None = new(0, 0, Money.Zero, Money.Zero);
}

/// <summary>A page of the list.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record BillingListing(IReadOnlyList<BillingRow> Rows, int Total, int Page, string? Notice);

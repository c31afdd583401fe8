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
public sealed record BillingQuery(
    string? Search = null,
    AccountKind? Kind = null,
    Tier? Tier = null,
    bool Descending = false,
    int Page = 1,
    int PageSize = 25)
{
    public const int LargestPage = 200;
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

    /// <summary>The account's discount differs from the agreed one (docs/product.md B6). No discount counts as 0 %.</summary>
    public bool IsDiscountMismatch => AgreedDiscount is { } agreed && agreed != (Discount ?? Percentage.Zero);

    public AccountPrice Price => new(Tier, Period, Seats.All, Discount);

    /// <summary>One seat for a month before any discount, net of VAT; null if the tier is no longer sold.</summary>
    public Money? PriceOfSeat => Pricing.OfSeat(Tier, Period);

    /// <summary>All seats for a month after the account's discount, net of VAT; null if the tier is no longer sold.</summary>
    public Money? PriceAMonth => Price.AMonth;
}

/// <summary>A page of the list.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record BillingListing(IReadOnlyList<BillingRow> Rows, int Total, int Page, string? Notice);

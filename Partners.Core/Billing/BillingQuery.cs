using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>Whose an account is.</summary>
public enum AccountKind
{
    /// <summary>One external-client workspace's own.</summary>
    ExternalClient,

    /// <summary>An organisation's, for all its internal workspaces.</summary>
    Pooled,
}

/// <summary>What a person asks of the list of accounts, which is ordered by label. Pages begin at 1.</summary>
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

/// <summary>One account, with what it takes and costs now.</summary>
/// <param name="OrganisationId">The organisation that pools, or the one whose workspace it is.</param>
/// <param name="WorkspaceId">The external-client workspace; null where the account is pooled.</param>
/// <param name="Discount">What the account gets off its price; null where that is nothing.</param>
/// <param name="AgreedDiscount">What the open deal of the workspace promises by the terms in force today; null where there is no open deal.</param>
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

    /// <summary>The account's discount is not the agreed one (docs/product.md B6). No discount counts as 0 %.</summary>
    public bool IsDiscountMismatch => AgreedDiscount is { } agreed && agreed != (Discount ?? Percentage.Zero);

    public AccountPrice Price => new(Tier, Period, Seats.All, Discount);

    /// <summary>One seat a month before any discount, net of VAT; null where the tier is sold no more.</summary>
    public Money? PriceOfSeat => Pricing.OfSeat(Tier, Period);

    /// <summary>All seats a month after the account's discount, net of VAT; null where the tier is sold no more.</summary>
    public Money? PriceAMonth => Price.AMonth;
}

/// <summary>A page of the list.</summary>
/// <param name="Page">The page that is shown: the last one, where a later one was asked for.</param>
/// <param name="Notice">A sentence where the list is not quite what was asked for; null where it is.</param>
public sealed record BillingListing(IReadOnlyList<BillingRow> Rows, int Total, int Page, string? Notice);

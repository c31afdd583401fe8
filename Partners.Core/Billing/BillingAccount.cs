using Partners.Core.Values;

namespace Partners.Core.Billing;

public enum Tier
{
    Free,
    Pilot,
    Pioneer,
    Innovator,
    Changemaker,
    Guardian,
}

public enum PaymentMode
{
    None,
    Mollie,
    Offline,
}

/// <summary>How the payments of an account go.</summary>
public enum AccountStatus
{
    /// <summary>It has never paid.</summary>
    None,
    Pending,
    Active,
    PastDue,
    Cancelled,
}

public enum BillingPeriod
{
    Annual,
    Monthly,
}

/// <summary>
/// Who pays: an organisation for all its internal workspaces (pooled), or one external-client workspace for itself. Exactly one of
/// <see cref="OrganisationId"/> and <see cref="WorkspaceId"/> is set; the database enforces it too.
/// </summary>
public sealed class BillingAccount : Aggregate, IFollowsPlatform
{
    private BillingAccount()
    {
    }

    public BillingAccount(Guid id, BillingFacts facts)
    {
        Id = id;
        CopyFromPlatform(facts);
    }

    public Guid? OrganisationId { get; private set; }

    public Guid? WorkspaceId { get; private set; }

    public string Label { get; private set; } = string.Empty;

    /// <summary>The label as searched and sorted, see <see cref="SearchKey"/>.</summary>
    public string LabelKey { get; private set; } = string.Empty;

    public Tier Tier { get; private set; }

    public PaymentMode PaymentMode { get; private set; }

    public BillingPeriod BillingPeriod { get; private set; }

    public Percentage? Discount { get; private set; }

    /// <summary>The platform's name for the kind of discount, such as <c>staff_discount</c>.</summary>
    public string? DiscountKind { get; private set; }

    /// <summary>When the platform takes the tier away again: the end of a trial. Null if it stays.</summary>
    public DateTimeOffset? TierExpiresAt { get; private set; }

    /// <summary>Null until an import has read it.</summary>
    public AccountStatus? Status { get; private set; }

    /// <summary>The person at dembrane who looks after the account.</summary>
    public Guid? AccountManagerId { get; private set; }

    /// <summary>The customer id on the account's payments.</summary>
    public string? MollieCustomerId { get; private set; }

    /// <summary>The provider's id of a subscription that goes on by itself; null if there is none.</summary>
    public string? MollieSubscriptionId { get; private set; }

    public string? LegalName { get; private set; }

    public string? AddressLine { get; private set; }

    public string? PostalCode { get; private set; }

    public string? City { get; private set; }

    public string? Country { get; private set; }

    public string? VatNumber { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    /// <summary>Sets the invoice address and payment mode.</summary>
    internal void BillTo(
        string legalName,
        string addressLine,
        string postalCode,
        string city,
        string country,
        string? vatNumber,
        PaymentMode paymentMode) =>
        (
            LegalName,
            AddressLine,
            PostalCode,
            City,
            Country,
            VatNumber,
            PaymentMode) = (legalName, addressLine, postalCode, city, country, vatNumber, paymentMode);

    /// <summary>Takes who paid until now off the account: the next to pay gives a mandate of their own, or gets an invoice.</summary>
    internal void LeavePayer() => (MollieCustomerId, MollieSubscriptionId) = (null, null);

    /// <summary>Turns a workspace's own account into its organisation's pooled account.</summary>
    internal void Pool(Guid organisationId) => (OrganisationId, WorkspaceId) = (organisationId, null);

    internal void CopyFromPlatform(BillingFacts facts)
    {
        OrganisationId = facts.OrganisationId;
        WorkspaceId = facts.WorkspaceId;
        Label = facts.Label;
        LabelKey = SearchKey.Of(facts.Label);
        Tier = facts.Tier;
        PaymentMode = facts.PaymentMode;
        BillingPeriod = facts.BillingPeriod;
        Discount = facts.Discount;
        DiscountKind = facts.DiscountKind;
        TierExpiresAt = facts.TierExpiresAt;
        Status = facts.Status;
        AccountManagerId = facts.AccountManagerId;
        MollieCustomerId = facts.MollieCustomerId;
        MollieSubscriptionId = facts.MollieSubscriptionId;
        LegalName = facts.LegalName;
        AddressLine = facts.AddressLine;
        PostalCode = facts.PostalCode;
        City = facts.City;
        Country = facts.Country;
        VatNumber = facts.VatNumber;
        CreatedAt = facts.CreatedAt;
        DeletedAt = facts.DeletedAt;
    }
}

/// <summary>What the platform says about a billing account.</summary>
public sealed record BillingFacts(
    Guid? OrganisationId,
    Guid? WorkspaceId,
    string Label,
    Tier Tier,
    PaymentMode PaymentMode,
    BillingPeriod BillingPeriod,
    Percentage? Discount,
    string? DiscountKind,
    string? MollieCustomerId,
    string? LegalName,
    string? AddressLine,
    string? PostalCode,
    string? City,
    string? Country,
    string? VatNumber,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt)
{
    public DateTimeOffset? TierExpiresAt { get; init; }

    public AccountStatus? Status { get; init; }

    public Guid? AccountManagerId { get; init; }

    public string? MollieSubscriptionId { get; init; }

    /// <summary>The account of a new external-client workspace, before the client has added a payment method.</summary>
    public static BillingFacts OfNewClient(Guid workspaceId, string label, Tier tier, BillingPeriod period, DateTimeOffset at) => new(
        OrganisationId: null,
        workspaceId,
        label,
        tier,
        PaymentMode.None,
        period,
        Discount: null,
        DiscountKind: null,
        MollieCustomerId: null,
        LegalName: null,
        AddressLine: null,
        PostalCode: null,
        City: null,
        Country: null,
        VatNumber: null,
        at,
        DeletedAt: null)
    {
        Status = AccountStatus.None,
    };
}

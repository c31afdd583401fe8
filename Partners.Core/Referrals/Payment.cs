using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>How it was found whose payment it is (docs/product.md L60).</summary>
public enum PaymentBinding
{
    /// <summary>The payment's metadata names the billing account.</summary>
    Metadata,

    /// <summary>The billing account whose customer it was when the payment was first known.</summary>
    Customer,

    /// <summary>A commercial owner said so, with a reason.</summary>
    Person,
}

/// <summary>A payment from the payment provider. It counts only once it is paid.</summary>
public sealed class Payment
{
    public const string Paid = "paid";

    private Payment()
    {
    }

    /// <param name="mollieCustomerId">Empty for a payment by link.</param>
    public Payment(
        string id,
        string mollieCustomerId,
        string status,
        Money amount,
        Money vat,
        DateTimeOffset createdAt,
        DateTimeOffset? paidAt,
        Money? refundedSaid = null,
        Money? chargedBackSaid = null)
    {
        Id = id;
        CopyFromProvider(mollieCustomerId, status, amount, vat, createdAt, paidAt, refundedSaid, chargedBackSaid);
    }

    /// <summary>The provider's id, <c>tr_…</c>.</summary>
    public string Id { get; private init; } = string.Empty;

    /// <summary>The provider's customer as it last said; empty for a payment by link.</summary>
    public string MollieCustomerId { get; private set; } = string.Empty;

    /// <summary>The account that paid, once and for good (docs/product.md L60, L67); null while nobody knows.</summary>
    public Guid? BillingAccountId { get; private set; }

    /// <summary>
    /// The client's workspace whose own account it was when the payment was bound. For a pooled account, the workspace whose deal counted
    /// the payment first; null until one does.
    /// </summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>Null while it is not bound.</summary>
    public PaymentBinding? BoundBy { get; private set; }

    public string Status { get; private set; } = string.Empty;

    /// <summary>Gross, as charged.</summary>
    public Money Amount { get; private set; }

    /// <summary>The VAT in the amount; zero if none was charged.</summary>
    public Money Vat { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>What the provider says on the payment itself was refunded; null if it says nothing.</summary>
    public Money? RefundedSaid { get; private set; }

    /// <summary>What the provider says on the payment itself was charged back; null if it says nothing.</summary>
    public Money? ChargedBackSaid { get; private set; }

    public bool IsPaid => string.Equals(Status, Paid, StringComparison.Ordinal);

    /// <summary>Follows the provider's list. A payment that is paid never goes back to an earlier state (docs/product.md I40).</summary>
    internal void CopyFromProvider(
        string mollieCustomerId,
        string status,
        Money amount,
        Money vat,
        DateTimeOffset createdAt,
        DateTimeOffset? paidAt,
        Money? refundedSaid = null,
        Money? chargedBackSaid = null)
    {
        if (IsPaid && !string.Equals(status, Paid, StringComparison.Ordinal))
        {
            return;
        }

        MollieCustomerId = mollieCustomerId;
        Status = status;
        Amount = amount;
        Vat = vat;
        CreatedAt = createdAt;
        PaidAt = paidAt;
        RefundedSaid = refundedSaid;
        ChargedBackSaid = chargedBackSaid;
    }

    /// <summary>Says whose payment it is. Only the first time: a payment that is bound stays so.</summary>
    /// <param name="workspaceId">The account's workspace; null for a pooled account.</param>
    internal void Bind(Guid billingAccountId, Guid? workspaceId, PaymentBinding by)
    {
        if (BillingAccountId is null)
        {
            (BillingAccountId, WorkspaceId, BoundBy) = (billingAccountId, workspaceId, by);
        }
    }

    /// <summary>Corrects what a person said (docs/product.md L67).</summary>
    /// <param name="billingAccountId">Null if nobody knows whose payment it is.</param>
    /// <param name="workspaceId">The account's workspace; null for a pooled account.</param>
    internal void BindAnew(Guid? billingAccountId, Guid? workspaceId)
    {
        if (BoundBy is not PaymentBinding.Person)
        {
            throw new InvalidOperationException("Only a binding that a person made can be corrected.");
        }

        (BillingAccountId, WorkspaceId, BoundBy) =
            (billingAccountId, workspaceId, billingAccountId is null ? null : PaymentBinding.Person);
    }
}

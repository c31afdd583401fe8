using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// An account that a person bound a payment to by mistake, until a commercial owner corrected it (docs/product.md L67). It stays readable,
/// and says on the deals that lost the payment why.
/// </summary>
public sealed class FormerBinding : Entity
{
    private FormerBinding()
    {
    }

    internal FormerBinding(Payment payment, Guid? nextAccountId, string reason, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (PaymentId, BillingAccountId, WorkspaceId) = (payment.Id, payment.BillingAccountId!.Value, payment.WorkspaceId);
        (NextAccountId, Reason, CorrectedByName, CorrectedAt) = (nextAccountId, reason, by.Name, at);
    }

    public string PaymentId { get; private set; } = string.Empty;

    public Guid BillingAccountId { get; private set; }

    /// <summary>The workspace that the payment counted for; null for a pooled account's that no deal counted.</summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>The account it was bound to instead; null if nobody knew whose it is.</summary>
    public Guid? NextAccountId { get; private set; }

    public string Reason { get; private set; } = string.Empty;

    public string CorrectedByName { get; private set; } = string.Empty;

    public DateTimeOffset CorrectedAt { get; private set; }
}

namespace Partners.Core.Referrals;

/// <summary>
/// A payment that an import refused, such as a test or one in another currency: it earns nothing, and whoever asks for it finds out why
/// (docs/product.md L65). It goes as soon as an import takes the payment.
/// </summary>
public sealed class RefusedPayment
{
    public const int LongestText = 100;

    private RefusedPayment()
    {
    }

    internal RefusedPayment(string id) => Id = id;

    /// <summary>The provider's id, <c>tr_…</c>.</summary>
    public string Id { get; private init; } = string.Empty;

    /// <summary>The account that it would be bound to; null if nobody knows.</summary>
    public Guid? BillingAccountId { get; private set; }

    /// <summary>The account's workspace; null for a pooled account.</summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>As it came, such as <c>10000 JPY</c>; empty if it had none.</summary>
    public string Amount { get; private set; } = string.Empty;

    /// <summary>As it came: a date of any year; empty if it had none.</summary>
    public string Day { get; private set; } = string.Empty;

    /// <summary>Why the import refused it, as a sentence.</summary>
    public string Reason { get; private set; } = string.Empty;

    internal void Say(Guid? billingAccountId, Guid? workspaceId, string amount, string day, string reason)
    {
        BillingAccountId = billingAccountId;
        WorkspaceId = workspaceId;
        Amount = amount;
        Day = day;
        Reason = reason;
    }
}

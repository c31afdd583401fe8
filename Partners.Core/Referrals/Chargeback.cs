using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Money that the client's bank took back. Its payment stays paid, and earns less (docs/product.md L61).</summary>
public sealed class Chargeback
{
    private Chargeback()
    {
    }

    public Chargeback(string id, string paymentId, Money amount, DateTimeOffset createdAt, DateTimeOffset? reversedAt)
    {
        Id = id;
        CopyFromProvider(paymentId, amount, createdAt, reversedAt);
    }

    /// <summary>The provider's id, <c>chb_…</c>.</summary>
    public string Id { get; private init; } = string.Empty;

    public string PaymentId { get; private set; } = string.Empty;

    /// <summary>Gross, as taken back.</summary>
    public Money Amount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the money came again; null while the chargeback stands.</summary>
    public DateTimeOffset? ReversedAt { get; private set; }

    /// <summary>Follows the provider's list. A reversal, once known, is not unsaid by an older list (docs/product.md I40).</summary>
    internal void CopyFromProvider(string paymentId, Money amount, DateTimeOffset createdAt, DateTimeOffset? reversedAt)
    {
        PaymentId = paymentId;
        Amount = amount;
        CreatedAt = createdAt;
        ReversedAt = reversedAt ?? ReversedAt;
    }
}

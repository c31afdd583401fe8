using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A refund from the payment provider. It counts only once it is refunded.</summary>
public sealed class Refund
{
    public const string Refunded = "refunded";

    private Refund()
    {
    }

    public Refund(string id, string paymentId, string status, Money amount, DateTimeOffset createdAt)
    {
        Id = id;
        CopyFromProvider(paymentId, status, amount, createdAt);
    }

    /// <summary>The provider's id, <c>re_…</c>.</summary>
    public string Id { get; private init; } = string.Empty;

    public string PaymentId { get; private set; } = string.Empty;

    public string Status { get; private set; } = string.Empty;

    /// <summary>Gross, as refunded.</summary>
    public Money Amount { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    internal void CopyFromProvider(string paymentId, string status, Money amount, DateTimeOffset createdAt)
    {
        PaymentId = paymentId;
        Status = status;
        Amount = amount;
        CreatedAt = createdAt;
    }
}

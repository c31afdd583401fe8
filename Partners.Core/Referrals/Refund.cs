using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A refund from the payment provider. It counts only once it is refunded.</summary>
public sealed class Refund
{
    public const string Refunded = "refunded";

    private static readonly string[] s_onItsWay = ["queued", "pending", "processing"];

    private static readonly string[] s_failed = ["failed", "canceled"];

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

    /// <summary>It was called off: nothing goes back, and nothing will.</summary>
    internal static bool HasFailed(string status) => s_failed.Contains(status, StringComparer.Ordinal);

    /// <summary>
    /// Follows the provider's list. A refund that was refunded never goes back to being on its way (docs/product.md I40); it can fail.
    /// </summary>
    internal void CopyFromProvider(string paymentId, string status, Money amount, DateTimeOffset createdAt)
    {
        if (Status == Refunded && s_onItsWay.Contains(status, StringComparer.Ordinal))
        {
            return;
        }

        PaymentId = paymentId;
        Status = status;
        Amount = amount;
        CreatedAt = createdAt;
    }
}

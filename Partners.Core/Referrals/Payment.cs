using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment from the payment provider. It counts only once it is paid.</summary>
public sealed class Payment
{
    public const string Paid = "paid";

    private Payment()
    {
    }

    public Payment(
        string id,
        string mollieCustomerId,
        string status,
        Money amount,
        Money vat,
        DateTimeOffset createdAt,
        DateTimeOffset? paidAt)
    {
        Id = id;
        CopyFromProvider(mollieCustomerId, status, amount, vat, createdAt, paidAt);
    }

    /// <summary>The provider's id, <c>tr_…</c>.</summary>
    public string Id { get; private init; } = string.Empty;

    /// <summary>The customer, which leads to the billing account.</summary>
    public string MollieCustomerId { get; private set; } = string.Empty;

    public string Status { get; private set; } = string.Empty;

    /// <summary>Gross, as charged.</summary>
    public Money Amount { get; private set; }

    /// <summary>The VAT in the amount; zero if none was charged.</summary>
    public Money Vat { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? PaidAt { get; private set; }

    internal void CopyFromProvider(
        string mollieCustomerId,
        string status,
        Money amount,
        Money vat,
        DateTimeOffset createdAt,
        DateTimeOffset? paidAt)
    {
        MollieCustomerId = mollieCustomerId;
        Status = status;
        Amount = amount;
        Vat = vat;
        CreatedAt = createdAt;
        PaidAt = paidAt;
    }
}

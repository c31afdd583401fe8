namespace Partners.Core.Billing;

/// <summary>
/// A customer of the payment provider that an account had before it got another one, or none. A payment of that customer that is known only
/// afterwards is the account's all the same (docs/product.md L60).
/// </summary>
public sealed class FormerCustomer
{
    private FormerCustomer()
    {
    }

    internal FormerCustomer(string mollieCustomerId, Guid billingAccountId, DateTimeOffset until)
    {
        MollieCustomerId = mollieCustomerId;
        BillingAccountId = billingAccountId;
        Until = until;
    }

    public string MollieCustomerId { get; private set; } = string.Empty;

    public Guid BillingAccountId { get; private set; }

    /// <summary>When the account was first seen without it.</summary>
    public DateTimeOffset Until { get; private set; }
}

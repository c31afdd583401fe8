using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// An invoice that a client paid, or a credit note on one: how a client earns that does not pay through the payment provider
/// (docs/product.md L64). Never changed: a credit note corrects it.
/// </summary>
public sealed class PaidInvoice : Entity
{
    public const int LongestNumber = 60;

    private PaidInvoice()
    {
    }

    internal PaidInvoice(
        Guid billingAccountId,
        Guid? workspaceId,
        string number,
        Money net,
        Money vat,
        DateOnly paidOn,
        string? creditOf,
        Staff by,
        DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        BillingAccountId = billingAccountId;
        WorkspaceId = workspaceId;
        Number = number;
        NumberKey = SearchKey.Of(number);
        Net = net;
        Vat = vat;
        PaidOn = paidOn;
        CreditOf = creditOf;
        RecordedBySubject = by.Subject;
        RecordedByName = by.Name;
        RecordedAt = at;
    }

    /// <summary>The account that paid, for good.</summary>
    public Guid BillingAccountId { get; private set; }

    /// <summary>As <see cref="Payment.WorkspaceId"/>.</summary>
    public Guid? WorkspaceId { get; private set; }

    /// <summary>Unique within the account.</summary>
    public string Number { get; private set; } = string.Empty;

    /// <summary>The number as compared, see <see cref="SearchKey"/>.</summary>
    public string NumberKey { get; private set; } = string.Empty;

    /// <summary>Positive, also for a credit note.</summary>
    public Money Net { get; private set; }

    /// <summary>Not negative, also for a credit note.</summary>
    public Money Vat { get; private set; }

    /// <summary>For a credit note, the day from which it holds.</summary>
    public DateOnly PaidOn { get; private set; }

    /// <summary>The number of the invoice that this credit note takes back in part or whole; null for an invoice.</summary>
    public string? CreditOf { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>True if another record of the same number says the same.</summary>
    internal bool IsSame(Money net, Money vat, DateOnly paidOn, string? creditOf) =>
        (Net, Vat, PaidOn) == (net, vat, paidOn)
        && string.Equals(Key(CreditOf), Key(creditOf), StringComparison.Ordinal);

    private static string? Key(string? number) => number is null ? null : SearchKey.Of(number);
}

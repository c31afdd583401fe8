namespace Partners.Core.Billing;

/// <summary>The platform's words for billing accounts, as its exports have them and as changes carry them to it.</summary>
internal static class PlatformBillingWords
{
    public static readonly IReadOnlyDictionary<string, Tier> Tiers = new Dictionary<string, Tier>(StringComparer.Ordinal)
    {
        ["free"] = Tier.Free,
        ["pilot"] = Tier.Pilot,
        ["pioneer"] = Tier.Pioneer,
        ["innovator"] = Tier.Innovator,
        ["changemaker"] = Tier.Changemaker,
        ["guardian"] = Tier.Guardian,
    };

    public static readonly IReadOnlyDictionary<string, PaymentMode> PaymentModes =
        new Dictionary<string, PaymentMode>(StringComparer.Ordinal)
        {
            ["none"] = PaymentMode.None,
            ["mollie"] = PaymentMode.Mollie,
            ["offline"] = PaymentMode.Offline,
        };

    public static readonly IReadOnlyDictionary<string, AccountStatus> Statuses =
        new Dictionary<string, AccountStatus>(StringComparer.Ordinal)
        {
            ["none"] = AccountStatus.None,
            ["pending"] = AccountStatus.Pending,
            ["active"] = AccountStatus.Active,
            ["past_due"] = AccountStatus.PastDue,
            ["canceled"] = AccountStatus.Cancelled,
        };

    public static readonly IReadOnlyDictionary<string, BillingPeriod> Periods =
        new Dictionary<string, BillingPeriod>(StringComparer.Ordinal)
        {
            ["annual"] = BillingPeriod.Annual,
            ["monthly"] = BillingPeriod.Monthly,
        };
}

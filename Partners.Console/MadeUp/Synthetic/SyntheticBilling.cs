using Partners.Console.MadeUp.Demonstration;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>Writes billing accounts, payments, refunds and deals.</summary>
internal static class SyntheticBilling
{
    private const int PaymentsOfPool = 6;
    private const int PaymentsOfClient = 5;
    private const int DealsOfPartner = 5;

    private static readonly Staff s_nobody = new("synthetic", "Synthetic data", string.Empty, Permission.None);
    private static readonly Tier[] s_tiers = [Tier.Innovator, Tier.Innovator, Tier.Changemaker, Tier.Changemaker, Tier.Guardian];
    private static readonly long[] s_amounts = [6_900, 15_000, 30_000, 49_999, 90_000, 150_000];
    private static readonly Percentage[] s_percentages = [new(500), new(1_000), new(1_500), new(2_000), new(2_500)];

    public static void WritePooled(SyntheticBatch batch, SyntheticHome home, Dice dice)
    {
        var account = Account(
            batch,
            home.Organisation.Id,
            workspaceId: null,
            home.Organisation.Name,
            discount: null,
            home.Organisation.CreatedAt,
            dice);
        Pay(batch, account, PaymentsOfPool, home, dice);
    }

    public static void WriteOwn(SyntheticBatch batch, SyntheticHome home, Workspace workspace, Dice dice)
    {
        Percentage? discount = dice.Chance(40) ? dice.Pick(s_percentages) : null;
        var account = Account(batch, organisationId: null, workspace.Id, workspace.DataOwnerName!, discount, workspace.CreatedAt, dice);
        Pay(batch, account, PaymentsOfClient, home, dice);

        // Eight clients, five of them with a deal.
        if (batch.Counts.Deals < batch.Counts.Partners * DealsOfPartner)
        {
            Agree(batch, home, workspace, discount, dice);
        }
    }

    private static BillingAccount Account(
        SyntheticBatch batch,
        Guid? organisationId,
        Guid? workspaceId,
        string label,
        Percentage? discount,
        DateTimeOffset at,
        Dice dice)
    {
        var number = batch.Counts.Accounts;
        var customer = $"cst_{number:D10}";
        var account = new BillingAccount(SyntheticId.Of('b', number), new(
            organisationId,
            workspaceId,
            label,
            dice.Pick(s_tiers),
            PaymentMode.Mollie,
            dice.Chance(50) ? BillingPeriod.Annual : BillingPeriod.Monthly,
            discount,
            discount is null ? null : "staff_discount",
            customer,
            LegalName: null,
            AddressLine: null,
            PostalCode: null,
            City: null,
            Country: null,
            VatNumber: null,
            at,
            DeletedAt: null));
        batch.Add(account);
        return account;
    }

    private static void Pay(SyntheticBatch batch, BillingAccount account, int payments, SyntheticHome home, Dice dice)
    {
        var net = new Money(dice.Pick(s_amounts));
        var vat = dice.Chance(50) ? net.Share(21, 100) : Money.Zero;
        for (var i = 1; i <= payments; i++)
        {
            var at = home.Now.AddDays(-30 * i).AddMinutes(-dice.Below(600));
            var number = batch.Counts.Payments;
            var payment = new Payment($"tr_{number:D10}", account.MollieCustomerId!, Payment.Paid, net + vat, vat, at, at).Of(account);
            batch.Add(payment);
            if (dice.Chance(3))
            {
                batch.Add(new Refund($"re_{number:D10}", payment.Id, Refund.Refunded, payment.Amount.Share(1, 2), at.AddDays(9)));
            }
        }
    }

    private static void Agree(SyntheticBatch batch, SyntheticHome home, Workspace workspace, Percentage? discount, Dice dice)
    {
        var number = batch.Counts.Deals + 1;
        var startsOn = workspace.CreatedAt.DayInAmsterdam();
        DateOnly? expiresOn = dice.Chance(80) ? startsOn.AddDays(dice.Between(180, 1_460)) : null;
        Money? cap = dice.Chance(70) ? new Money(dice.Between(1, 40) * 25_000L) : null;
        var deal = new Deal(
            SyntheticId.Of('d', number),
            number,
            home.Organisation.Id,
            workspace.Id,
            clientName: null,
            startsOn,
            notes: null,
            workspace.CreatedAt);
        deal.Agree(
            startsOn,
            dice.Pick(s_percentages),
            discount ?? Percentage.Zero,
            cap,
            expiresOn,
            Deal.ImportedReference,
            reason: null,
            s_nobody,
            workspace.CreatedAt);
        KnownId.Give(batch.Db, deal.Terms[0], SyntheticId.Of('t', number));
        batch.Add(deal);
    }
}

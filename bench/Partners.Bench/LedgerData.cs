using Partners.Console.MadeUp.Demonstration;
using Partners.Console.MadeUp.Synthetic;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>
/// 50,000 deals of 10,000 partners whose clients made 1,000,000 payments, 20 each: the ledger at full scale. The core's synthetic data
/// spreads its million payments over all accounts, so only a quarter comes from clients with a deal.
/// </summary>
internal static class LedgerData
{
    public const int Partners = 10_000;

    private const int DealsOfPartner = 5;
    private const int PaymentsOfDeal = 20;
    private const int PartnersOfBatch = 500;

    private static readonly Staff s_nobody = new("bench", "Bench", string.Empty, Permission.None);
    private static readonly long[] s_amounts = [6_900, 15_000, 30_000, 49_999, 90_000, 150_000];
    private static readonly Percentage[] s_percentages = [new(500), new(1_000), new(1_250), new(1_500), new(2_000), new(2_500)];

    public static async Task WriteAsync(PartnersDb db, int partners, CancellationToken cancel)
    {
        var now = DateTimeOffset.UtcNow;
        for (var first = 0; first < partners; first += PartnersOfBatch)
        {
            cancel.ThrowIfCancellationRequested();
            await using var transaction = await db.BeginWriteAsync(cancel);
            using (var inserts = new Inserts(db))
            {
                for (var number = first; number < Math.Min(partners, first + PartnersOfBatch); number++)
                {
                    Write(inserts, db, number, now);
                }
            }

            await transaction.CommitAsync(cancel);
        }
    }

    private static void Write(Inserts inserts, PartnersDb db, int number, DateTimeOffset now)
    {
        var dice = new Dice((ulong)number);
        var partner = new Organisation(
            SyntheticId.Of('o', number),
            SyntheticNames.Organisation(dice),
            createdById: null,
            now.AddDays(-1_500));
        inserts.Organisations.Add(partner);
        for (var i = 0; i < DealsOfPartner; i++)
        {
            Write(inserts, db, partner, ((long)number * DealsOfPartner) + i + 1, now, dice);
        }
    }

    private static void Write(Inserts inserts, PartnersDb db, Organisation partner, long number, DateTimeOffset now, Dice dice)
    {
        var startedAt = now.AddDays(-dice.Between(300, 1_400));
        var client = SyntheticNames.Organisation(dice);
        var customer = $"cst_{number:D10}";
        var accountId = SyntheticId.Of('b', number);
        Percentage? discount = dice.Chance(40) ? dice.Pick(s_percentages) : null;
        var workspace = new Workspace(
            SyntheticId.Of('w', number),
            new(
                partner.Id,
                client,
                UsageContext.External,
                client,
                "griffie@client.example",
                startedAt,
                accountId,
                WorkspaceVisibility.Private,
                null,
                null,
                startedAt,
                null));
        inserts.Workspaces.Add(workspace);
        inserts.Accounts.Add(new(
            accountId,
            new(
                null,
                workspace.Id,
                client,
                Tier.Changemaker,
                PaymentMode.Mollie,
                BillingPeriod.Monthly,
                discount,
                null,
                customer,
                null,
                null,
                null,
                null,
                null,
                null,
                startedAt,
                null)));
        var net = new Money(dice.Pick(s_amounts));
        var vat = dice.Chance(50) ? net.Share(21, 100) : Money.Zero;
        for (var i = 1; i <= PaymentsOfDeal; i++)
        {
            var at = now.AddDays(-30 * i).AddMinutes(-dice.Below(600));
            var payment = new Payment($"tr_{number:D8}{i:D2}", customer, Payment.Paid, net + vat, vat, at, at);
            payment.Bind(accountId, workspace.Id, PaymentBinding.Customer);
            inserts.Payments.Add(payment);
            if (dice.Chance(3))
            {
                inserts.Refunds.Add(new($"re_{number:D8}{i:D2}", payment.Id, Refund.Refunded, payment.Amount.Share(1, 2), at.AddDays(9)));
            }
        }

        Agree(inserts, db, workspace, discount, number, startedAt, now.DayInAmsterdam(), dice);
    }

    /// <summary>
    /// Of a hundred deals about 70 have a cap and 80 an expiry, 4 start later, 5 were ended, 2 are void, and 6 agree another discount than
    /// the account's.
    /// </summary>
    private static void Agree(
        Inserts inserts,
        PartnersDb db,
        Workspace workspace,
        Percentage? discount,
        long number,
        DateTimeOffset startedAt,
        DateOnly today,
        Dice dice)
    {
        var startsOn = dice.Chance(4) ? today.AddDays(dice.Between(1, 60)) : startedAt.DayInAmsterdam();
        DateOnly? expiresOn = dice.Chance(80)
            ? DateOnly.FromDayNumber(Math.Max(startsOn.DayNumber, today.DayNumber)).AddDays(dice.Between(-150, 900))
            : null;
        Money? cap = dice.Chance(70) ? new Money(dice.Between(1, 40) * 25_000L) : null;
        var deal = new Deal(
            SyntheticId.Of('d', number),
            number,
            workspace.OrganisationId,
            workspace.Id,
            clientName: null,
            startsOn,
            notes: null,
            startedAt);
        var promised = dice.Chance(6) ? dice.Pick(s_percentages) : discount ?? Percentage.Zero;
        deal.Agree(startsOn, dice.Pick(s_percentages), promised, cap, expiresOn, Deal.ImportedReference, reason: null, s_nobody, startedAt);
        KnownId.Give(db, deal.Terms[0], SyntheticId.Of('t', number));
        if (dice.Chance(2))
        {
            deal.Void(startedAt);
        }
        else if (dice.Chance(5) && startsOn < today)
        {
            deal.End(today.AddDays(dice.Between(-90, 30)));
        }

        inserts.Deals.Add(deal);
        inserts.Terms.Add(deal.Terms[0]);
        if (deal.VoidedAt is null && dice.Chance(20))
        {
            inserts.Payouts.Add(
                KnownId.Give(
                    db,
                    Payout.Of(
                        deal.Id,
                        new(dice.Between(10, 200) * 100L),
                        today.AddDays(-dice.Between(5, 200)),
                        $"SEPA {number}",
                        advanceReason: null,
                        s_nobody,
                        startedAt),
                    SyntheticId.Of('y', number)));
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>The inserts of one transaction, parents first.</summary>
    private sealed class Inserts(PartnersDb db) : IDisposable
    {
        public BulkInsert<Organisation> Organisations { get; } = new(db);

        public BulkInsert<Workspace> Workspaces { get; } = new(db);

        public BulkInsert<BillingAccount> Accounts { get; } = new(db);

        public BulkInsert<Payment> Payments { get; } = new(db);

        public BulkInsert<Refund> Refunds { get; } = new(db);

        public BulkInsert<Deal> Deals { get; } = new(db);

        public BulkInsert<DealTerms> Terms { get; } = new(db);

        public BulkInsert<Payout> Payouts { get; } = new(db);

        public void Dispose()
        {
            Organisations.Dispose();
            Workspaces.Dispose();
            Accounts.Dispose();
            Payments.Dispose();
            Refunds.Dispose();
            Deals.Dispose();
            Terms.Dispose();
            Payouts.Dispose();
        }
    }
}

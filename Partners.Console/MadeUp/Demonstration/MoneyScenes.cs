using System.Globalization;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// What a newcomer to the ledger has to have seen: money that went back, a client who pays by invoice, payments of which nobody knows
/// whose they are, a slip that was corrected, and what earns nothing, for each reason.
/// </summary>
internal static class MoneyScenes
{
    private const int VatPercent = 21;
    private const string Slip = "Another municipality paid this: its treasurer sent the proof of payment";

    /// <summary>A refund, a chargeback that stands, and each payment that earns nothing are on its deal.</summary>
    public const string HasSeenAll = "Gemeente Zandwijk";

    /// <summary>Its bank took a payment back, and gave it again.</summary>
    public const string GaveAgain = "Bibliotheek Kadezicht";

    public const string PaysByInvoice = "Gemeente Heerenkamp";

    private const string PaysOn = "Stichting Open Huis";

    /// <summary>A payment by link was taken for its, in a month that is closed by now.</summary>
    private const string DidNotPay = "Gemeente Oosterveen";

    public static void Make(Scene scene)
    {
        TakeBack(scene, HasSeenAll, reversed: false);
        TakeBack(scene, GaveAgain, reversed: true);
        EarnNothing(scene);
        Invoice(scene);
        Link(scene, "first", daysAgo: 12, net: 250_00);
        Link(scene, "second", daysAgo: 4, net: 75_00);
        BindByMistake(scene);
    }

    /// <summary>Corrects the slip after months were closed on it. Returns the deals to post again.</summary>
    public static async Task<IReadOnlyList<Deal>> CorrectAsync(PartnersDb db, Scene scene, CancellationToken cancel)
    {
        var ((wrong, wrongWorkspace), (right, rightWorkspace)) = (AccountOf(scene, DidNotPay), AccountOf(scene, HasSeenAll));
        var (dice, id) = (Dice.For(Slip), scene.BoundByMistake!);
        var payment = (await db.Payments.FindAsync([id], cancel))!;
        var at = scene.DaysAgo(5, dice);
        var reason = Slip;
        db.FormerBindings.Add(scene.Known(new FormerBinding(payment, right.Id, reason, CastPartners.Femke, at), id));
        payment.BindAnew(right.Id, rightWorkspace.Id);
        await db.SaveChangesAsync(cancel);
        var facts = FactsOf(payment);
        scene.Past.Add(new(
            CastPartners.Femke,
            at,
            AuditActions.PaymentUnbound,
            wrong.Subject(wrongWorkspace),
            facts,
            new { BelongsTo = right.Label },
            reason));
        scene.Past.Add(new(
            CastPartners.Femke,
            at,
            AuditActions.PaymentBound,
            right.Subject(rightWorkspace),
            new { BoundTo = wrong.Label },
            facts,
            reason));
        return [.. scene.Deals.Where(deal => deal.WorkspaceId == wrongWorkspace.Id || deal.WorkspaceId == rightWorkspace.Id)];
    }

    private static void TakeBack(Scene scene, string client, bool reversed)
    {
        var (account, _) = AccountOf(scene, client);
        var payment = PaidBy(scene, account).First(payment => !scene.Refunds.Exists(refund => refund.PaymentId == payment.Id));
        var (at, code) = (payment.PaidAt!.Value.AddDays(9), Dice.For($"{client}/chargeback").Code(10));
        scene.Chargebacks.Add(new($"chb_{code}", payment.Id, payment.Amount, at, reversed ? at.AddDays(6) : null));
    }

    private static void EarnNothing(Scene scene)
    {
        var (account, workspace) = AccountOf(scene, HasSeenAll);
        var dice = Dice.For($"{HasSeenAll}/nothing");
        var deal = scene.Deals.Single(deal => deal.WorkspaceId == workspace.Id);
        var paid = PaidBy(scene, account).ToList();
        var (usual, customer) = (paid[0], account.MollieCustomerId!);
        Add("paid", deal.StartsOn.AddDays(-4));
        Add("open", scene.Today.AddDays(-2));
        scene.Refunds.Add(new(
            $"re_{dice.Code(10)}",
            paid.First(payment => !scene.Chargebacks.Exists(back => back.PaymentId == payment.Id)).Id,
            "pending",
            usual.Amount.Share(1, 4),
            scene.DaysAgo(3, dice)));
        Refuse("49.00 EUR", 40, id => $"The payment {id} is a test (mode test); only live payments are taken.");
        Refuse("95.00 USD", 33, id => $"The payment {id} is in “USD”; only EUR is taken.");

        // A client goes on paying after its deal was ended.
        var (other, _) = AccountOf(scene, PaysOn);
        var last = PaidBy(scene, other).First();
        var on = scene.DaysAgo(6, dice);
        scene.Payments.Add(
            new Payment($"tr_{dice.Code(10)}", other.MollieCustomerId!, Payment.Paid, last.Amount, last.Vat, on, on).Of(other));

        void Add(string status, DateOnly day)
        {
            var at = day.StartInAmsterdam().AddMinutes(dice.Between(9 * 60, 11 * 60));
            scene.Payments.Add(new Payment(
                $"tr_{dice.Code(10)}",
                customer,
                status,
                usual.Amount,
                usual.Vat,
                at,
                status == Payment.Paid ? at : null).Of(account));
        }

        void Refuse(string amount, int daysAgo, Func<string, string> why)
        {
            var refused = new RefusedPayment($"tr_{dice.Code(10)}");
            var day = scene.Today.AddDays(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            refused.Say(account.Id, workspace.Id, amount, day, why(refused.Id));
            scene.Refused.Add(refused);
        }
    }

    /// <summary>Three quarters, of which one was billed too high.</summary>
    private static void Invoice(Scene scene)
    {
        var (account, workspace) = AccountOf(scene, PaysByInvoice);
        var deal = scene.Deals.Single(deal => deal.WorkspaceId == workspace.Id);
        var name = $"{scene.Organisations.Single(partner => partner.Id == deal.PartnerId).Name} – {workspace.DataOwnerName}";
        var seats = scene.Seats.Count(seat => seat.WorkspaceId == workspace.Id && seat.Role != WorkspaceRole.Observer);
        var net = (Pricing.AMonth(account.Tier, account.BillingPeriod, seats, account.Discount) ?? Money.Zero) * 3;
        Record(117, net, daysAgo: 215, of: null);
        Record(164, net, daysAgo: 122, of: null);
        Record(171, net.Share(1, 3), daysAgo: 101, of: 164);
        Record(238, net.Share(2, 3), daysAgo: 31, of: null);

        void Record(int number, Money amount, int daysAgo, int? of)
        {
            var (day, at) = (scene.Today.AddDays(-daysAgo), scene.DaysAgo(daysAgo - 2, Dice.For($"{PaysByInvoice}/{number}")));
            var invoice = scene.Known(
                new PaidInvoice(
                    account.Id,
                    workspace.Id,
                    Number(number),
                    amount,
                    amount.Share(VatPercent, 100),
                    day,
                    of is { } credited ? Number(credited) : null,
                    CastPartners.Joris,
                    at),
                $"{PaysByInvoice}/{number}");
            scene.Invoices.Add(invoice);
            scene.Past.Add(new(
                CastPartners.Joris,
                at,
                AuditActions.InvoiceRecorded,
                deal.Subject(name),
                null,
                ClientPayments.Facts(invoice),
                invoice.Number));
            deal.RaiseVersion();
        }

        static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"DF-{number:D4}");
    }

    private static Payment Link(Scene scene, string which, int daysAgo, long net)
    {
        var dice = Dice.For($"link/{which}");
        var (at, vat) = (scene.DaysAgo(daysAgo, dice), new Money(net).Share(VatPercent, 100));
        var payment = new Payment($"tr_{dice.Code(10)}", string.Empty, Payment.Paid, new Money(net) + vat, vat, at, at);
        scene.Payments.Add(payment);
        return payment;
    }

    /// <summary>In a month that is closed by now.</summary>
    private static void BindByMistake(Scene scene)
    {
        var (account, workspace) = AccountOf(scene, DidNotPay);
        var day = new DateOnly(scene.Today.Year, scene.Today.Month, 1).AddMonths(-3).AddDays(17);
        var payment = Link(scene, "slip", scene.Today.DayNumber - day.DayNumber, net: 60_00);
        payment.Bind(account.Id, workspace.Id, PaymentBinding.Person);
        scene.BoundByMistake = payment.Id;
        scene.Past.Add(new(
            CastPartners.Joris,
            payment.PaidAt!.Value.AddDays(6),
            AuditActions.PaymentBound,
            account.Subject(workspace),
            null,
            FactsOf(payment),
            "By the bank’s statement of that week"));
    }

    private static object FactsOf(Payment payment) =>
        new { Payment = payment.Id, payment.Amount, payment.Status, PaidOn = payment.PaidAt?.DayInAmsterdam() };

    /// <summary>Newest first, of those that counted and are old enough for something to go back.</summary>
    private static IEnumerable<Payment> PaidBy(Scene scene, BillingAccount account) => scene.Payments
        .Where(payment => payment.BillingAccountId == account.Id && payment.IsPaid && payment.PaidAt < scene.Now.AddDays(-16))
        .OrderByDescending(payment => payment.PaidAt);

    private static (BillingAccount Account, Workspace Workspace) AccountOf(Scene scene, string client)
    {
        var workspace = scene.Workspaces.Single(workspace => workspace.DataOwnerName == client);
        return (scene.Accounts.Single(account => account.Id == workspace.BillingAccountId), workspace);
    }
}

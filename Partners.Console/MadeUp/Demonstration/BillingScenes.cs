using Partners.Core.Billing;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Makes the billing accounts, and what was paid and refunded on them over the past year.</summary>
internal static class BillingScenes
{
    private const int VatPercent = 21;
    private const int DaysOfTrial = 90;

    /// <summary>The account of an organisation for all its internal workspaces.</summary>
    public static void Pool(Scene scene, Team team, Tier tier, BillingPeriod period, Dice dice)
    {
        var pays = Pricing.OfSeat(tier, period) > Money.Zero;
        var mode = !pays ? PaymentMode.None : dice.Chance(85) ? PaymentMode.Mollie : PaymentMode.Offline;
        Percentage? discount = pays && dice.Chance(20) ? new Percentage(1_000) : null;
        var account = Account(
            scene,
            team.AccountId,
            team.Organisation.Id,
            null,
            team.Organisation.Name,
            team.Domain,
            tier,
            mode,
            period,
            discount,
            team.Organisation.CreatedAt,
            team.Organisation.DeletedAt,
            dice);
        Pay(scene, account, team.People.Count, vat: true, dice);
    }

    /// <summary>The account of an external-client workspace for itself.</summary>
    public static void Own(Scene scene, CastClient cast, Workspace workspace, string key, Dice dice)
    {
        Percentage? discount = cast.Discount is { } percent && Percentage.TryFromPercent(percent, out var agreed) ? agreed : null;
        var account = Account(
            scene,
            workspace.BillingAccountId!.Value,
            null,
            workspace.Id,
            cast.DataOwner,
            cast.Domain,
            cast.Tier,
            cast.Mode,
            cast.Period,
            discount,
            workspace.CreatedAt,
            workspace.DeletedAt,
            dice);
        Pay(
            scene,
            account,
            scene.Seats.Count(seat => seat.WorkspaceId == workspace.Id && seat.Role != WorkspaceRole.Observer),
            cast.Vat,
            dice);
    }

    private static BillingAccount Account(
        Scene scene,
        Guid id,
        Guid? organisationId,
        Guid? workspaceId,
        string name,
        string domain,
        Tier tier,
        PaymentMode mode,
        BillingPeriod period,
        Percentage? discount,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        Dice dice)
    {
        var invoiced = mode != PaymentMode.None;
        var account = new BillingAccount(id, new(
            organisationId,
            workspaceId,
            name,
            tier,
            mode,
            period,
            discount,
            discount is null ? null : "staff_discount",
            mode == PaymentMode.Mollie ? $"cst_{dice.Code(10)}" : null,
            invoiced ? name : null,
            invoiced ? $"{dice.Pick(s_streets)} {dice.Between(1, 180)}" : null,
            invoiced ? $"{dice.Between(1_000, 9_999)} {(char)('A' + dice.Below(26))}{(char)('A' + dice.Below(26))}" : null,
            invoiced ? dice.Pick(s_towns) : null,
            invoiced ? "NL" : null,
            invoiced && !domain.StartsWith("stichting", StringComparison.Ordinal) ? $"NL{dice.Between(100_000_000, 999_999_999)}B01" : null,
            createdAt,
            deletedAt)
        {
            Status = StatusOf(mode, scene.Accounts.Count),
            TierExpiresAt = tier == Tier.Pilot ? createdAt.AddDays(DaysOfTrial) : null,
        });
        scene.Accounts.Add(account);
        return account;
    }

    /// <summary>Most who pay are up to date. Now and then one is late, or has cancelled.</summary>
    private static AccountStatus StatusOf(PaymentMode mode, int number) =>
        mode == PaymentMode.None ? AccountStatus.None
        : number % 17 == 9 ? AccountStatus.PastDue
        : number % 23 == 11 ? AccountStatus.Cancelled
        : AccountStatus.Active;

    private static readonly string[] s_streets = ["Raadhuisplein", "Kerkstraat", "Stationsweg", "Havenkade", "Molenlaan", "Postbus"];

    private static readonly string[] s_towns = ["Vlierdam", "Oosterveen", "Rijnhove", "Kerkhaven", "Klaverdam", "Zandwijk"];

    /// <summary>Every month where it is billed monthly, else once a year; the past year at most, and never after it ended.</summary>
    private static void Pay(Scene scene, BillingAccount account, int seats, bool vat, Dice dice)
    {
        if (account.MollieCustomerId is not { } customer || seats == 0)
        {
            return;
        }

        var monthly = account.BillingPeriod == BillingPeriod.Monthly;
        var day = dice.Between(1, 28);
        var net = Price(account, seats);
        for (var month = 12; month >= 1; month -= monthly ? 1 : 12)
        {
            var first = new DateOnly(scene.Today.Year, scene.Today.Month, 1).AddMonths(-month);
            var on = first.AddDays(day - 1);
            var at = on.StartInAmsterdam().AddMinutes(dice.Between(9 * 60, 11 * 60));
            if (!monthly && account.CreatedAt > at)
            {
                at = account.CreatedAt.AddMinutes(5);
            }

            if (at >= account.CreatedAt && (account.DeletedAt is not { } end || at < end))
            {
                Charge(scene, account, customer, net, vat, at, dice);
            }
        }
    }

    /// <summary>A month, or a year; the tiers of earlier years are not charged.</summary>
    private static Money Price(BillingAccount account, int seats) =>
        (Pricing.AMonth(account.Tier, account.BillingPeriod, seats, account.Discount) ?? Money.Zero)
        * (account.BillingPeriod == BillingPeriod.Monthly ? 1 : 12);

    /// <summary>As an import binds it.</summary>
    internal static Payment Of(this Payment payment, BillingAccount account)
    {
        payment.Bind(account.Id, account.WorkspaceId, PaymentBinding.Customer);
        return payment;
    }

    /// <summary>Now and then a charge fails first and is paid three days later, and now and then part or all of it goes back.</summary>
    private static void Charge(
        Scene scene,
        BillingAccount account,
        string customer,
        Money net,
        bool vat,
        DateTimeOffset at,
        Dice dice)
    {
        if (net == Money.Zero)
        {
            return;
        }

        var tax = vat ? net.Share(VatPercent, 100) : Money.Zero;
        if (dice.Chance(6))
        {
            scene.Payments.Add(
                new Payment(
                    $"tr_{dice.Code(10)}",
                    customer,
                    dice.Pick(["failed", "expired", "canceled"]),
                    net + tax,
                    tax,
                    at,
                    paidAt: null).Of(account));
            at = at.AddDays(3) < scene.Now ? at.AddDays(3) : at.AddMinutes(20);
        }

        var payment = new Payment($"tr_{dice.Code(10)}", customer, Payment.Paid, net + tax, tax, at, at).Of(account);
        scene.Payments.Add(payment);
        if (dice.Chance(7))
        {
            var back = dice.Chance(50) ? payment.Amount : payment.Amount.Share(1, 3);
            var refundedAt = at.AddDays(dice.Between(2, 20));
            scene.Refunds.Add(new(
                $"re_{dice.Code(10)}",
                payment.Id,
                dice.Chance(85) ? Refund.Refunded : "pending",
                back,
                refundedAt < scene.Now ? refundedAt : at.AddMinutes(30)));
        }
    }
}

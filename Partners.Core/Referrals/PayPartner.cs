using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="Amount">In euros, as typed.</param>
/// <param name="SharesSeen">How the person saw it shared out before they saved.</param>
public sealed record PayPartner(
    Guid RequestId,
    Guid PartnerId,
    string? Amount,
    DateOnly? PaidOn,
    string? Reference,
    IReadOnlyList<SeenShare> SharesSeen);

public sealed record SeenShare(Guid DealId, Money Share);

/// <summary>One deal's part of a payout.</summary>
/// <param name="Owed">Before it.</param>
/// <param name="Share">Zero if the amount does not reach it.</param>
/// <param name="Since">The day of its oldest debt.</param>
public sealed record PayoutShare(Guid DealId, string Client, Money Owed, Money Share, DateOnly Since);

/// <summary>What a payout would come to.</summary>
/// <param name="ToPay">On all the partner's deals that are no credits.</param>
/// <param name="Credit">What was paid too much on others; it stays as it is.</param>
/// <param name="Shares">Of all deals on which something is owed, oldest debt first.</param>
public sealed record PayoutPlan(Guid PartnerId, string Partner, Money ToPay, Money Credit, Money Amount, IReadOnlyList<PayoutShare> Shares);

/// <param name="Deals">How many deals it was shared out to.</param>
/// <param name="ToPay">What is left to pay on all the partner's deals.</param>
public sealed record PartnerPaid(Guid PartnerId, string Partner, Money Amount, int Deals, Money ToPay);

public sealed record MoreThanIsToPay(Money ToPay)
    : Refusal(
        ToPay > Money.Zero
            ? $"Only {ToPay} is due on this partner’s deals. To pay in advance, record it on one deal."
            : "Nothing is due on this partner’s deals. To pay in advance, record it on one deal.",
        nameof(PayPartner.Amount));

public sealed record PaidBeforeDealStarts(DateOnly StartsOn)
    : Refusal($"This day is before a deal’s start, {Days.InWords(StartsOn)}. Enter a day from then on.", nameof(PayPartner.PaidOn));

public sealed record SharesHaveChanged()
    : Refusal("What is owed changed meanwhile, so the amount would be shared out differently. Check the shares again before you save.");

public sealed partial class Payouts
{
    /// <summary>How an amount would be shared out; null if there is no such partner.</summary>
    /// <param name="amount">Null for all that is to pay.</param>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PayoutPlan?> PlanAsync(Staff who, Guid partnerId, Money? amount, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return (await PlanAsync(db, partnerId, amount, cancel))?.Plan;
    }

    /// <summary>
    /// Records one payout across a partner's deals, oldest debt first: a payout and an audit entry for each deal that gets a share, in one
    /// save (docs/product.md L42). Refused above what is to pay, for a day in the future, in a closed month or before the start of a deal
    /// that gets a share, and if it would be shared out otherwise than the person saw.
    /// </summary>
    public Task<Outcome<PartnerPaid>> PayPartnerAsync(Staff who, PayPartner command, CancellationToken cancel) =>
        changes.RunAsync<PartnerPaid>(who, Permission.EditLedger, command.RequestId, nameof(PayPartner), async (change, token) =>
        {
            var problem = TypedAmount.ReadEuros(command.Amount, out var typed);
            var amount = typed ?? Money.Zero;
            if (await PlanAsync(change.Db, command.PartnerId, amount, token) is not var (plan, deals))
            {
                return new NoSuchPartner();
            }

            var reference = command.Reference?.Trim() ?? string.Empty;
            var paid = plan.Shares.Where(share => share.Share > Money.Zero).ToList();
            var closedThrough = await DealChanges.ClosedThroughAsync(change.Db, command.PartnerId, token);
            var latestStart = deals.Where(deal => paid.Exists(share => share.DealId == deal.Id)).Max(deal => (DateOnly?)deal.StartsOn);
            Refusal?[] refused =
            [
                problem is not null ? new TypedWrongly(problem, nameof(command.Amount))
                    : amount <= Money.Zero ? new PayoutAmountMissing()
                    : amount > plan.ToPay ? new MoreThanIsToPay(plan.ToPay)
                    : null,
                command.PaidOn is not { } day ? new PaidOnMissing()
                    : day > change.Today ? new PaidInTheFuture()
                    : day < latestStart ? new PaidBeforeDealStarts(latestStart.Value)
                    : DealRules.RefuseClosed("The day of the payout", day, closedThrough, nameof(command.PaidOn)),
                reference.Length == 0 ? new PayoutReferenceMissing() : null,
                reference.Length > DealRules.LongestReference
                    ? new TooLong("The reference", DealRules.LongestReference, nameof(command.Reference))
                    : null,
            ];
            if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<PartnerPaid>.Refused(refusals);
            }

            var seen = command.SharesSeen
                .Where(share => share.Share > Money.Zero)
                .ToDictionary(share => share.DealId, share => share.Share);
            if (seen.Count != paid.Count || paid.Exists(share => seen.GetValueOrDefault(share.DealId) != share.Share))
            {
                return new SharesHaveChanged();
            }

            var names = await DealChanges.NamesAsync(change.Db, deals, token);
            foreach (var share in paid)
            {
                var deal = deals.Single(deal => deal.Id == share.DealId);
                var payout = Payout.Of(deal.Id, share.Share, command.PaidOn!.Value, reference, advanceReason: null, who, change.At);
                await SaveAsync(change, deal, names[deal.Id], payout, AuditActions.PayoutRecorded, reference, token);
            }

            return new PartnerPaid(command.PartnerId, plan.Partner, amount, paid.Count, plan.ToPay - amount);
        }, cancel);

    private static async Task<(PayoutPlan Plan, IReadOnlyList<Deal> Deals)?> PlanAsync(
        PartnersDb db,
        Guid partnerId,
        Money? amount,
        CancellationToken cancel)
    {
        if (await db.Organisations.Where(found => found.Id == partnerId).Select(found => found.Name).SingleOrDefaultAsync(cancel)
            is not { } partner)
        {
            return null;
        }

        var balances = await db.DealSummaries.AsNoTracking()
            .Where(summary => summary.PartnerId == partnerId)
            .Select(summary => new { summary.DealId, summary.PaidOut, summary.Owed })
            .ToDictionaryAsync(summary => summary.DealId, cancel);
        var owed = balances.Values.Where(balance => balance.Owed > Money.Zero).Select(balance => balance.DealId).ToList();
        var deals = await db.Deals.Include(deal => deal.Terms)
            .Where(deal => owed.Contains(deal.Id))
            .OrderBy(deal => deal.StartsOn)
            .ThenBy(deal => deal.Id)
            .ToListAsync(cancel);
        var lines = (await db.LedgerLines.AsNoTracking()
            .Where(line => owed.Contains(line.DealId))
            .OrderBy(line => line.Position)
            .Select(line => new { line.DealId, line.On, line.Contribution })
            .ToListAsync(cancel)).ToLookup(line => line.DealId, line => (line.On, line.Contribution));
        var debts = deals.ConvertAll(deal => new DealDebt(deal.Id, [.. lines[deal.Id]], balances[deal.Id].PaidOut));
        var toPay = Money.Sum(owed.Select(deal => balances[deal].Owed));
        var shares = PayoutShares.Of(debts, amount ?? toPay);
        var clients = await db.Workspaces.AsNoTracking()
            .Join(db.Deals.Where(deal => owed.Contains(deal.Id)), workspace => workspace.Id, deal => deal.WorkspaceId, (workspace, deal) =>
                new { deal.Id, Name = workspace.DataOwnerName ?? workspace.Name })
            .ToDictionaryAsync(client => client.Id, client => client.Name, cancel);
        return (
            new(
                partnerId,
                partner,
                toPay,
                -Money.Sum(balances.Values.Select(balance => Money.Min(balance.Owed, Money.Zero))),
                amount ?? toPay,
                [
                    .. debts.Select(debt => (Debt: debt, Since: debt.Unpaid()[0].On))
                        .OrderBy(debt => debt.Since)
                        .Select(debt => new PayoutShare(
                            debt.Debt.DealId,
                            clients.GetValueOrDefault(debt.Debt.DealId)
                                ?? deals.Single(deal => deal.Id == debt.Debt.DealId).ClientName
                                ?? string.Empty,
                            balances[debt.Debt.DealId].Owed,
                            shares.GetValueOrDefault(debt.Debt.DealId),
                            debt.Since)),
                ]),
            deals);
    }
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page the person acted on.</param>
/// <param name="HoldsFrom">The day from which the platform's terms hold here; unused if the platform only deleted its row.</param>
public sealed record TakePlatformTerms(
    Guid RequestId,
    Guid DealId,
    int VersionSeen,
    DateOnly? HoldsFrom,
    string? AgreementReference,
    string? Reason);

public sealed record NothingDiffers() : Refusal("The platform has the same terms. There is nothing to decide.");

public sealed record StartTakesAway(Money Earned, DateOnly Day)
    : Refusal(
        $"{Earned} was earned before {Days.InWords(Day)}. Taking the platform’s start would take that away. Keep ours, or end this deal.");

public sealed record StartInClosedMonth(DateOnly Day, Month ClosedThrough)
    : Refusal(
        $"The platform’s start, {Days.InWords(Day)}, is in a closed month: this partner’s months are closed up to "
            + $"{ClosedThrough}. Keep ours.");

public sealed record MovesFromLaterDay(DateOnly StartsOn)
    : Refusal(
        $"Something was earned or paid on this deal already. It can move from a day after its start, {Days.InWords(StartsOn)}.",
        nameof(TakePlatformTerms.HoldsFrom));

public sealed partial class ReferralLedger
{
    /// <summary>
    /// Takes what the platform has otherwise as an amendment from a day (docs/product.md L40): percentages, cap and expiry as new terms, a
    /// start only where it takes no cent away, another client or partner by ending this deal the day before and going on in a new one. A
    /// deletion is taken as the end that it is. Refused without an agreement reference and a reason, as an amendment is.
    /// </summary>
    public Task<Outcome<DealChanged>> TakePlatformTermsAsync(Staff who, TakePlatformTerms command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(
            who,
            command.RequestId,
            nameof(TakePlatformTerms),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var (deal, name, closedThrough) = found;
                if (await OpenTermsAsync(change.Db, deal, token) is not { } terms)
                {
                    return new NothingDiffers();
                }

                var (open, said, reason) = (terms.Open, terms.Values, command.Reason?.Trim() ?? string.Empty);
                if (open.HasFlag(TermFields.Deletion))
                {
                    if (Reasons.Refuse(command.Reason) is { } missing)
                    {
                        return missing;
                    }

                    var facts = deal.Facts();
                    terms.Close();
                    change.Edit(deal, AuditActions.PlatformTermsTaken, name, facts, reason);
                    return await PostedAsync(change, deal, name, token);
                }

                if (DealRules.RefuseOver(deal.VoidedAt is not null, deal.EndedOn) is { } over)
                {
                    return over;
                }

                var reference = command.AgreementReference?.Trim() ?? string.Empty;
                var moves = (open & (TermFields.Partner | TermFields.Workspace)) != TermFields.None && !IsFirstWorkspace(deal, said, open);
                var earnedBefore = await EarnedBeforeAsync(change.Db, deal, said.StartsOn, token);
                var isUsed = moves && await IsUsedAsync(change.Db, deal, token);
                var expiry = open.HasFlag(TermFields.Expiry) ? said.ExpiresOn : deal.LatestTerms.ExpiresOn;
                Refusal?[] refused =
                [
                    reference.Length == 0 ? new DealReferenceMissing() : null,
                    reference.Length > DealRules.LongestReference
                        ? new TooLong("The reference", DealRules.LongestReference, nameof(command.AgreementReference))
                        : null,
                    RefuseDay(deal, command.HoldsFrom, expiry, closedThrough),
                    isUsed && command.HoldsFrom <= deal.StartsOn ? new MovesFromLaterDay(deal.StartsOn) : null,
                    open.HasFlag(TermFields.Start) && !isUsed ? RefuseStart(deal, said.StartsOn, earnedBefore, closedThrough) : null,
                    Reasons.Refuse(command.Reason),
                ];
                if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<DealChanged>.Refused(refusals);
                }

                await ForgetWaitingAsync(change, deal, name, open, token);
                var before = TermFacts.Of(deal, open);
                var holdsFrom = command.HoldsFrom!.Value;
                if (isUsed)
                {
                    return await ContinueElsewhereAsync(change, deal, name, terms, holdsFrom, reference, reason, token);
                }

                if ((open & (TermFields.Partner | TermFields.Workspace)) != TermFields.None)
                {
                    deal.MoveTo(
                        open.HasFlag(TermFields.Partner) ? said.PartnerId : deal.PartnerId,
                        open.HasFlag(TermFields.Workspace) ? said.WorkspaceId : deal.WorkspaceId);
                    name = await DealChanges.NameAsync(change.Db, deal, token);
                }

                if (open.HasFlag(TermFields.Start))
                {
                    deal.StartOn(said.StartsOn);
                }

                AgreeTo(deal, said, open, holdsFrom, reference, reason, who, change.At);
                if (await RefuseOverlapAsync(change.Db, deal, name, token) is { } overlap)
                {
                    return overlap;
                }

                terms.Close();
                change.Edit(deal, AuditActions.PlatformTermsTaken, name, before, reason, TermFacts.Taken(deal, open));
                return await PostedAsync(change, deal, name, token);
            },
            cancel);

    private static async Task<PlatformTerms?> OpenTermsAsync(PartnersDb db, Deal deal, CancellationToken cancel)
    {
        var terms = await db.PlatformTerms.SingleOrDefaultAsync(terms => terms.DealId == deal.Id, cancel);
        terms?.Compare(deal);
        return terms is { Open: not TermFields.None } ? terms : null;
    }

    /// <summary>The client's first workspace, which only links the deal.</summary>
    private static bool IsFirstWorkspace(Deal deal, PlatformValues said, TermFields open) =>
        !open.HasFlag(TermFields.Partner) && deal.WorkspaceId is null && said.WorkspaceId is not null;

    private static async Task<bool> IsUsedAsync(PartnersDb db, Deal deal, CancellationToken cancel) =>
        await db.LedgerLines.AnyAsync(line => line.DealId == deal.Id && line.Contribution != Money.Zero, cancel)
        || await db.Payouts.AnyAsync(payout => payout.DealId == deal.Id, cancel);

    private static async Task<Money> EarnedBeforeAsync(PartnersDb db, Deal deal, DateOnly day, CancellationToken cancel) =>
        Money.Sum(await db.LedgerLines.Where(line => line.DealId == deal.Id && line.On < day)
            .Select(line => line.Contribution)
            .ToListAsync(cancel));

    private static Refusal? RefuseStart(Deal deal, DateOnly day, Money earnedBefore, Month? closedThrough) =>
        day > deal.StartsOn && earnedBefore != Money.Zero ? new StartTakesAway(earnedBefore, day)
        : day < deal.StartsOn && closedThrough is { } closed && Month.Of(day) <= closed ? new StartInClosedMonth(day, closed)
        : null;

    private static void AgreeTo(
        Deal deal,
        PlatformValues said,
        TermFields open,
        DateOnly holdsFrom,
        string reference,
        string reason,
        Staff who,
        DateTimeOffset at)
    {
        var ours = deal.LatestTerms;
        deal.Agree(
            holdsFrom < deal.StartsOn ? deal.StartsOn : holdsFrom,
            open.HasFlag(TermFields.Kickback) ? said.Kickback : ours.Kickback,
            open.HasFlag(TermFields.Discount) ? said.Discount : ours.Discount,
            open.HasFlag(TermFields.Cap) ? said.Cap : ours.Cap,
            open.HasFlag(TermFields.Expiry) ? said.ExpiresOn : ours.ExpiresOn,
            reference,
            reason,
            who,
            at);
    }

    /// <summary>Ends the deal the day before, and goes on in another with the platform's number. What was earned stays.</summary>
    private async Task<Outcome<DealChanged>> ContinueElsewhereAsync(
        Change change,
        Deal deal,
        string name,
        PlatformTerms terms,
        DateOnly from,
        string reference,
        string reason,
        CancellationToken cancel)
    {
        var (said, open, ours, number) = (terms.Values, terms.Open, deal.LatestTerms, deal.PlatformId);
        var next = new Deal(
            Guid.CreateVersion7(change.At),
            number,
            open.HasFlag(TermFields.Partner) ? said.PartnerId : deal.PartnerId,
            open.HasFlag(TermFields.Workspace) ? said.WorkspaceId : deal.WorkspaceId,
            clientName: null,
            from,
            deal.Notes,
            change.At);
        next.Agree(
            from,
            open.HasFlag(TermFields.Kickback) ? said.Kickback : ours.Kickback,
            open.HasFlag(TermFields.Discount) ? said.Discount : ours.Discount,
            open.HasFlag(TermFields.Cap) ? said.Cap : ours.Cap,
            open.HasFlag(TermFields.Expiry) ? said.ExpiresOn : ours.ExpiresOn,
            reference,
            reason: null,
            change.Who,
            change.At);
        var nextName = await DealChanges.NameAsync(change.Db, next, cancel);
        if (await RefuseOverlapAsync(change.Db, next, nextName, cancel) is { } overlap)
        {
            return overlap;
        }

        var before = deal.Facts();
        deal.End(from.Plus(-1));
        deal.GiveUpNumber();
        change.Db.PlatformTerms.Remove(terms);
        change.Edit(deal, AuditActions.PlatformTermsTaken, name, before, reason);
        await posting.PostAsync(change, deal, cancel);

        // The number is unique, and goes from one row to the other.
        await change.Db.SaveChangesAsync(cancel);
        change.Db.Deals.Add(next);
        change.Db.PlatformTerms.Add(new(next.Id, said, change.At));
        change.Record(AuditActions.DealAdded, next.Subject(nextName, isNew: true), before: null, next.Facts(), reason);
        return await PostedAsync(change, next, nextName, cancel);
    }

    /// <summary>What waited for the platform in these fields is no longer meant.</summary>
    private static async Task ForgetWaitingAsync(Change change, Deal deal, string name, TermFields open, CancellationToken cancel)
    {
        var (item, fields) = (deal.Item(name), TermFacts.PlatformFieldsOf(open));
        var waiting = await change.Db.PlatformChanges
            .Open()
            .Where(found => found.Collection == item.Collection && found.Item == item.Id && fields.Contains(found.Field))
            .ToListAsync(cancel);
        waiting.ForEach(found => found.Supersede(change.At));
    }
}

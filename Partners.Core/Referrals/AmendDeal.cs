using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="VersionSeen">The deal's version on the page the person acted on.</param>
/// <param name="WorkspaceId">The client's workspace, for a deal recorded before there was one; otherwise the deal's current value.</param>
/// <param name="HoldsFrom">The day the new terms take effect; earlier earnings keep the old ones.</param>
public sealed record AmendDeal(
    Guid RequestId,
    Guid DealId,
    int VersionSeen,
    Guid? WorkspaceId,
    DealForm Form,
    DateOnly? HoldsFrom,
    string? Reason);

public sealed record NothingAmended() : Refusal("These are the current terms. Nothing changed.");

public sealed record DealHasWorkspace()
    : Refusal("This deal has its client's workspace. For another one, add another deal.", nameof(AddDeal.WorkspaceId));

public sealed record HoldsFromMissing() : Refusal("Enter the day the new terms start.", nameof(AmendDeal.HoldsFrom));

public sealed record HoldsBeforeStart(DateOnly StartsOn)
    : Refusal($"New terms cannot start before the deal does, on {Days.InWords(StartsOn)}.", nameof(AmendDeal.HoldsFrom));

public sealed record HoldsBeforeLatestTerms(DateOnly Day)
    : Refusal(
        $"There are terms from {Days.InWords(Day)}. New terms can start on that day or later.",
        nameof(AmendDeal.HoldsFrom));

public sealed record ExpiresBeforeTermsHold()
    : Refusal("The new terms would expire before they start. To stop the deal, end it.", nameof(DealForm.ExpiresOn));

public sealed partial class ReferralLedger
{
    /// <summary>
    /// Sets new terms from a day on, other notes, or the client's new workspace. Refused for a day in a closed month or before the deal's
    /// start or its latest terms, and for a deal that is void or ended.
    /// </summary>
    public Task<Outcome<DealChanged>> AmendAsync(Staff who, AmendDeal command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(
            who,
            command.RequestId,
            nameof(AmendDeal),
            command.DealId,
            command.VersionSeen,
            async (change, found, token) =>
            {
                var (deal, name, closedThrough) = found;
                if (DealRules.RefuseOver(deal.VoidedAt is not null, deal.EndedOn) is { } over)
                {
                    return over;
                }

                var read = DealRules.Read(command.Form, deal.StartsOn);
                var linked = command.WorkspaceId is not null && command.WorkspaceId != deal.WorkspaceId;
                Refusal?[] refused =
                [
                    linked ? await RefuseLinkAsync(change.Db, deal, command.WorkspaceId!.Value, token) : null,
                    .. read.Refusals,
                    RefuseDay(deal, command.HoldsFrom, command.Form.ExpiresOn, closedThrough),
                    Reasons.Refuse(command.Reason),
                ];
                if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
                {
                    return Outcome<DealChanged>.Refused(refusals);
                }

                var (terms, latest, before, earlierNotes) = (read.Value!, deal.LatestTerms, deal.Facts(), deal.Notes);
                var differ = latest.Kickback != terms.Kickback
                    || latest.Discount != terms.Discount
                    || latest.Cap != terms.Cap
                    || latest.ExpiresOn != terms.ExpiresOn;
                var noted = !string.Equals(deal.Notes, terms.Notes, StringComparison.Ordinal);
                if (!differ && !noted && !linked)
                {
                    return new NothingAmended();
                }

                var reason = command.Reason!.Trim();
                deal.Note(terms.Notes);
                if (linked)
                {
                    deal.Link(command.WorkspaceId!.Value);
                }

                if (differ)
                {
                    deal.Agree(
                        command.HoldsFrom!.Value,
                        terms.Kickback,
                        terms.Discount,
                        terms.Cap,
                        terms.ExpiresOn,
                        terms.AgreementReference,
                        reason,
                        who,
                        change.At);
                }

                if ((differ || linked) && await RefuseOverlapAsync(change.Db, deal, name, token) is { } overlap)
                {
                    return overlap;
                }

                change.Edit(deal, AuditActions.DealAmended, name, before, reason);
                var item = deal.Item(name);
                if (deal.PlatformId is null && (linked || await change.IsNotHeldAsync(deal, name, token)))
                {
                    // What the platform could not hold, such as a deal without a workspace, it may hold now: it is told of it as a whole.
                    await change.CarryNewDealAsync(deal, name, reason, token);
                    return await PostedAsync(change, deal, name, token);
                }

                // The platform has no terms for later: it is told on the day on which they begin to hold.
                var holdsFrom = command.HoldsFrom > change.Today ? command.HoldsFrom : null;
                await CarryAsync(PlatformFields.WorkspaceId, null, deal.WorkspaceId, from: null);
                await CarryAsync(PlatformFields.Kickback, PlatformWords.Of(latest.Kickback), PlatformWords.Of(terms.Kickback), holdsFrom);
                await CarryAsync(PlatformFields.Discount, PlatformWords.Of(latest.Discount), PlatformWords.Of(terms.Discount), holdsFrom);
                await CarryAsync(PlatformFields.Cap, PlatformWords.Of(latest.Cap), PlatformWords.Of(terms.Cap), holdsFrom);
                await CarryAsync(
                    PlatformFields.ExpiresAt,
                    PlatformWords.Of(PlatformWords.Midnight(latest.ExpiresOn)),
                    PlatformWords.Of(PlatformWords.Midnight(terms.ExpiresOn)),
                    holdsFrom);
                await CarryAsync(PlatformFields.Notes, earlierNotes, terms.Notes, from: null);
                return await PostedAsync(change, deal, name, token);

                Task CarryAsync(string field, object? was, object? value, DateOnly? from) =>
                    Equals(was, value) || (field == PlatformFields.WorkspaceId && !linked)
                        ? Task.CompletedTask
                        : change.CarryToPlatformAsync(item, field, was, value, reason, token, from);
            },
            cancel);

    private static Refusal? RefuseDay(Deal deal, DateOnly? holdsFrom, DateOnly? expiresOn, Month? closedThrough) =>
        holdsFrom is not { } day ? new HoldsFromMissing()
        : DayOutOfRange.Of(day, nameof(AmendDeal.HoldsFrom)) is { } outside ? outside
        : day < deal.StartsOn ? new HoldsBeforeStart(deal.StartsOn)
        : DealRules.RefuseClosed("The day the terms start", day, closedThrough, nameof(AmendDeal.HoldsFrom)) is { } closed
            ? closed
        : day < deal.LatestTerms.HoldsFrom ? new HoldsBeforeLatestTerms(deal.LatestTerms.HoldsFrom)
        : expiresOn >= deal.StartsOn && expiresOn < day ? new ExpiresBeforeTermsHold()
        : null;

    private static async Task<Refusal?> RefuseLinkAsync(PartnersDb db, Deal deal, Guid workspaceId, CancellationToken cancel) =>
        deal.WorkspaceId is not null ? new DealHasWorkspace()
        : await ClientAsync(db, workspaceId, deal.PartnerId, cancel) is null ? new NotThePartnersClient()
        : null;
}

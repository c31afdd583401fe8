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

                var (terms, latest, before) = (read.Value!, deal.LatestTerms, deal.Facts());
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
                await CarryAsync(PlatformFields.WorkspaceId, linked, deal.WorkspaceId);
                await CarryAsync(PlatformFields.Kickback, latest.Kickback != terms.Kickback, PlatformWords.Of(terms.Kickback));
                await CarryAsync(PlatformFields.Discount, latest.Discount != terms.Discount, PlatformWords.Of(terms.Discount));
                await CarryAsync(PlatformFields.Cap, latest.Cap != terms.Cap, PlatformWords.Of(terms.Cap));
                await CarryAsync(
                    PlatformFields.ExpiresAt,
                    latest.ExpiresOn != terms.ExpiresOn,
                    PlatformWords.Of(PlatformWords.Midnight(terms.ExpiresOn)));
                await CarryAsync(PlatformFields.Notes, noted, terms.Notes);
                return await PostedAsync(change, deal, name, token);

                Task CarryAsync(string field, bool changed, object? value) =>
                    changed ? change.CarryToPlatformAsync(item, field, value, reason, token) : Task.CompletedTask;
            },
            cancel);

    private static Refusal? RefuseDay(Deal deal, DateOnly? holdsFrom, DateOnly? expiresOn, Month? closedThrough) =>
        holdsFrom is not { } day ? new HoldsFromMissing()
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

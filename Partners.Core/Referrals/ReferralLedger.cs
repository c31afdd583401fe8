using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Referrals;

/// <param name="WorkspaceId">The client's workspace; null where none exists yet, and the client is named instead.</param>
public sealed record AddDeal(Guid RequestId, Guid PartnerId, Guid? WorkspaceId, string? ClientName, DealForm Form);

/// <param name="VersionSeen">The deal's version on the page that the person decided from.</param>
/// <param name="WorkspaceId">The client's workspace, where the deal was recorded before there was one; else the one that it has, or null.</param>
/// <param name="HoldsFrom">The day from which the new terms hold; what was earned before keeps the old ones.</param>
public sealed record AmendDeal(Guid RequestId, Guid DealId, int VersionSeen, Guid? WorkspaceId, DealForm Form, DateOnly? HoldsFrom, string? Reason);

/// <param name="LastDay">The last day on which a payment counts.</param>
public sealed record EndDeal(Guid RequestId, Guid DealId, int VersionSeen, DateOnly? LastDay, string? Reason);

public sealed record VoidDeal(Guid RequestId, Guid DealId, int VersionSeen, string? Reason);

/// <summary>What became of a deal.</summary>
/// <param name="Name">Partner – client.</param>
/// <param name="Owed">After it was posted again.</param>
public sealed record DealChanged(Guid DealId, string Name, Money Earned, Money Owed);

/// <summary>
/// The terms of deals (PRODUCT.md, section 3): "if a number looks wrong, check the agreement before editing". Each command saves the
/// deal, its lines, the audit entry and the changes for the platform at once.
/// </summary>
public sealed class ReferralLedger(ChangeRunner changes)
{
    /// <summary>Refused where the partner has a deal for that client whose days meet these.</summary>
    public Task<Outcome<DealChanged>> AddAsync(Staff who, AddDeal command, CancellationToken cancel) =>
        changes.RunAsync<DealChanged>(who, Permission.EditLedger, command.RequestId, nameof(AddDeal), async (change, token) =>
        {
            var partner = await change.Db.Organisations.AsNoTracking().SingleOrDefaultAsync(found => found.Id == command.PartnerId && found.DeletedAt == null && found.IsPartner, token);
            var client = command.WorkspaceId is { } workspaceId ? await ClientAsync(change.Db, workspaceId, command.PartnerId, token) : command.ClientName?.Trim();
            var read = DealRules.Read(command.Form, startsOn: null);
            Refusal?[] found =
            [
                partner is null ? new NoSuchPartner() : null,
                command.WorkspaceId is not null && client is null ? new NotThePartnersClient() : null,
                command.WorkspaceId is null && string.IsNullOrEmpty(client) ? new ClientMissing() : null,
                client?.Length > Organisation.LongestName ? new TooLong("The client's name", Organisation.LongestName, nameof(command.ClientName)) : null,
                .. read.Refusals,
            ];
            if (found.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<DealChanged>.Refused(refusals);
            }

            var terms = read.Value!;
            var deal = new Deal(Guid.CreateVersion7(change.At), platformId: null, command.PartnerId, command.WorkspaceId, command.WorkspaceId is null ? client : null, terms.StartsOn, terms.Notes, change.At);
            deal.Agree(terms.StartsOn, terms.Kickback, terms.Discount, terms.Cap, terms.ExpiresOn, terms.AgreementReference, reason: null, who, change.At);
            if (await RefuseOverlapAsync(change.Db, deal, client!, token) is { } overlap)
            {
                return overlap;
            }

            change.Db.Deals.Add(deal);
            var name = $"{partner!.Name} – {client}";
            change.Record(AuditActions.DealAdded, deal.Subject(name, isNew: true), before: null, deal.Facts(), terms.AgreementReference);
            await change.CarryToPlatformAsync(deal.Item(name), PlatformFields.NewRecord, NewRecord(deal), $"Deal added by agreement {terms.AgreementReference}", token);
            return await PostedAsync(change, deal, name, token);
        }, cancel);

    /// <summary>
    /// New terms from a day on, other notes, or the workspace that the client has by now. Refused into a closed month, before the deal's start or its latest terms, and for a deal that is void
    /// or was ended.
    /// </summary>
    public Task<Outcome<DealChanged>> AmendAsync(Staff who, AmendDeal command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(who, command.RequestId, nameof(AmendDeal), command.DealId, command.VersionSeen, async (change, found, token) =>
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
            var differ = latest.Kickback != terms.Kickback || latest.Discount != terms.Discount || latest.Cap != terms.Cap || latest.ExpiresOn != terms.ExpiresOn;
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
                deal.Agree(command.HoldsFrom!.Value, terms.Kickback, terms.Discount, terms.Cap, terms.ExpiresOn, terms.AgreementReference, reason, who, change.At);
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
            await CarryAsync(PlatformFields.ExpiresAt, latest.ExpiresOn != terms.ExpiresOn, PlatformWords.Of(PlatformWords.Midnight(terms.ExpiresOn)));
            await CarryAsync(PlatformFields.Notes, noted, terms.Notes);
            return await PostedAsync(change, deal, name, token);

            Task CarryAsync(string field, bool changed, object? value) => changed ? change.CarryToPlatformAsync(item, field, value, reason, token) : Task.CompletedTask;
        }, cancel);

    /// <summary>Stops earning after a day. Refused where that would change a closed month.</summary>
    public Task<Outcome<DealChanged>> EndAsync(Staff who, EndDeal command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(who, command.RequestId, nameof(EndDeal), command.DealId, command.VersionSeen, async (change, found, token) =>
        {
            var (deal, name, closedThrough) = found;
            if (DealRules.RefuseOver(deal.VoidedAt is not null, deal.EndedOn) is { } over)
            {
                return over;
            }

            Refusal?[] refused =
            [
                command.LastDay is not { } lastDay ? new LastDayMissing()
                    : lastDay < deal.StartsOn ? new EndsBeforeStart(deal.StartsOn)
                    : lastDay > deal.ExpiresOn ? new EndsAfterExpiry(deal.ExpiresOn.Value)
                    : DealRules.RefuseClosed("The day after the last", lastDay.AddDays(1), closedThrough, nameof(command.LastDay)),
                Reasons.Refuse(command.Reason),
            ];
            if (refused.OfType<Refusal>().ToList() is { Count: > 0 } refusals)
            {
                return Outcome<DealChanged>.Refused(refusals);
            }

            var (before, reason) = (deal.Facts(), command.Reason!.Trim());
            deal.End(command.LastDay!.Value);
            change.Edit(deal, AuditActions.DealEnded, name, before, reason);
            await change.CarryToPlatformAsync(deal.Item(name), PlatformFields.ExpiresAt, PlatformWords.Of(PlatformWords.Midnight(deal.EndedOn)), reason, token);
            return await PostedAsync(change, deal, name, token);
        }, cancel);

    /// <summary>Says that the deal never held. Refused once anything was earned or paid on it.</summary>
    public Task<Outcome<DealChanged>> VoidAsync(Staff who, VoidDeal command, CancellationToken cancel) =>
        changes.OfDealAsync<DealChanged>(who, command.RequestId, nameof(VoidDeal), command.DealId, command.VersionSeen, async (change, found, token) =>
        {
            var (deal, name, _) = found;
            if (deal.VoidedAt is not null)
            {
                return new DealIsVoid();
            }

            if (Reasons.Refuse(command.Reason) is { } refused)
            {
                return refused;
            }

            if (await change.Db.LedgerLines.AnyAsync(line => line.DealId == deal.Id && line.Contribution != Money.Zero, token) || await change.Db.Payouts.AnyAsync(payout => payout.DealId == deal.Id, token))
            {
                var standing = await change.Db.DealStandings.AsNoTracking().SingleAsync(standing => standing.DealId == deal.Id, token);
                return new EarnedOnAlready(standing.Earned, standing.PaidOut);
            }

            var (before, reason) = (deal.Facts(), command.Reason!.Trim());
            deal.Void(change.At);
            change.Edit(deal, AuditActions.DealVoided, name, before, reason);
            await change.CarryToPlatformAsync(deal.Item(name), PlatformFields.DeletedAt, PlatformWords.Of(deal.VoidedAt), reason, token);
            return await PostedAsync(change, deal, name, token);
        }, cancel);

    private static async Task<DealChanged> PostedAsync(Change change, Deal deal, string name, CancellationToken cancel)
    {
        var standing = await change.PostAsync(deal, cancel);
        return new(deal.Id, name, standing.Earned, standing.Owed);
    }

    private static Refusal? RefuseDay(Deal deal, DateOnly? holdsFrom, DateOnly? expiresOn, Month? closedThrough) =>
        holdsFrom is not { } day ? new HoldsFromMissing()
        : day < deal.StartsOn ? new HoldsBeforeStart(deal.StartsOn)
        : DealRules.RefuseClosed("The day from which the terms hold", day, closedThrough, nameof(AmendDeal.HoldsFrom)) is { } closed ? closed
        : day < deal.LatestTerms.HoldsFrom ? new HoldsBeforeLatestTerms(deal.LatestTerms.HoldsFrom)
        : expiresOn >= deal.StartsOn && expiresOn < day ? new ExpiresBeforeTermsHold()
        : null;

    private static async Task<Refusal?> RefuseLinkAsync(PartnersDb db, Deal deal, Guid workspaceId, CancellationToken cancel) =>
        deal.WorkspaceId is not null ? new DealHasWorkspace()
        : await ClientAsync(db, workspaceId, deal.PartnerId, cancel) is null ? new NotThePartnersClient()
        : null;

    /// <summary>The client as it is called; null where that is no live external-client workspace of the partner.</summary>
    private static Task<string?> ClientAsync(PartnersDb db, Guid workspaceId, Guid partnerId, CancellationToken cancel) =>
        db.Workspaces.AsNoTracking()
            .Where(workspace => workspace.Id == workspaceId && workspace.OrganisationId == partnerId && workspace.DeletedAt == null && workspace.UsageContext == UsageContext.External)
            .Select(workspace => workspace.DataOwnerName ?? workspace.Name)
            .SingleOrDefaultAsync(cancel);

    /// <summary>"Two deals of one partner for one workspace may not overlap"; nor for one client by name.</summary>
    private static async Task<Refusal?> RefuseOverlapAsync(PartnersDb db, Deal deal, string client, CancellationToken cancel)
    {
        var others = await db.Deals.AsNoTracking()
            .Where(other => other.PartnerId == deal.PartnerId && other.Id != deal.Id && other.WorkspaceId == deal.WorkspaceId && other.VoidedAt == null && other.DeletedAt == null)
            .ToListAsync(cancel);
        var lastDay = DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn);
        return others
            .Where(other => deal.WorkspaceId is not null || string.Equals(SearchKey.Of(other.ClientName ?? string.Empty), SearchKey.Of(deal.ClientName ?? string.Empty), StringComparison.Ordinal))
            .Select(other => (other.StartsOn, LastDay: DealStatuses.LastDay(other.ExpiresOn, other.EndedOn)))
            .Where(other => !(other.StartsOn > lastDay) && !(deal.StartsOn > other.LastDay))
            .Select(other => new DealOverlaps(client, other.StartsOn, other.LastDay))
            .FirstOrDefault();
    }

    /// <summary>What the platform has to be told of a deal that was recorded here.</summary>
    internal static Dictionary<string, object?> NewRecord(Deal deal) => new(StringComparer.Ordinal)
    {
        [PlatformFields.PartnerId] = deal.PartnerId,
        [PlatformFields.WorkspaceId] = deal.WorkspaceId,
        [PlatformFields.Kickback] = PlatformWords.Of(deal.LatestTerms.Kickback),
        [PlatformFields.Discount] = PlatformWords.Of(deal.LatestTerms.Discount),
        [PlatformFields.Cap] = PlatformWords.Of(deal.LatestTerms.Cap),
        [PlatformFields.StartsAt] = PlatformWords.Of(PlatformWords.Midnight(deal.StartsOn)),
        [PlatformFields.ExpiresAt] = PlatformWords.Of(PlatformWords.Midnight(deal.ExpiresOn)),
        [PlatformFields.Notes] = deal.Notes,
    };
}

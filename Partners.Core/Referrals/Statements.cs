using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <param name="Month">As <c>2026-10</c>.</param>
public sealed record CloseMonth(Guid RequestId, Guid PartnerId, string? Month);

public sealed record MonthClosed(Guid PartnerId, Month Month, Money Closing);

/// <summary>A statement with whether it can still change.</summary>
/// <param name="ClosedByName">Null while the month is open, as is <paramref name="ClosedAt"/>.</param>
/// <param name="NextToClose">The partner's first open month; null where there is nothing to close.</param>
public sealed record StatementShown(Statement Statement, string? ClosedByName, DateTimeOffset? ClosedAt, Month? NextToClose);

/// <summary>What is owed to one partner, over all its deals.</summary>
public sealed record PartnerOwed(Guid PartnerId, string Name, int Deals, Money Earned, Money PaidOut, Money Owed);

/// <summary>Statements by partner and month, closing them, and what is owed (PRODUCT.md, section 3).</summary>
public sealed class Statements(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>Of a closed month as it was closed; of an open one as its lines are. Null where there is no such organisation.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<StatementShown?> FindAsync(Staff who, Guid partnerId, Month month, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var partner = await db.Organisations.AsNoTracking().Where(found => found.Id == partnerId).Select(found => found.Name).SingleOrDefaultAsync(cancel);
        if (partner is null)
        {
            return null;
        }

        var next = await NextToCloseAsync(db, partnerId, cancel);
        var closed = await db.ClosedMonths.AsNoTracking().SingleOrDefaultAsync(closed => closed.PartnerId == partnerId && closed.Month == month, cancel);
        return closed is not null
            ? new(CanonicalJson.Read<Statement>(closed.Statement), closed.ClosedByName, closed.ClosedAt, next)
            : new(await DrawAsync(db, partnerId, partner, month, cancel), null, null, next);
    }

    /// <summary>The organisation that a person named by its id, or by its exact name among those with deals; null where that is none, or several.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<Guid?> FindPartnerAsync(Staff who, string nameOrId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var key = SearchKey.Of(nameOrId);
        var id = Guid.TryParse(nameOrId, out var parsed) ? parsed : Guid.Empty;
        var found = await db.Organisations.AsNoTracking()
            .Where(organisation => organisation.DeletedAt == null && (organisation.Id == id || (organisation.NameKey == key && db.Deals.Any(deal => deal.PartnerId == organisation.Id))))
            .Select(organisation => organisation.Id)
            .Take(2)
            .ToListAsync(cancel);
        return found is [var only] ? only : null;
    }

    /// <summary>What is owed to each partner, largest first; the sum of it is what is owed in all.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<PartnerOwed>> OwedAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var standings = await db.DealStandings.AsNoTracking()
            .Join(db.Organisations, standing => standing.PartnerId, partner => partner.Id, (standing, partner) => new { standing.PartnerId, partner.Name, standing.Earned, standing.PaidOut, standing.Owed })
            .ToListAsync(cancel);
        return
        [
            .. standings.GroupBy(standing => (standing.PartnerId, standing.Name))
                .Select(deals => deals.Aggregate(
                    new PartnerOwed(deals.Key.PartnerId, deals.Key.Name, 0, Money.Zero, Money.Zero, Money.Zero),
                    (sum, deal) => sum with { Deals = sum.Deals + 1, Earned = sum.Earned + deal.Earned, PaidOut = sum.PaidOut + deal.PaidOut, Owed = sum.Owed + deal.Owed }))
                .OrderByDescending(partner => partner.Owed)
                .ThenBy(partner => partner.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>Settles a month: from then on nothing comes into it. Refused unless it is over, and the partner's next one.</summary>
    public Task<Outcome<MonthClosed>> CloseAsync(Staff who, CloseMonth command, CancellationToken cancel) =>
        changes.RunAsync<MonthClosed>(who, Permission.EditLedger, command.RequestId, nameof(CloseMonth), async (change, token) =>
        {
            var partner = await change.Db.Organisations.AsNoTracking().Where(found => found.Id == command.PartnerId).Select(found => found.Name).SingleOrDefaultAsync(token);
            if (partner is null)
            {
                return new NoSuchPartner();
            }

            if (!Month.TryParse(command.Month, out var month))
            {
                return new MonthMissing();
            }

            // What came in since the last posting belongs on the statement: the month is settled with all that is known.
            var deals = await change.Db.Deals.AsNoTracking().Where(deal => deal.PartnerId == command.PartnerId).Select(deal => deal.Id).ToListAsync(token);
            await LedgerPosting.PostAsync(change.Db, deals, change.Today, token);
            if (await RefuseAsync(change, command.PartnerId, month, token) is { } refused)
            {
                return refused;
            }

            var statement = await DrawAsync(change.Db, command.PartnerId, partner, month, token);
            change.Db.ClosedMonths.Add(new ClosedMonth(command.PartnerId, month, CanonicalJson.Of(statement), who, change.At));
            change.Record(
                AuditActions.MonthClosed,
                new AuditSubject(DealSubjects.Month, $"{command.PartnerId}/{month}", $"{partner}, {month}", command.PartnerId, Version: null),
                before: null,
                new { statement.Opening, statement.Contributions, statement.Payouts, statement.Closing },
                reason: null);
            return new MonthClosed(command.PartnerId, month, statement.Closing);
        }, cancel);

    private static async Task<Refusal?> RefuseAsync(Change change, Guid partnerId, Month month, CancellationToken cancel) =>
        await NextToCloseAsync(change.Db, partnerId, cancel) is not { } next ? new NothingToClose()
        : month < next ? new MonthClosedAlready(month)
        : month.LastDay >= change.Today ? new MonthNotOver(month)
        : month > next ? new NotTheNextMonth(next)
        : null;

    /// <summary>The month after the last closed one; before any was closed, the first in which a deal of the partner began, had a line or a payout.</summary>
    private static async Task<Month?> NextToCloseAsync(PartnersDb db, Guid partnerId, CancellationToken cancel)
    {
        if (await DealChanges.ClosedThroughAsync(db, partnerId, cancel) is { } closed)
        {
            return closed.Next();
        }

        var deals = db.Deals.AsNoTracking().Where(deal => deal.PartnerId == partnerId && deal.DeletedAt == null);
        var starts = await deals.Select(deal => (DateOnly?)deal.StartsOn).MinAsync(cancel);
        var paid = await db.Payouts.AsNoTracking().Where(payout => deals.Any(deal => deal.Id == payout.DealId)).Select(payout => (DateOnly?)payout.PaidOn).MinAsync(cancel);
        return starts is { } first ? Month.Of(paid < first ? paid.Value : first) : null;
    }

    private static async Task<Statement> DrawAsync(PartnersDb db, Guid partnerId, string partner, Month month, CancellationToken cancel)
    {
        var lastDay = month.LastDay;
        var deals = await db.Deals.AsNoTracking().Include(deal => deal.Terms).Where(deal => deal.PartnerId == partnerId).ToListAsync(cancel);
        var ids = deals.ConvertAll(deal => deal.Id);
        var workspaces = deals.Select(deal => deal.WorkspaceId).OfType<Guid>().Distinct().ToList();
        var clients = await db.Workspaces.AsNoTracking().Where(workspace => workspaces.Contains(workspace.Id)).ToDictionaryAsync(workspace => workspace.Id, workspace => workspace.DataOwnerName ?? workspace.Name, cancel);
        var lines = (await db.LedgerLines.AsNoTracking().Where(line => ids.Contains(line.DealId) && line.PostedIn <= month).ToListAsync(cancel)).ToLookup(line => line.DealId);
        var payouts = (await db.Payouts.AsNoTracking().Where(payout => ids.Contains(payout.DealId) && payout.PaidOn <= lastDay).ToListAsync(cancel)).ToLookup(payout => payout.DealId);
        return StatementRules.Draw(partnerId, partner, month, deals.Select(deal => new StatementInput(
            deal.Id,
            deal.WorkspaceId is { } workspace ? clients[workspace] : deal.ClientName ?? string.Empty,
            deal.ForPosting().Terms,
            [.. lines[deal.Id]],
            [.. payouts[deal.Id]])));
    }
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// What another capability does with deals as they are posted, before the save. Registered by that capability.
/// </summary>
/// <param name="posted">With their summaries up to date in the context.</param>
public delegate Task DealsPosted(PartnersDb db, IReadOnlyList<Deal> posted, DateOnly today, CancellationToken cancel);

/// <summary>
/// Loads what <see cref="Posting"/> needs for some deals, and writes what is different: lines and summaries. Runs inside the
/// caller's transaction.
/// </summary>
public sealed class LedgerPosting(IEnumerable<DealsPosted> followers)
{
    /// <summary>Deals posted together, between two turns at the write gate.</summary>
    internal const int BatchSize = 250;

    /// <summary>Posts deals from their saved state.</summary>
    internal async Task PostAsync(PartnersDb db, IReadOnlyCollection<Guid> ids, DateOnly today, CancellationToken cancel)
    {
        var deals = await db.Deals.AsNoTracking().Include(deal => deal.Terms).Where(deal => ids.Contains(deal.Id)).ToListAsync(cancel);
        var lines = await WriteAsync(db, deals, today, cancel);
        if (lines.Count > 0)
        {
            using var insert = new BulkInsert<LedgerLine>(db);
            lines.ForEach(insert.Add);
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Posts a deal that a command is about to save, as part of that save. Call it last.</summary>
    internal async Task<DealSummary> PostAsync(Change change, Deal deal, CancellationToken cancel)
    {
        change.Db.LedgerLines.AddRange(await WriteAsync(change.Db, [deal], change.Today, cancel));
        return change.Db.DealSummaries.Local.Single(summary => summary.DealId == deal.Id);
    }

    /// <summary>Updates the summaries and removes lines that are out of date.</summary>
    /// <returns>The lines to add.</returns>
    internal async Task<List<LedgerLine>> WriteAsync(PartnersDb db, IReadOnlyList<Deal> deals, DateOnly today, CancellationToken cancel)
    {
        var inputs = await PostingInputs.LoadAsync(db, deals, cancel);
        var summaries = await db.DealSummaries
            .Where(summary => inputs.Ids.Contains(summary.DealId))
            .ToDictionaryAsync(summary => summary.DealId, cancel);
        var added = new List<LedgerLine>();
        foreach (var deal in deals)
        {
            var posted = inputs.Lines[deal.Id].ToHashSet();
            var lines = Posting.LinesOf(deal.ForPosting(), inputs.PaymentsOf(deal), posted, inputs.ClosedThrough(deal.PartnerId), today);
            added.AddRange(lines.Where(line => !posted.Contains(line)));
            posted.ExceptWith(lines);
            if (posted.Count > 0)
            {
                var sources = posted.Select(line => line.Source).ToList();
                await db.LedgerLines.Where(line => line.DealId == deal.Id && sources.Contains(line.Source)).ExecuteDeleteAsync(cancel);
            }

            var summary = summaries.GetValueOrDefault(deal.Id);
            if (deal.DeletedAt is not null)
            {
                db.DealSummaries.RemoveRange(summary is null ? [] : [summary]);
                continue;
            }

            summary ??= db.DealSummaries.Add(new DealSummary(deal.Id)).Entity;
            var earned = Money.Sum(lines.Select(line => line.Contribution));
            summary.Recalculate(deal, inputs.NamesOf(deal), earned, inputs.PaidOut(deal.Id), today);
        }

        foreach (var follow in followers)
        {
            await follow(db, deals, today, cancel);
        }

        return added;
    }
}

/// <summary>Everything that decides the lines of a batch of deals, loaded in a handful of queries.</summary>
internal sealed class PostingInputs
{
    private ILookup<string, ClientPayment> _payments = default!;
    private Dictionary<Guid, Month> _closedThrough = default!;
    private Dictionary<Guid, Client> _clients = default!;
    private Dictionary<Guid, string> _partners = default!;
    private ILookup<Guid, Money> _payouts = default!;

    private PostingInputs(List<Guid> ids) => Ids = ids;

    public List<Guid> Ids { get; }

    public ILookup<Guid, LedgerLine> Lines { get; private set; } = default!;

    /// <summary>Includes payouts that are added in the same save.</summary>
    public static async Task<PostingInputs> LoadAsync(PartnersDb db, IReadOnlyList<Deal> deals, CancellationToken cancel)
    {
        var inputs = new PostingInputs([.. deals.Select(deal => deal.Id)]);
        var partners = deals.Select(deal => deal.PartnerId).Distinct().ToList();
        inputs._partners = await db.Organisations
            .AsNoTracking()
            .Where(partner => partners.Contains(partner.Id))
            .ToDictionaryAsync(partner => partner.Id, partner => partner.Name, cancel);
        inputs._closedThrough = (await db.ClosedMonths
            .AsNoTracking()
            .Where(closed => partners.Contains(closed.PartnerId))
            .Select(closed => new { closed.PartnerId, closed.Month })
            .ToListAsync(cancel))
            .GroupBy(closed => closed.PartnerId)
            .ToDictionary(closed => closed.Key, closed => closed.Max(month => month.Month));
        inputs._clients = await ClientsAsync(db, [.. deals.Select(deal => deal.WorkspaceId).OfType<Guid>().Distinct()], cancel);
        inputs._payments = await PaymentsAsync(
            db,
            [.. inputs._clients.Values.Select(client => client.Customer).OfType<string>().Distinct(StringComparer.Ordinal)],
            cancel);
        inputs.Lines = (await db.LedgerLines.AsNoTracking().Where(line => inputs.Ids.Contains(line.DealId)).ToListAsync(cancel))
            .ToLookup(line => line.DealId);
        inputs._payouts = (await db.Payouts.AsNoTracking().Where(payout => inputs.Ids.Contains(payout.DealId)).ToListAsync(cancel))
            .Concat(db.ChangeTracker.Entries<Payout>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity))
            .ToLookup(payout => payout.DealId, payout => payout.Amount);
        return inputs;
    }

    public Month? ClosedThrough(Guid partnerId) => _closedThrough.TryGetValue(partnerId, out var month) ? month : null;

    public Money PaidOut(Guid dealId) => Money.Sum(_payouts[dealId]);

    /// <summary>Empty if there is no workspace, no billing account, or no customer of the payment provider.</summary>
    public IEnumerable<ClientPayment> PaymentsOf(Deal deal) => ClientOf(deal)?.Customer is { } customer ? _payments[customer] : [];

    public DealNames NamesOf(Deal deal)
    {
        var client = ClientOf(deal);
        return new(_partners[deal.PartnerId], client?.Name ?? deal.ClientName ?? string.Empty, client?.BilledDiscount);
    }

    private Client? ClientOf(Deal deal) => deal.WorkspaceId is { } workspace ? _clients.GetValueOrDefault(workspace) : null;

    private static async Task<Dictionary<Guid, Client>> ClientsAsync(PartnersDb db, List<Guid> workspaces, CancellationToken cancel)
    {
        var rows = await (
            from workspace in db.Workspaces.AsNoTracking()
            where workspaces.Contains(workspace.Id)
            join found in db.BillingAccounts on workspace.BillingAccountId equals found.Id into accounts
            from account in accounts.DefaultIfEmpty()
            select new
            {
                workspace.Id,
                Name = workspace.DataOwnerName ?? workspace.Name,
                HasAccount = account != null,
                account.MollieCustomerId,
                account.Discount,
            }).ToListAsync(cancel);
        return rows.ToDictionary(
            row => row.Id,
            row => new Client(row.Name, row.MollieCustomerId, row.HasAccount ? row.Discount ?? Percentage.Zero : null));
    }

    private static async Task<ILookup<string, ClientPayment>> PaymentsAsync(PartnersDb db, List<string> customers, CancellationToken cancel)
    {
        var paid = db.Payments.AsNoTracking().Where(payment =>
            customers.Contains(payment.MollieCustomerId) && payment.Status == Payment.Paid && payment.PaidAt != null);
        var refunds = (await db.Refunds.AsNoTracking()
            .Where(refund => refund.Status == Refund.Refunded)
            .Join(
                paid,
                refund => refund.PaymentId,
                payment => payment.Id,
                (refund, _) => new { refund.PaymentId, refund.Id, refund.CreatedAt, refund.Amount })
            .ToListAsync(cancel))
            .ToLookup(
                refund => refund.PaymentId,
                refund => new ClientRefund(refund.Id, refund.CreatedAt.DayInAmsterdam(), refund.Amount),
                StringComparer.Ordinal);
        var payments = await paid
            .Select(payment => new { payment.Id, payment.MollieCustomerId, payment.PaidAt, payment.Amount, payment.Vat })
            .ToListAsync(cancel);
        return payments.ToLookup(
            payment => payment.MollieCustomerId,
            payment => new ClientPayment(
                payment.Id,
                payment.PaidAt!.Value.DayInAmsterdam(),
                payment.Amount,
                payment.Vat,
                [.. refunds[payment.Id]]),
            StringComparer.Ordinal);
    }

    private sealed record Client(string Name, string? Customer, Percentage? BilledDiscount);
}

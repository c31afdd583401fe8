using Microsoft.EntityFrameworkCore;
using Partners.Core.Billing;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>Everything that decides the lines of a batch of deals, loaded in a handful of queries.</summary>
internal sealed class PostingInputs
{
    private readonly Dictionary<(Guid Account, string Source), Guid> _claims = [];
    private readonly Dictionary<(Guid Account, string Source), List<Guid>> _pooledInvoices = [];
    private ILookup<Guid, ClientPayment> _payments = default!;
    private ILookup<Guid, ClientPayment> _pooled = default!;
    private Dictionary<Guid, Month> _closedThrough = default!;
    private Dictionary<Guid, Client> _clients = default!;
    private Dictionary<Guid, string> _partners = default!;
    private ILookup<Guid, Money> _payouts = default!;
    private CorrectedBindings _corrected = CorrectedBindings.None;

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
        var workspaces = inputs._clients.Keys.ToList();
        var pooled = inputs._clients.Values.Select(client => client.PooledAccountId).OfType<Guid>().Distinct().ToList();
        inputs._corrected = await CorrectedBindings.ReadAsync(db, workspaces, pooled, cancel);
        inputs._payments = await inputs.PaymentsAsync(
            db,
            db.Payments.Where(payment => payment.WorkspaceId != null && workspaces.Contains(payment.WorkspaceId.Value)),
            payment => payment.WorkspaceId!.Value,
            await db.PaidInvoices.AsNoTracking()
                .Where(invoice => invoice.WorkspaceId != null && workspaces.Contains(invoice.WorkspaceId.Value))
                .ToListAsync(cancel),
            invoice => invoice.WorkspaceId!.Value,
            cancel);
        inputs._pooled = await inputs.PaymentsAsync(
            db,
            db.Payments.Where(payment =>
                payment.WorkspaceId == null && payment.BillingAccountId != null && pooled.Contains(payment.BillingAccountId.Value)),
            payment => payment.BillingAccountId!.Value,
            await inputs.PooledInvoicesAsync(db, pooled, cancel),
            invoice => invoice.BillingAccountId,
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

    /// <summary>
    /// The payments of the client's workspace and, if its account is pooled, those of that account which no other workspace's deal has
    /// counted (docs/product.md L60).
    /// </summary>
    public IEnumerable<ClientPayment> PaymentsOf(Deal deal)
    {
        if (ClientOf(deal) is not { } client)
        {
            return [];
        }

        var own = _payments[client.Id];
        return client.PooledAccountId is not { } pooled
            ? own
            : own.Concat(_pooled[pooled]
                .Where(payment => !_claims.TryGetValue((pooled, payment.Id), out var other) || other == client.Id));
    }

    /// <summary>What the client had until somebody corrected whose payment it is (docs/product.md L67).</summary>
    public IReadOnlyList<TakenAway> TakenAwayFrom(Deal deal) =>
        ClientOf(deal) is { } client ? _corrected.Of(client.Id, client.PooledAccountId) : [];

    /// <summary>Null if the client has an account of its own, or none.</summary>
    public Guid? PooledAccountOf(Deal deal) => ClientOf(deal)?.PooledAccountId;

    /// <summary>Keeps the payments of a pooled account that a deal counts for that deal's workspace.</summary>
    public void Claim(Deal deal, IEnumerable<LedgerLine> lines)
    {
        if (ClientOf(deal) is { PooledAccountId: { } pooled } client && _pooled[pooled].Any())
        {
            var counted = lines
                .Where(line => line.Kind is LineKind.Payment or LineKind.Invoice)
                .Select(line => line.Source)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var payment in _pooled[pooled].Where(payment => counted.Contains(payment.Id)))
            {
                _claims.TryAdd((pooled, payment.Id), client.Id);
            }
        }
    }

    public async Task SaveClaimsAsync(PartnersDb db, CancellationToken cancel)
    {
        foreach (var claims in _claims.GroupBy(claim => claim.Value, claim => claim.Key))
        {
            var payments = claims.Where(claim => !_pooledInvoices.ContainsKey(claim)).Select(claim => claim.Source).ToList();
            await db.Payments
                .Where(payment => payments.Contains(payment.Id) && payment.WorkspaceId == null)
                .ExecuteUpdateAsync(set => set.SetProperty(payment => payment.WorkspaceId, claims.Key), cancel);
            var invoices = claims.SelectMany(claim => _pooledInvoices.GetValueOrDefault(claim) ?? []).ToList();
            if (invoices.Count > 0)
            {
                await db.PaidInvoices
                    .Where(invoice => invoices.Contains(invoice.Id) && invoice.WorkspaceId == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(invoice => invoice.WorkspaceId, claims.Key), cancel);
            }
        }
    }

    public DealNames NamesOf(Deal deal)
    {
        var client = ClientOf(deal);
        return new(_partners[deal.PartnerId], client?.Name ?? deal.ClientName ?? string.Empty, client?.BilledDiscount);
    }

    private async Task<List<PaidInvoice>> PooledInvoicesAsync(PartnersDb db, List<Guid> accounts, CancellationToken cancel)
    {
        var invoices = accounts.Count == 0 ? [] : await db.PaidInvoices.AsNoTracking()
            .Where(invoice => invoice.WorkspaceId == null && accounts.Contains(invoice.BillingAccountId))
            .ToListAsync(cancel);
        foreach (var invoice in invoices.Where(invoice => invoice.CreditOf is null))
        {
            _pooledInvoices[(invoice.BillingAccountId, LineSources.OfInvoice(invoice.Number, 0))] =
            [
                invoice.Id,
                .. invoices.Where(note => note.BillingAccountId == invoice.BillingAccountId && note.IsCreditOf(invoice))
                    .Select(note => note.Id),
            ];
        }

        return invoices;
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
                AccountId = workspace.BillingAccountId,
                IsPooled = account.OrganisationId != null,
                account.Discount,
                account.DiscountKind,
            }).ToListAsync(cancel);
        return rows.ToDictionary(
            row => row.Id,
            row => new Client(
                row.Id,
                row.Name,
                row.IsPooled ? row.AccountId : null,
                row.HasAccount && !DiscountKinds.IsOfItsOwn(row.DiscountKind) ? row.Discount ?? Percentage.Zero : null));
    }

    private async Task<ILookup<Guid, ClientPayment>> PaymentsAsync(
        PartnersDb db,
        IQueryable<Payment> found,
        Func<PaymentFound, Guid> of,
        List<PaidInvoice> invoices,
        Func<PaidInvoice, Guid> invoiceOf,
        CancellationToken cancel) =>
        (await PaymentReading.ReadAsync(db, found, cancel))
            .Select(payment => (
                Of: of(payment.Found),
                Payment: payment.Payment with { Why = _corrected.Came.GetValueOrDefault(payment.Payment.Id) }))
            .Concat(invoices.GroupBy(invoiceOf)
                .SelectMany(same => PaidInvoices.Plain(same).Select(plain => (Of: same.Key, Payment: plain))))
            .ToLookup(payment => payment.Of, payment => payment.Payment);

    /// <param name="PooledAccountId">Null if the client has an account of its own, or none.</param>
    private sealed record Client(Guid Id, string Name, Guid? PooledAccountId, Percentage? BilledDiscount);
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>A payment that a client had until its binding was corrected.</summary>
/// <param name="Says">Why it is gone, as a sentence.</param>
public sealed record TakenAway(ClientPayment Payment, string Says)
{
    /// <summary>The payment itself, or something that went back of it.</summary>
    public bool Is(string source) =>
        Payment.Id == LineSources.IdOf(source) || Payment.Back.Any(back => back.Id == source);
}

/// <summary>The bindings that a commercial owner corrected (docs/product.md L67), as a deal's lines have to know of them.</summary>
internal sealed class CorrectedBindings
{
    public static readonly CorrectedBindings None = new([], []);

    private readonly IReadOnlyList<(FormerBinding Former, TakenAway Gone)> _gone;

    private CorrectedBindings(IReadOnlyList<(FormerBinding Former, TakenAway Gone)> gone, Dictionary<string, string> came)
    {
        _gone = gone;
        Came = came;
    }

    /// <summary>Of payments that came to where they are by a correction: how they came, by their ids.</summary>
    public IReadOnlyDictionary<string, string> Came { get; }

    /// <param name="workspaces">Whose payments these are, or were.</param>
    /// <param name="pooled">The pooled accounts that pay for some of them.</param>
    public static async Task<CorrectedBindings> ReadAsync(
        PartnersDb db,
        IReadOnlyList<Guid> workspaces,
        IReadOnlyList<Guid> pooled,
        CancellationToken cancel)
    {
        // Corrections are rare: most ledgers have none, and then this is all that is asked.
        var corrected = await (
            from former in db.FormerBindings.AsNoTracking()
            join payment in db.Payments on former.PaymentId equals payment.Id
            where (former.WorkspaceId != null && workspaces.Contains(former.WorkspaceId.Value))
                || pooled.Contains(former.BillingAccountId)
                || (payment.WorkspaceId != null && workspaces.Contains(payment.WorkspaceId.Value))
                || (payment.BillingAccountId != null && pooled.Contains(payment.BillingAccountId.Value))
            join account in db.BillingAccounts on former.BillingAccountId equals account.Id
            orderby former.CorrectedAt, former.Id
            select new { Former = former, From = account.Label, Now = payment.BillingAccountId }).ToListAsync(cancel);
        if (corrected.Count == 0)
        {
            return None;
        }

        var ids = corrected.Select(one => one.Former.PaymentId).Distinct(StringComparer.Ordinal).ToList();
        var payments = (await PaymentReading.ReadAsync(db, db.Payments.Where(payment => ids.Contains(payment.Id)), cancel))
            .ToDictionary(one => one.Payment.Id, StringComparer.Ordinal);
        var next = corrected.Select(one => one.Former.NextAccountId).OfType<Guid>().Distinct().ToList();
        var labels = await db.BillingAccounts.AsNoTracking()
            .Where(account => next.Contains(account.Id))
            .ToDictionaryAsync(account => account.Id, account => account.Label, cancel);
        var came = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in corrected.Where(one => one.Former.NextAccountId == one.Now))
        {
            came[one.Former.PaymentId] = $"It was bound to {one.From} by mistake until {Days.InWords(Day(one.Former))}.";
        }

        return new(
            [
                .. corrected.Where(one => one.Former.BillingAccountId != one.Now).Select(one => (
                    one.Former,
                    new TakenAway(
                        payments[one.Former.PaymentId].Payment,
                        $"It was bound to this client by mistake, which {one.Former.CorrectedByName} corrected on "
                        + $"{Days.InWords(Day(one.Former))}. "
                        + (one.Former.NextAccountId is { } right ? $"It belongs to {labels[right]}." : "Nobody knew whose it is.")))),
            ],
            came);
    }

    /// <summary>
    /// What a client lost by corrections, as the latest one says: what becomes of it later changes no reason that is posted.
    /// </summary>
    /// <param name="pooled">The pooled account that pays for it; null if it has its own, or none.</param>
    public IReadOnlyList<TakenAway> Of(Guid workspace, Guid? pooled) =>
    [
        .. _gone
            .Where(one => one.Former.WorkspaceId == workspace
                || (one.Former.WorkspaceId is null && one.Former.BillingAccountId == pooled))
            .Reverse()
            .Select(one => one.Gone)
            .DistinctBy(gone => gone.Payment.Id, StringComparer.Ordinal),
    ];

    private static DateOnly Day(FormerBinding former) => former.CorrectedAt.DayInAmsterdam();
}

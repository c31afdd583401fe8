using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>
/// A live deal's balance, with copies of what the grid filters and sorts by, in one narrow row. <see cref="LedgerPosting"/> writes it in
/// the same save as the lines. It is separate from the deal because posting a payment does not edit the deal and must not conflict with
/// someone who amends it.
/// </summary>
public sealed class DealSummary
{
    private DealSummary()
    {
    }

    internal DealSummary(Guid dealId) => DealId = dealId;

    public Guid DealId { get; private set; }

    public Guid PartnerId { get; private set; }

    /// <summary>The partner's name, as searched.</summary>
    public string PartnerKey { get; private set; } = string.Empty;

    /// <summary>The client's name, as searched.</summary>
    public string ClientKey { get; private set; } = string.Empty;

    /// <summary>Both names, one per line, so that one lookup searches both.</summary>
    public string NamesKey { get; private set; } = string.Empty;

    public DateOnly StartsOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public bool IsVoid { get; private set; }

    public Percentage Kickback { get; private set; }

    public Percentage Discount { get; private set; }

    public Money? Cap { get; private set; }

    public DateOnly? ExpiresOn { get; private set; }

    /// <summary>The day from which later terms hold and the four values above are out of date; null if there are none.</summary>
    public DateOnly? TermsUntil { get; private set; }

    /// <summary>The discount of the client's billing account; null if there is no account.</summary>
    public Percentage? BilledDiscount { get; private set; }

    public Money Earned { get; private set; }

    public Money PaidOut { get; private set; }

    /// <summary>Earned − paid out; negative if it is a credit.</summary>
    public Money Owed { get; private set; }

    /// <summary>
    /// The last day on which a payment counts; <see cref="DateOnly.MaxValue"/> if there is none, <see cref="DateOnly.MinValue"/> if the
    /// deal is void. Every status is a range of these days plus further conditions.
    /// </summary>
    public DateOnly RunsUntil { get; private set; }

    /// <summary>At least <see cref="DealStatuses.NearCap"/> of the cap is earned, or all of it.</summary>
    public bool IsNearCap { get; private set; }

    /// <summary>The whole cap is earned.</summary>
    public bool IsCapReached { get; private set; }

    /// <summary>The last day on which a payment counts; null if there is none.</summary>
    public DateOnly? LastDay => DealStatuses.LastDay(ExpiresOn, EndedOn);

    /// <summary>
    /// The day from which the deal, while it runs, is near its cap or end; null if it is not near its cap and has no end.
    /// </summary>
    public DateOnly? NearFrom => DealStatuses.NearFrom(StartsOn, LastDay, Cap, Earned);

    /// <summary>Why the deal could not be posted, as a sentence; null if it was (docs/product.md L63).</summary>
    public string? Failure { get; private set; }

    internal void Mark(string? failure) => Failure = failure;

    internal void NameClient(string name) => Name(PartnerKey, SearchKey.Of(name));

    internal void Recalculate(Deal deal, DealNames names, Money earned, Money paidOut, DateOnly today)
    {
        var inForce = deal.TermsOn(today);
        PartnerId = deal.PartnerId;
        Name(SearchKey.Of(names.Partner), SearchKey.Of(names.Client));
        StartsOn = deal.StartsOn;
        EndedOn = deal.EndedOn;
        IsVoid = deal.VoidedAt is not null;
        Kickback = inForce.Kickback;
        Discount = inForce.Discount;
        Cap = inForce.Cap;
        ExpiresOn = inForce.ExpiresOn;
        TermsUntil = deal.Terms.Where(terms => terms.HoldsFrom > today).Min(terms => (DateOnly?)terms.HoldsFrom);
        BilledDiscount = names.BilledDiscount;
        Earned = earned;
        PaidOut = paidOut;
        Owed = Earning.Owed(earned, paidOut);
        RunsUntil = IsVoid ? DateOnly.MinValue : LastDay ?? DateOnly.MaxValue;
        IsNearCap = DealStatuses.IsNear(Cap, Earned);
        IsCapReached = Earned >= Cap;
    }

    private void Name(string partner, string client) => (PartnerKey, ClientKey, NamesKey) = (partner, client, $"{partner}\n{client}");
}

internal static class DealSummaries
{
    /// <summary>Makes a workspace's deals searchable by the client's new name.</summary>
    public static async Task NameClientAsync(PartnersDb db, Guid workspaceId, string name, CancellationToken cancel) =>
        (await OfWorkspace(db, workspaceId).ToListAsync(cancel)).ForEach(summary => summary.NameClient(name));

    /// <summary>A join starts at the workspace's few deals. SQLite answers "any of these deals" per summary, by reading them all.</summary>
    internal static IQueryable<DealSummary> OfWorkspace(PartnersDb db, Guid workspaceId) => db.Deals
        .Where(deal => deal.WorkspaceId == workspaceId)
        .Join(db.DealSummaries, deal => deal.Id, summary => summary.DealId, (_, summary) => summary);
}

/// <summary>The current names of a deal's partner and client, and the discount of the client's account.</summary>
internal sealed record DealNames(string Partner, string Client, Percentage? BilledDiscount);

using Partners.Core.Values;

namespace Partners.Core.Referrals;

/// <summary>What of a deal the platform's row may have otherwise than the deal here.</summary>
[Flags]
public enum TermFields
{
    None = 0,
    Partner = 1,
    Workspace = 2,
    Kickback = 4,
    Discount = 8,
    Cap = 16,
    Start = 32,
    Expiry = 64,

    /// <summary>The platform deleted its row.</summary>
    Deletion = 128,

    /// <summary>What every row of the platform's holds; older ones have neither discount nor cap.</summary>
    Always = Partner | Workspace | Kickback | Start | Expiry,
}

/// <summary>The terms in a row of the platform's ledger.</summary>
/// <param name="Held">The fields that the row has; the others mean nothing.</param>
public sealed record PlatformValues(
    Guid PartnerId,
    Guid? WorkspaceId,
    Percentage Kickback,
    Percentage Discount,
    Money? Cap,
    DateOnly StartsOn,
    DateOnly? ExpiresOn,
    TermFields Held)
{
    /// <summary>
    /// What differs from the deal as agreed last; nothing for a void one. The platform has no end but the expiry, so our early end agrees
    /// with it.
    /// </summary>
    public TermFields DifferingFrom(Deal deal)
    {
        var ours = deal.LatestTerms;
        return deal.VoidedAt is not null ? TermFields.None : Differing(
            PartnerId == deal.PartnerId,
            WorkspaceId == deal.WorkspaceId,
            Kickback == ours.Kickback,
            Discount == ours.Discount,
            Cap == ours.Cap,
            StartsOn == deal.StartsOn,
            ExpiresOn == ours.ExpiresOn || (ExpiresOn is not null && ExpiresOn == deal.EndedOn)) & Held;
    }

    /// <summary>What the row has otherwise than it had before.</summary>
    internal TermFields DifferingFrom(PlatformValues before) => Differing(
        PartnerId == before.PartnerId,
        WorkspaceId == before.WorkspaceId,
        Kickback == before.Kickback,
        Discount == before.Discount,
        Cap == before.Cap,
        StartsOn == before.StartsOn,
        ExpiresOn == before.ExpiresOn) & Held;

    private static TermFields Differing(bool partner, bool workspace, bool kickback, bool discount, bool cap, bool start, bool expiry) =>
        (partner ? TermFields.None : TermFields.Partner)
        | (workspace ? TermFields.None : TermFields.Workspace)
        | (kickback ? TermFields.None : TermFields.Kickback)
        | (discount ? TermFields.None : TermFields.Discount)
        | (cap ? TermFields.None : TermFields.Cap)
        | (start ? TermFields.None : TermFields.Start)
        | (expiry ? TermFields.None : TermFields.Expiry);
}

/// <summary>
/// The platform's row of a deal as an import last read it, and what of it waits for a decision (docs/product.md L40). The deal's own terms
/// do not follow it.
/// </summary>
public sealed class PlatformTerms
{
    private PlatformTerms()
    {
    }

    internal PlatformTerms(Guid dealId, PlatformValues said, DateTimeOffset at)
    {
        DealId = dealId;
        Take(said, at);
    }

    public Guid DealId { get; private set; }

    public Guid PartnerId { get; private set; }

    public Guid? WorkspaceId { get; private set; }

    public Percentage Kickback { get; private set; }

    public Percentage Discount { get; private set; }

    public Money? Cap { get; private set; }

    public DateOnly StartsOn { get; private set; }

    public DateOnly? ExpiresOn { get; private set; }

    public TermFields Held { get; private set; }

    /// <summary>When an import first read these values.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>The terms that differ and that nobody has taken or refused yet.</summary>
    public TermFields Differing { get; private set; }

    /// <summary>The platform deleted its row, and nobody has taken or refused that yet.</summary>
    public bool IsDeletionOpen { get; private set; }

    /// <summary>All that a commercial owner has yet to take or to refuse.</summary>
    public TermFields Open => Differing | (IsDeletionOpen ? TermFields.Deletion : TermFields.None);

    public PlatformValues Values => new(PartnerId, WorkspaceId, Kickback, Discount, Cap, StartsOn, ExpiresOn, Held);

    /// <summary>What differs at the first sight of a row: what waits to be carried to the platform does not count.</summary>
    internal TermFields Begin(Deal deal, PlatformValues followed) =>
        Differing = Values.DifferingFrom(deal) & followed.DifferingFrom(deal);

    /// <summary>
    /// Reads the row again. A field opens if the platform changed it to something else than ours, even while a change of ours waits; it
    /// closes by itself once both agree.
    /// </summary>
    /// <returns>The fields that opened.</returns>
    internal TermFields See(Deal deal, PlatformValues said, DateTimeOffset at)
    {
        var (moved, differs, before) = (said.DifferingFrom(Values), said.DifferingFrom(deal), Differing);
        if (said != Values)
        {
            Take(said, at);
        }

        Differing = differs & (before | moved);
        return Differing & ~before;
    }

    /// <summary>Closes what agrees by now.</summary>
    internal void Compare(Deal deal) => Differing &= Values.DifferingFrom(deal);

    internal void OpenDeletion() => IsDeletionOpen = true;

    internal void CloseDeletion() => IsDeletionOpen = false;

    /// <summary>Everything was decided.</summary>
    internal void Close() => (Differing, IsDeletionOpen) = (TermFields.None, false);

    private void Take(PlatformValues said, DateTimeOffset at)
    {
        (PartnerId, WorkspaceId, Kickback, Discount) = (said.PartnerId, said.WorkspaceId, said.Kickback, said.Discount);
        (Cap, StartsOn, ExpiresOn, Held, SeenAt) = (said.Cap, said.StartsOn, said.ExpiresOn, said.Held, at);
    }
}

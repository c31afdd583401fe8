using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>A path that opened again after a completed handoff. It stays on record when it is closed or accepted.</summary>
public sealed class ProofBreach : Aggregate
{
    private ProofBreach()
    {
    }

    internal ProofBreach(Handoff handoff, AccessPath path, string openedBy, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (HandoffId, WorkspaceId) = (handoff.Id, handoff.WorkspaceId);
        (Kind, Key, Who, Because) = (path.Kind, path.Key, path.Who, path.Because);
        (OpenedBy, FoundAt) = (openedBy, at);
    }

    public Guid HandoffId { get; private set; }

    public Guid WorkspaceId { get; private set; }

    public AccessPathKind Kind { get; private set; }

    /// <summary>See <see cref="AccessPath.Key"/>.</summary>
    public string Key { get; private set; } = string.Empty;

    public string Who { get; private set; } = string.Empty;

    public string? Because { get; private set; }

    /// <summary>What opened it and who did: "an import by Saskia", "Amina: person invited".</summary>
    public string OpenedBy { get; private set; } = string.Empty;

    public DateTimeOffset FoundAt { get; private set; }

    /// <summary>When a later proof found it closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public string? AcceptedByName { get; private set; }

    public string? AcceptedBecause { get; private set; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>It was found in the platform's own rows.</summary>
    public bool IsThere => Key.StartsWith(ProofsThere.Prefix, StringComparison.Ordinal);

    public bool IsOpen => ClosedAt is null && AcceptedAt is null;

    public string Sentence => new AccessPath(Kind, Who, IsKept: false).Sentence;

    internal void Close(DateTimeOffset at)
    {
        if (ClosedAt is not null)
        {
            throw new InvalidOperationException("It was closed already.");
        }

        ClosedAt = at;
    }

    internal void Accept(Staff by, string because, DateTimeOffset at)
    {
        if (!IsOpen)
        {
            throw new InvalidOperationException("It is not open.");
        }

        (AcceptedByName, AcceptedBecause, AcceptedAt) = (by.Name, because, at);
    }
}

internal static class BrokenProofs
{
    /// <summary>Completed handoffs after which a path opened that nobody accepted. It starts at the few paths that are open.</summary>
    public static IQueryable<Handoff> Broken(this IQueryable<Handoff> handoffs, PartnersDb db) =>
        db.ProofBreaches
            .Where(breach => breach.ClosedAt == null && breach.AcceptedAt == null)
            .Select(breach => breach.HandoffId)
            .Distinct()
            .Join(handoffs, id => id, handoff => handoff.Id, (_, handoff) => handoff);
}

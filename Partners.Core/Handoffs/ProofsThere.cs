using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <summary>Keeps the proof that was taken on the platform's own rows, and alarms where it does not hold (docs/product.md H40).</summary>
internal static class ProofsThere
{
    /// <summary>Tells a path there from the same path here.</summary>
    public const string Prefix = "platform:";

    private const string OpenedBy = "the platform’s own rows, read after the handoff";

    /// <returns>What open pages are to hear.</returns>
    public static async Task<IReadOnlyList<Changed>> KeepAsync(
        PartnersDb db, Handoff handoff, string workspace, AccessProof proof, Staff who, CancellationToken cancel)
    {
        var subject = new AuditSubject(
            HandoffSubjects.Handoff, handoff.Id.ToString(), workspace, handoff.PartnerId, Version: null, handoff.WorkspaceId);
        var open = proof.Open
            .Where(path => path.Kind != AccessPathKind.SupportAccess)
            .Select(path => path with { Key = Prefix + path.Key })
            .DistinctBy(path => path.Key, StringComparer.Ordinal)
            .ToDictionary(path => path.Key, StringComparer.Ordinal);
        var known = (await db.ProofBreaches.Where(breach => breach.HandoffId == handoff.Id && breach.ClosedAt == null).ToListAsync(cancel))
            .FindAll(breach => breach.IsThere);
        var audit = new List<AuditFacts>();
        foreach (var path in open.Values.Where(path => known.TrueForAll(breach => breach.Key != path.Key)))
        {
            db.ProofBreaches.Add(new(handoff, path, OpenedBy, proof.At));
            audit.Add(Entry(AuditActions.ProofBroken, before: null, new { path.Who, Path = path.Kind, OpenedBy }));
        }

        foreach (var breach in known.Where(breach => !open.ContainsKey(breach.Key)))
        {
            breach.Close(proof.At);
            audit.Add(Entry(AuditActions.ProofMended, new { breach.Who, Path = breach.Kind }, after: null));
        }

        if (audit.Count > 0)
        {
            await AuditChain.AppendAsync(db, audit, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await db.Handoffs.Where(found => found.Id == handoff.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.ProofThere, proof), cancel);
        return
        [
            new(
                subject.Kind,
                subject.Id,
                subject.OrganisationId,
                subject.WorkspaceId,
                string.Empty,
                "The platform",
                Changed.PlatformNews),
        ];

        AuditFacts Entry(string action, object? before, object? after) => new(
            proof.At,
            who.Subject,
            who.Name,
            action,
            subject,
            before is null ? null : CanonicalJson.Of(before),
            after is null ? null : CanonicalJson.Of(after),
            OpenedBy,
            RequestId: Guid.CreateVersion7(proof.At));
    }
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Changes;

/// <summary>
/// One command's change while it is being made: the context it loads and saves through, and its audit entries. Lives inside
/// <see cref="ChangeRunner"/>'s transaction, under the write lock.
/// </summary>
public sealed class Change
{
    private readonly List<AuditFacts> _audit = [];

    internal Change(PartnersDb db, Staff who, Guid requestId, DateTimeOffset at)
    {
        Db = db;
        Who = who;
        At = at;
        RequestId = requestId;
    }

    public PartnersDb Db { get; }

    public Staff Who { get; }

    public DateTimeOffset At { get; }

    /// <summary>Names the command in its audit entries and in what the platform has to be told.</summary>
    public Guid RequestId { get; }

    public DateOnly Today => At.DayInAmsterdam();

    /// <summary>True once something of it has to be carried to the platform.</summary>
    public bool TellsPlatform { get; private set; }

    /// <summary>Called by whatever puts a platform change beside it.</summary>
    internal void TellPlatform() => TellsPlatform = true;

    /// <summary>Says for the audit trail what is being changed. Without at least one such line nothing is saved.</summary>
    public void Record(string action, AuditSubject subject, object? before, object? after, string? reason) => _audit.Add(new(
        At,
        Who.Subject,
        Who.Name,
        action,
        subject,
        before is null ? null : CanonicalJson.Of(before),
        after is null ? null : CanonicalJson.Of(after),
        reason,
        RequestId));

    /// <summary>The change that somebody made after the version that this person saw; null where nobody did.</summary>
    public async Task<Conflict?> FindConflictAsync(Aggregate record, int versionSeen, string kind, CancellationToken cancel)
    {
        if (record.Version == versionSeen)
        {
            return null;
        }

        // An import raises versions too, and writes one entry for all that it did: where no person's change is newer, it was that.
        var id = record.Id.ToString();
        var last = await Db.AuditEntries.AsNoTracking()
            .Where(entry => entry.SubjectKind == kind && entry.SubjectId == id && entry.SubjectVersion > versionSeen)
            .OrderByDescending(entry => entry.Sequence)
            .FirstOrDefaultAsync(cancel);
        return last is null
            ? new Conflict("An import of the platform's data", At, AuditActions.Imported, null, null)
            : new Conflict(last.ActorName, last.At, last.Action, last.Before, last.After);
    }

    /// <summary>Appends the entries to the chain.</summary>
    internal async Task<IReadOnlyList<Changed>> SealAsync(CancellationToken cancel)
    {
        if (_audit.Count == 0)
        {
            throw new InvalidOperationException("A command changed something without an audit entry.");
        }

        await AuditChain.AppendAsync(Db, _audit, cancel);
        return _audit.ConvertAll(facts => new Changed(
            facts.Subject.Kind,
            facts.Subject.Id,
            facts.Subject.OrganisationId,
            facts.Subject.WorkspaceId,
            Who.Subject,
            Who.Name,
            facts.Action));
    }
}

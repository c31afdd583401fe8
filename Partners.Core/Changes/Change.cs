using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Values;

namespace Partners.Core.Changes;

/// <summary>
/// One command's change while it is being made: the context it loads and saves through, and what it puts beside the
/// records (audit entries, platform changes). Lives inside <see cref="ChangeRunner"/>'s transaction, under the write lock.
/// </summary>
public sealed class Change
{
    private readonly Guid _requestId;
    private readonly List<AuditFacts> _audit = [];

    internal Change(PartnersDb db, Staff who, Guid requestId, DateTimeOffset at)
    {
        Db = db;
        Who = who;
        At = at;
        _requestId = requestId;
    }

    public PartnersDb Db { get; }

    public Staff Who { get; }

    public DateTimeOffset At { get; }

    public DateOnly Today => At.DayInAmsterdam();

    /// <summary>Says for the audit trail what is being changed. Without at least one such line nothing is saved.</summary>
    public void Record(string action, AuditSubject subject, object? before, object? after, string? reason) =>
        RecordEarlier(Who, At, action, subject, before, after, reason);

    /// <summary>For made-up data only: an entry about a past in which somebody else did something.</summary>
    internal void RecordEarlier(Staff who, DateTimeOffset at, string action, AuditSubject subject, object? before, object? after, string? reason) =>
        _audit.Add(new(
            at,
            who.Subject,
            who.Name,
            action,
            subject,
            before is null ? null : CanonicalJson.Of(before),
            after is null ? null : CanonicalJson.Of(after),
            reason,
            _requestId));

    /// <summary>Says what the platform has to be told; takes the place of an earlier change of the same field that still waits.</summary>
    public async Task CarryToPlatformAsync(PlatformItem item, string field, object? value, string why, CancellationToken cancel)
    {
        var earlier = await Db.PlatformChanges
            .Where(change => change.State == PlatformChangeState.Waiting && change.Collection == item.Collection && change.Item == item.Id && change.Field == field)
            .ToListAsync(cancel);
        earlier.ForEach(change => change.Supersede(At));
        Db.PlatformChanges.Add(new PlatformChange(item, field, JsonSerializer.Serialize(value), Who, At, why));
    }

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

    /// <summary>Appends the entries to the chain. The write lock is held, so nobody else can take the next number.</summary>
    internal async Task<IReadOnlyList<Changed>> SealAsync(CancellationToken cancel)
    {
        if (_audit.Count == 0)
        {
            throw new InvalidOperationException("A command changed something without an audit entry.");
        }

        var last = await Db.AuditEntries.AsNoTracking()
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash })
            .FirstOrDefaultAsync(cancel);
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? AuditChain.Beginning);
        foreach (var facts in _audit)
        {
            var entry = new AuditEntry(++sequence, facts, hash);
            hash = entry.Hash;
            Db.AuditEntries.Add(entry);
        }

        // A made-up past is no news.
        return [.. _audit.Where(facts => facts.At == At).Select(facts => new Changed(facts.Subject.Kind, facts.Subject.Id, facts.Subject.OrganisationId, facts.Subject.WorkspaceId, Who.Subject, Who.Name, facts.Action))];
    }
}

using Partners.Core.Access;

namespace Partners.Console.Presence;

/// <param name="Kind">The kind in the audit trail.</param>
public sealed record OpenRecord(string Kind, Guid Id);

/// <param name="IsEditing">True if they have a form open on it, not just its page.</param>
public sealed record Present(string Subject, string Name, bool IsEditing);

/// <summary>
/// Who has which record open, in this process, while their page is open. A courtesy and not a lock: the record's version keeps concurrent
/// saves apart.
/// </summary>
public sealed class OpenRecords
{
    private readonly Lock _lock = new();
    private readonly Dictionary<OpenRecord, List<Visit>> _visits = [];

    /// <summary>Begins a visit, which ends when the result is disposed.</summary>
    /// <param name="changed">Called when someone else comes or goes, possibly on their thread; must not block.</param>
    public IDisposable Enter(OpenRecord record, Staff who, bool isEditing, Action changed)
    {
        var visit = new Visit(new(who.Subject, who.Name, isEditing), changed);
        List<Visit> before;
        lock (_lock)
        {
            before = [.. Of(record)];
            _visits[record] = [.. before, visit];
        }

        before.ForEach(other => other.Changed());
        return new Ending(() => Leave(record, visit));
    }

    /// <summary>Everyone else, once each, by name. Someone who edits in one tab and reads in another counts as editing.</summary>
    public IReadOnlyList<Present> Others(OpenRecord record, Staff who)
    {
        lock (_lock)
        {
            return
            [
                .. Of(record).Select(visit => visit.Who)
                    .Where(present => present.Subject != who.Subject)
                    .GroupBy(present => present.Subject, (_, same) => same.MaxBy(present => present.IsEditing)!, StringComparer.Ordinal)
                    .OrderBy(present => present.Name, StringComparer.Ordinal),
            ];
        }
    }

    private List<Visit> Of(OpenRecord record) => _visits.GetValueOrDefault(record) ?? [];

    private void Leave(OpenRecord record, Visit visit)
    {
        List<Visit> left;
        lock (_lock)
        {
            left = [.. Of(record).Where(other => other != visit)];
            if (left.Count > 0)
            {
                _visits[record] = left;
            }
            else
            {
                _visits.Remove(record);
            }
        }

        left.ForEach(other => other.Changed());
    }

    private sealed class Visit(Present who, Action changed)
    {
        public Present Who { get; } = who;

        public Action Changed { get; } = changed;
    }

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}

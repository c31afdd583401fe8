using Partners.Core.Access;

namespace Partners.Console.Presence;

/// <param name="Kind">The kind in the audit trail.</param>
public sealed record OpenRecord(string Kind, Guid Id);

/// <param name="IsEditing">True if they have a form open on it, not just its page.</param>
public sealed record Present(string Subject, string Name, bool IsEditing);

/// <summary>
/// Who has which record open while their page is open: here, and in other instances as far as they say so. A courtesy and not a lock: the
/// record's version keeps concurrent saves apart.
/// </summary>
public sealed class OpenRecords
{
    private readonly Lock _lock = new();
    private readonly Dictionary<OpenRecord, List<Visit>> _visits = [];
    private readonly Dictionary<Place, Heard> _elsewhere = [];

    /// <summary>Called when somebody comes or goes here; must not block. Null where there are no other instances.</summary>
    internal Action<OpenRecord, string>? CameOrWent { get; set; }

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
        CameOrWent?.Invoke(record, who.Subject);
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
                    .Concat(_elsewhere.Where(heard => heard.Key.Record == record).Select(heard => heard.Value.Who))
                    .Where(present => present.Subject != who.Subject)
                    .GroupBy(present => present.Subject, (_, same) => same.MaxBy(present => present.IsEditing)!, StringComparer.Ordinal)
                    .OrderBy(present => present.Name, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Whether this person has it open here, and edits it; null if they do not.</summary>
    internal Present? Here(OpenRecord record, string subject)
    {
        lock (_lock)
        {
            return Of(record).Select(visit => visit.Who).Where(present => present.Subject == subject).MaxBy(present => present.IsEditing);
        }
    }

    /// <summary>Each record that somebody has open here, with each of them.</summary>
    internal IReadOnlyList<(OpenRecord Record, string Subject)> AllHere()
    {
        lock (_lock)
        {
            return [.. _visits.SelectMany(open => open.Value, (open, visit) => (open.Key, visit.Who.Subject)).Distinct()];
        }
    }

    /// <param name="who">Null if the person has left it there.</param>
    /// <param name="at">When it was heard, by the clock that <see cref="Forget"/> compares it with.</param>
    internal void HearOf(string instance, OpenRecord record, string subject, Present? who, long at)
    {
        var place = new Place(instance, record, subject);
        lock (_lock)
        {
            var before = _elsewhere.GetValueOrDefault(place)?.Who;
            if (who is null)
            {
                _elsewhere.Remove(place);
            }
            else
            {
                _elsewhere[place] = new(who, at);
            }

            if (before == who)
            {
                return;
            }
        }

        Tell([record]);
    }

    /// <summary>Forgets what an instance said that ended, or what was not said again in time.</summary>
    internal void Forget(Func<string, long, bool> isOver)
    {
        List<Place> gone;
        lock (_lock)
        {
            gone = [.. _elsewhere.Where(heard => isOver(heard.Key.Instance, heard.Value.At)).Select(heard => heard.Key)];
            gone.ForEach(place => _elsewhere.Remove(place));
        }

        Tell(gone.Select(place => place.Record).Distinct());
    }

    private void Tell(IEnumerable<OpenRecord> records)
    {
        List<Visit> here;
        lock (_lock)
        {
            here = [.. records.SelectMany(Of)];
        }

        here.ForEach(visit => visit.Changed());
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
        CameOrWent?.Invoke(record, visit.Who.Subject);
    }

    private sealed record Place(string Instance, OpenRecord Record, string Subject);

    private sealed record Heard(Present Who, long At);

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

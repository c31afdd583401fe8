using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Audit;

/// <summary>
/// Detects entries cut off the end of the trail, which the chain cannot show. Every change also leaves its request (for as long as requests
/// are kept) and a higher version of its record, and each of these needs an entry.
/// </summary>
/// <remarks>
/// Reads requests and versions before the entries, so that a change made meanwhile shows up as a surplus entry and not as a missing one.
/// </remarks>
internal sealed class AuditEnd
{
    private const string CutOff = "The end of the trail was cut off";

    private readonly Dictionary<Guid, DateTimeOffset> _requests;
    private readonly Dictionary<(string Kind, string Id), int> _versions;

    private readonly HashSet<string> _imported;

    private AuditEnd(
        Dictionary<Guid, DateTimeOffset> requests, Dictionary<(string Kind, string Id), int> versions, HashSet<string> imported) =>
        (_requests, _versions, _imported) = (requests, versions, imported);

    public static async Task<AuditEnd> ReadAsync(PartnersDb db, IReadOnlyCollection<AuditedRecords> kinds, CancellationToken cancel)
    {
        var requests = await db.HandledRequests.AsNoTracking()
            .Select(request => new { request.Id, request.At })
            .ToDictionaryAsync(request => request.Id, request => request.At, cancel);
        var versions = new Dictionary<(string Kind, string Id), int>();
        foreach (var kind in kinds)
        {
            await foreach (var record in kind.Changed(db).AsAsyncEnumerable().WithCancellation(cancel))
            {
                versions.Add((kind.Kind, record.Id.ToString()), record.Version);
            }
        }

        var imported = kinds.Where(kind => kind.IsImported).Select(kind => kind.Kind);
        return new(requests, versions, imported.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Call it with every entry, in order.</summary>
    public void Pass(AuditEntry entry)
    {
        _requests.Remove(entry.RequestId);
        var subject = (entry.SubjectKind, entry.SubjectId);
        if (_versions.TryGetValue(subject, out var version) && entry.SubjectVersion >= version)
        {
            _versions.Remove(subject);
        }

        if (entry.Action is AuditActions.Imported
            or AuditActions.ReadByItself
            or AuditActions.DemonstrationLoaded
            or AuditActions.SyntheticLoaded)
        {
            // An import may raise any of them, and its entry does not say which.
            foreach (var raised in _versions.Keys.Where(key => _imported.Contains(key.Kind)).ToList())
            {
                _versions.Remove(raised);
            }
        }
    }

    /// <summary>After the last entry: one sentence for each sign of missing entries.</summary>
    public IReadOnlyList<string> Findings() => [.. RequestFindings(), .. VersionFindings()];

    private IEnumerable<string> RequestFindings() => _requests.Count == 0 ? [] :
    [
        FormattableString.Invariant(
            $"{CutOff}: {_requests.Count} requests have no entry, the first of {_requests.Values.Min():yyyy-MM-dd HH:mm} UTC."),
    ];

    private IEnumerable<string> VersionFindings() => _versions.Keys
        .GroupBy(key => key.Kind, StringComparer.Ordinal)
        .OrderBy(kind => kind.Key, StringComparer.Ordinal)
        .Select(kind => FormattableString.Invariant(
            $"{CutOff}: {kind.Count()} records of the kind {kind.Key} are newer than their last entry, such as {kind.First().Id}."));
}

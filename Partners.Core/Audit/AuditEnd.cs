using Microsoft.EntityFrameworkCore;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Audit;

/// <summary>
/// Finds out whether entries were cut off the end of the trail, which its chain cannot show. Each change also left its request, for as long
/// as requests are kept, and a higher version of its record: neither may be without an entry.
/// </summary>
/// <remarks>
/// Requests and versions are read before the entries. What somebody changes meanwhile then has an entry too many, and never one too few.
/// </remarks>
internal sealed class AuditEnd
{
    private const string CutOff = "The end of the trail was cut off";

    /// <summary>Kinds that an import writes too, with one entry for all that it did.</summary>
    private static readonly string[] s_alsoWrittenAtOnce = [PartnerToggle.Subject.Kind, DealSubjects.Deal];

    private readonly Dictionary<Guid, DateTimeOffset> _requests;
    private readonly Dictionary<(string Kind, string Id), int> _versions;

    private AuditEnd(Dictionary<Guid, DateTimeOffset> requests, Dictionary<(string Kind, string Id), int> versions) =>
        (_requests, _versions) = (requests, versions);

    public static async Task<AuditEnd> ReadAsync(PartnersDb db, CancellationToken cancel)
    {
        var requests = await db.HandledRequests.AsNoTracking()
            .Select(request => new { request.Id, request.At })
            .ToDictionaryAsync(request => request.Id, request => request.At, cancel);
        var versions = new Dictionary<(string Kind, string Id), int>();
        await AddAsync(PartnerToggle.Subject.Kind, db.Organisations);
        await AddAsync(DealSubjects.Deal, db.Deals);
        await AddAsync(HandoffSubjects.Handoff, db.Handoffs);
        return new(requests, versions);

        async Task AddAsync<TRecord>(string kind, IQueryable<TRecord> records)
            where TRecord : Aggregate
        {
            // The first version of a record may come from an import, which has one entry for all that it brought.
            var changed = records.AsNoTracking().Where(record => record.Version > 1).Select(record => new { record.Id, record.Version });
            await foreach (var record in changed.AsAsyncEnumerable().WithCancellation(cancel))
            {
                versions.Add((kind, record.Id.ToString()), record.Version);
            }
        }
    }

    /// <summary>Takes one entry after the other, from the first to the last.</summary>
    public void Pass(AuditEntry entry)
    {
        _requests.Remove(entry.RequestId);
        var subject = (entry.SubjectKind, entry.SubjectId);
        if (_versions.TryGetValue(subject, out var version) && entry.SubjectVersion >= version)
        {
            _versions.Remove(subject);
        }

        if (entry.Action is AuditActions.Imported or AuditActions.DemonstrationLoaded or AuditActions.SyntheticLoaded)
        {
            // It may have raised any of them, and names none.
            foreach (var raised in _versions.Keys.Where(key => s_alsoWrittenAtOnce.Contains(key.Kind, StringComparer.Ordinal)).ToList())
            {
                _versions.Remove(raised);
            }
        }
    }

    /// <summary>After the last entry: a sentence for each sign that there were more.</summary>
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

using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Consent;

/// <summary>
/// Ends the open links of what changed, in the transaction of the change (docs/product.md H36): setting it back does not open a link again.
/// </summary>
internal sealed class EndedConsents(IEnumerable<ConsentTopic> topics)
{
    private readonly Dictionary<ConsentPurpose, ConsentTopic> _topics = topics.ToDictionary(topic => topic.Purpose);

    public async Task AfterChangeAsync(PartnersDb db, IReadOnlyList<Changed> changed, CancellationToken cancel)
    {
        var kinds = _topics.Values.SelectMany(topic => topic.RecordKinds).ToHashSet(StringComparer.Ordinal);
        var ids = changed
            .Where(one => kinds.Contains(one.Kind) && Guid.TryParse(one.Id, out _))
            .Select(one => Guid.Parse(one.Id))
            .Distinct()
            .ToList();
        if (ids.Count == 0)
        {
            return;
        }

        var ended = false;
        foreach (var link in await db.ConsentLinks
            .Where(link => ids.Contains(link.SubjectId) && link.State == ConsentState.Open)
            .ToListAsync(cancel))
        {
            if (!await _topics[link.Purpose].HoldsAsync(db, link, cancel))
            {
                link.HoldsNoLonger();
                ended = true;
            }
        }

        if (ended)
        {
            await db.SaveChangesAsync(cancel);
        }
    }
}

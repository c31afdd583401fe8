using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Core.ExternalLed;

/// <summary>A card that came back because of new evidence or because its day came.</summary>
/// <param name="Name">Partner – client.</param>
/// <param name="Before">The card's facts while it was aside.</param>
internal sealed record CardReturned(Candidate Card, string Name, object Before)
{
    /// <summary>Read it after the save: it carries the version that the return made.</summary>
    public AuditSubject Subject => new(CandidateSubjects.Candidate, Card.Id.ToString(), Name, Card.PartnerId, Card.Version, Card.Id);

    public string Reason => ReturnWords.Of(Card.ReturnedFor);
}

/// <summary>The result of saving readings to entries and cards.</summary>
/// <param name="Read">Clients that are still live.</param>
/// <param name="NewlyListed">Clients listed for the first time.</param>
internal sealed record ClientsRead(int Read, int NewlyListed, IReadOnlyList<CardReturned> Returned);

/// <summary>Signal readings of a batch of clients, to be saved to their entries and cards.</summary>
internal sealed class ClientReadings
{
    private readonly IReadOnlyList<Guid> _clients;
    private readonly bool _areInARow;
    private readonly DateOnly _asOf;
    private IReadOnlyList<Guid> _touches = [];

    private ClientReadings(IReadOnlyList<Guid> clients, bool areContiguous, DateOnly asOf) =>
        (_clients, _areInARow, _asOf) = (clients, areContiguous, asOf);

    public IReadOnlyDictionary<Guid, SignalReading> Readings { get; private set; } = new Dictionary<Guid, SignalReading>();

    /// <summary>Reads without a lock: clients touched meanwhile stay marked and are read again.</summary>
    /// <param name="clients">In order of id, at least one.</param>
    /// <param name="areContiguous">No other client's id lies between theirs. A range reads faster than many single ids.</param>
    public static async Task<ClientReadings> ReadAsync(
        PartnersDb db,
        IReadOnlyList<Guid> clients,
        bool areContiguous,
        DateOnly asOf,
        SignalSettings settings,
        SideSettings sides,
        CancellationToken cancel)
    {
        var read = new ClientReadings(clients, areContiguous, asOf);

        // Read touches before the evidence, because the evidence may miss anything touched after this.
        read._touches = await db.SignalTouches
            .AsNoTracking()
            .Where(touch => clients.Contains(touch.WorkspaceId))
            .Select(touch => touch.Stamp)
            .Distinct()
            .ToListAsync(cancel);
        read.Readings = (await EvidenceQuery.LoadAsync(db, read.Clients(db), settings.Window(asOf), sides, cancel))
            .ToDictionary(evidence => evidence.WorkspaceId, evidence => SignalReading.Of(evidence, settings));
        return read;
    }

    /// <summary>Saves the differences, in the caller's transaction and under its write lock.</summary>
    public async Task<ClientsRead> SaveAsync(PartnersDb db, SignalSettings settings, DateTimeOffset at, CancellationToken cancel)
    {
        var names = await NamesAsync(db, cancel);
        var entries = await db.PipelineEntries
            .Where(entry => _clients.Contains(entry.WorkspaceId))
            .ToDictionaryAsync(entry => entry.WorkspaceId, cancel);
        var candidates = await db.Candidates
            .Where(candidate => _clients.Contains(candidate.Id))
            .ToDictionaryAsync(candidate => candidate.Id, cancel);
        var (read, newlyListed, returned) = (0, 0, new List<CardReturned>());
        foreach (var id in _clients)
        {
            // No longer a live client since the batch was put together.
            if (!Readings.TryGetValue(id, out var reading) || !names.TryGetValue(id, out var name))
            {
                continue;
            }

            read++;
            var entry = entries.GetValueOrDefault(id) ?? db.PipelineEntries.Add(new PipelineEntry(id)).Entity;
            var candidate = candidates.GetValueOrDefault(id);
            if (candidate is null && settings.Lists(reading.Score))
            {
                candidate = db.Candidates.Add(new Candidate(id, name.PartnerId, at)).Entity;
                newlyListed++;
            }

            candidate?.SetPartner(name.PartnerId);
            candidate?.Forget(reading);
            if (candidate?.ReturnSignal(reading, _asOf) is { } because)
            {
                var before = candidate.Facts();
                candidate.Return(because, at);
                returned.Add(new(candidate, $"{name.Partner} – {name.Client}", before));
            }

            entry.Read(reading, _asOf);
            entry.Name(name.PartnerId, name.Partner, name.Client);
            entry.Pair(name.Deal);
            entry.CopyCard(candidate, settings);
        }

        await db.SaveChangesAsync(cancel);
        await db.SignalTouches
            .Where(touch => _clients.Contains(touch.WorkspaceId) && _touches.Contains(touch.Stamp))
            .ExecuteDeleteAsync(cancel);
        return new(read, newlyListed, returned);
    }

    private IQueryable<Workspace> Clients(PartnersDb db) =>
        _areInARow
            ? EvidenceQuery.Between(db, _clients[0], _clients[^1])
            : db.Workspaces.AsNoTracking().LiveClients().Where(workspace => _clients.Contains(workspace.Id));

    private async Task<Dictionary<Guid, ClientNames>> NamesAsync(PartnersDb db, CancellationToken cancel)
    {
        var names = await (
            from workspace in Clients(db)
            join partner in db.Organisations on workspace.OrganisationId equals partner.Id
            select new
            {
                workspace.Id,
                workspace.OrganisationId,
                Partner = partner.Name,
                Client = workspace.DataOwnerName ?? workspace.Name,
            })
            .ToListAsync(cancel);
        var deals = (await (
            from workspace in Clients(db)
            join deal in db.Deals.Open(_asOf) on (Guid?)workspace.Id equals deal.WorkspaceId
            join summary in db.DealSummaries on deal.Id equals summary.DealId
            select new { WorkspaceId = workspace.Id, summary }).ToListAsync(cancel))
            .ToLookup(deal => deal.WorkspaceId, deal => deal.summary);
        return names.ToDictionary(
            name => name.Id,
            name => new ClientNames(name.OrganisationId, name.Partner, name.Client, ClientDeals.ForCard(deals[name.Id], _asOf)));
    }

    private sealed record ClientNames(Guid PartnerId, string Partner, string Client, DealSummary? Deal);
}

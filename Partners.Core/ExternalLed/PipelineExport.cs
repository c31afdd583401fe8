using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>The pipeline as CSV: every listed client, including those put aside.</summary>
public sealed class PipelineExport(IDbContextFactory<PartnersDb> contexts, TimeProvider time)
{
    private static readonly string[] s_header =
    [
        "workspace_id", "client", "partner", "score", "drives_usage", "invites_people", "acts_as_owner", "created_organisation", "stage",
        "deal_id", "ready",
    ];

    /// <summary>
    /// Streams each client once, highest score first. Whether a deal is near its end is judged on the day of the last refresh.
    /// </summary>
    /// <returns>How many clients were written.</returns>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<long> WriteCsvAsync(Staff who, Stream target, CancellationToken cancel) =>
        WriteAsync(who, CsvForm.Plain, entries => entries, target, cancel);

    /// <summary>Streams the clients that a person chose, whichever are listed, in the same order.</summary>
    /// <returns>How many clients were written.</returns>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public Task<long> WriteCsvAsync(
        Staff who,
        IReadOnlyList<Guid> chosen,
        CsvForm form,
        Stream target,
        CancellationToken cancel) =>
        WriteAsync(who, form, entries => entries.Where(entry => chosen.Contains(entry.WorkspaceId)), target, cancel);

    private async Task<long> WriteAsync(
        Staff who,
        CsvForm form,
        Func<IQueryable<PipelineEntry>, IQueryable<PipelineEntry>> only,
        Stream target,
        CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var asOf = await db.PipelineEntries.MaxAsync(entry => (DateOnly?)entry.AsOf, cancel) ?? time.TodayInAmsterdam();
        var ready = db.Matching(new PipelineQuery(IsReady: true), string.Empty, asOf);
        var rows =
            from entry in only(db.Matching(new PipelineQuery(), string.Empty, asOf))
            join workspace in db.Workspaces on entry.WorkspaceId equals workspace.Id
            join partner in db.Organisations on entry.PartnerId equals partner.Id
            orderby entry.Score descending, entry.WorkspaceId
            select new
            {
                entry.WorkspaceId,
                Client = workspace.DataOwnerName ?? workspace.Name,
                Partner = partner.Name,
                entry.Score,
                entry.Signals,
                entry.Stage,
                entry.IsSnoozed,
                entry.DealId,
                IsReady = ready.Any(found => found.WorkspaceId == entry.WorkspaceId),
            };
        await using var csv = Csv.Writer(target, form);
        await csv.WriteHeaderAsync(s_header, cancel);
        var written = 0L;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancel))
        {
            await csv.WriteRecordAsync(
                [
                    row.WorkspaceId.ToString(),
                    row.Client,
                    row.Partner,
                    row.Score,
                    .. Signals.All.Select(signal => CsvCell.Of(Word(row.Signals.HasFlag(signal)))),
                    CardPlaces.Of(row.Stage!.Value, row.IsSnoozed).InWords(),
                    row.DealId?.ToString(),
                    Word(row.IsReady),
                ],
                cancel);
            written++;
        }

        return written;
    }

    private static string Word(bool holds) => holds ? "true" : "false";
}

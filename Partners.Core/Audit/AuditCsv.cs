using System.Globalization;
using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Audit;

/// <summary>Streams the trail as CSV, filtered as on the page.</summary>
public static class AuditCsv
{
    private static readonly string[] s_header =
    [
        "sequence", "at_utc", "who", "action", "what_kind", "what_id", "what", "before", "after", "why", "hash",
    ];

    public static async Task WriteCsvAsync(
        this AuditTrail trail,
        Staff who,
        AuditQuery query,
        CsvForm form,
        Stream target,
        CancellationToken cancel)
    {
        await using var csv = Csv.Writer(target, form);
        await csv.WriteHeaderAsync(s_header, cancel);
        await foreach (var row in trail.ReadAsync(who, query, cancel))
        {
            await csv.WriteRecordAsync(
                [
                    row.Sequence,
                    row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    row.ActorName,
                    row.Action,
                    row.SubjectKind,
                    row.SubjectId,
                    row.SubjectName,
                    row.Before,
                    row.After,
                    row.Reason,
                    row.Hash,
                ],
                cancel);
        }
    }
}

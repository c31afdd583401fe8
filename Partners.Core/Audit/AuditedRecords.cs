using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Audit;

/// <summary>A kind of record whose versions the trail follows. The capability that owns the records registers it.</summary>
/// <param name="Kind">As <see cref="AuditSubject.Kind"/> has it.</param>
/// <param name="IsImported">An import changes such records too, with one entry for all that it did.</param>
/// <param name="Changed">Records beyond their first version, which may have come with an import.</param>
public sealed record AuditedRecords(string Kind, bool IsImported, Func<PartnersDb, IQueryable<RecordVersion>> Changed)
{
    internal static AuditedRecords Of<T>(string kind, bool isImported, Func<PartnersDb, IQueryable<T>> records)
        where T : Aggregate => new(
            kind,
            isImported,
            db => records(db).AsNoTracking()
                .Where(record => record.Version > 1)
                .Select(record => new RecordVersion { Id = record.Id, Version = record.Version }));
}

/// <summary>An object initialiser makes it, because a query can translate one.</summary>
public sealed class RecordVersion
{
    public required Guid Id { get; init; }

    public required int Version { get; init; }
}

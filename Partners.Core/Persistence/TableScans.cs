using Microsoft.EntityFrameworkCore;
using Partners.Core.Referrals;

namespace Partners.Core.Persistence;

/// <summary>In which way a table's rows are read, in SQLite's words for it; another database needs none.</summary>
internal static class TableScans
{
    /// <summary>Left to itself SQLite takes an index wherever one fits, and looks up nearly every row through it.</summary>
    /// <param name="index">The one to go by; null to read the table one row after the other.</param>
    public static IQueryable<DealStanding> By(this DbSet<DealStanding> standings, string? index) =>
#pragma warning disable EF1003 // A name of ours, which stands nowhere but in the code.
        standings.FromSqlRaw("""SELECT * FROM "DealStandings" """ + (index is null ? "NOT INDEXED" : $"INDEXED BY \"{index}\""));
#pragma warning restore EF1003
}

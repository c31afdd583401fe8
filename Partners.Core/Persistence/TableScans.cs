using Microsoft.EntityFrameworkCore;
using Partners.Core.Referrals;

namespace Partners.Core.Persistence;

/// <summary>Tables that are read one row after the other, in SQLite's words for it; another database needs none.</summary>
internal static class TableScans
{
    /// <summary>Left to itself SQLite takes an index wherever one fits, and looks up nearly every row through it.</summary>
    public static IQueryable<DealStanding> Scanned(this DbSet<DealStanding> standings) => standings.FromSqlRaw("""SELECT * FROM "DealStandings" NOT INDEXED""");
}

using System.Data.Common;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

/// <summary>What the database reports about itself.</summary>
internal static class DatabaseInspection
{
    /// <inheritdoc cref="SqliteTriggers.FindingsAsync"/>
    public static Task<IReadOnlyList<string>> TriggerFindingsAsync(this PartnersDb db, CancellationToken cancel) =>
        SqliteTriggers.FindingsAsync(db, cancel);

    /// <inheritdoc cref="SqliteDatabase.PlanOf"/>
    public static string PlanOf(DbCommand command) => SqliteDatabase.PlanOf(command);
}

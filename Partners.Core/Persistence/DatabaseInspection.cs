using System.Data.Common;

namespace Partners.Core.Persistence;

/// <summary>What the database reports about itself.</summary>
internal static class DatabaseInspection
{
    /// <inheritdoc cref="DatabaseEngine.TriggerFindingsAsync"/>
    public static Task<IReadOnlyList<string>> TriggerFindingsAsync(this PartnersDb db, CancellationToken cancel) =>
        db.Engine.TriggerFindingsAsync(db, cancel);

    /// <inheritdoc cref="DatabaseEngine.PlanOf"/>
    public static string PlanOf(DbCommand command) => DatabaseEngines.PlanOf(command);
}

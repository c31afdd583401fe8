using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Partners.Core.Persistence;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Console.Hosting;

/// <summary>
/// Reads from the database, since a connection alone opens to a damaged file too. What is wrong is for the log: anybody may ask for the
/// answer.
/// </summary>
internal sealed class DatabaseHealth(IDbContextFactory<PartnersDb> contexts, DatabaseFile database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.AuditEntries.MaxAsync(entry => (long?)entry.Sequence, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (DatabaseFault.Of(fault) is { } known)
        {
            return HealthCheckResult.Unhealthy(known.Sentence(database.Name));
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Partners.Core.Persistence;

namespace Partners.Console.Hosting;

/// <summary>
/// Reads from the database, because a connection opens even to a damaged file. Details go to the log only, since anyone may request the
/// answer.
/// </summary>
internal sealed class DatabaseHealth(IDbContextFactory<PartnersDb> contexts, DatabaseUpkeep database) : IHealthCheck
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

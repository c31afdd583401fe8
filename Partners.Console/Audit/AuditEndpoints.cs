using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Audit;

namespace Partners.Console.Audit;

internal static class AuditEndpoints
{
    /// <summary>Downloads the trail as a file, with the page's filter and the page's permission.</summary>
    public static void MapAudit(this WebApplication app) => app
        .MapGet(
            AuditAddresses.Csv,
            (
                AuditTrail trail,
                ClaimsPrincipal person,
                string? who,
                string? what,
                string? from,
                string? until,
                string? organisation,
                string? workspace) =>
            {
                var query = AuditAddresses.Read(who, what, from, until, organisation, workspace, page: null);
                return Results.Stream(
                    stream => trail.WriteCsvAsync(StaffClaims.StaffOf(person), query, stream, CancellationToken.None),
                    "text/csv; charset=utf-8",
                    "audit-trail.csv");
            })
        .RequireAuthorization(Policies.Read);
}

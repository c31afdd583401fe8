using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

internal static class StatementEndpoints
{
    /// <summary>Downloads a statement. Needs the same permission as the page.</summary>
    public static void MapStatements(this WebApplication app) => app
        .MapGet(
            LedgerAddresses.StatementCsvPattern,
            async (Guid partnerId, string month, Statements statements, ClaimsPrincipal person, CancellationToken cancel) =>
                StatementAddresses.TryReadMonth(month, out var read)
                && await statements.FindAsync(StaffClaims.StaffOf(person), partnerId, read, cancel) is { } shown
                    ? Results.Stream(
                        stream => shown.Statement.WriteCsvAsync(stream, CancellationToken.None),
                        "text/csv; charset=utf-8",
                        StatementAddresses.FileNameOf(shown.Statement))
                    : Results.NotFound())
        .RequireAuthorization(Policies.Read);
}

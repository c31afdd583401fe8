using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>Downloads of a statement. They need the same permission as the page.</summary>
internal static class StatementEndpoints
{
    public static void MapStatements(this WebApplication app)
    {
        app.MapGet(
            LedgerAddresses.StatementCsvPattern,
            async (Guid partnerId, string month, string? form, Statements statements, ClaimsPrincipal person, CancellationToken cancel) =>
                await FindAsync(statements, person, partnerId, month, cancel) is { } shown
                    ? Results.Stream(
                        stream => shown.Statement.WriteCsvAsync(CsvForms.Read(form), stream, CancellationToken.None),
                        Csv.MediaType,
                        StatementAddresses.FileNameOf(shown.Statement))
                    : Results.NotFound())
            .RequireAuthorization(Policies.Read);
        app.MapGet(
            LedgerAddresses.StatementPdfPattern,
            async (
                Guid partnerId, string month, Statements statements, TimeProvider time, ClaimsPrincipal person, CancellationToken cancel) =>
                await FindAsync(statements, person, partnerId, month, cancel) is { } shown
                    ? Results.File(
                        StatementPdf.Of(shown, time.GetUtcNow()),
                        StatementPdf.MediaType,
                        StatementAddresses.FileNameOf(shown.Statement, "pdf"))
                    : Results.NotFound())
            .RequireAuthorization(Policies.Read);
    }

    private static async Task<StatementShown?> FindAsync(
        Statements statements, ClaimsPrincipal person, Guid partnerId, string month, CancellationToken cancel) =>
        StatementAddresses.TryReadMonth(month, out var read)
            ? await statements.FindAsync(StaffClaims.StaffOf(person), partnerId, read, cancel)
            : null;
}

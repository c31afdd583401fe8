using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

internal static class LedgerEndpoints
{
    /// <summary>Downloads the deals with the grid's filter and order. Needs the same permission as the page.</summary>
    public static void MapLedger(this WebApplication app) => app
        .MapGet(
            LedgerAddresses.Csv,
            (
                LedgerExport export,
                ClaimsPrincipal person,
                string? q,
                string? partner,
                string? status,
                string? expiring,
                string? owed,
                string? discount,
                string? sort,
                string? desc,
                CancellationToken cancel) =>
            {
                var query = LedgerAddresses.Read(q, partner, status, expiring, owed, discount, sort, desc, page: null, size: null);
                return Results.Stream(
                    stream => export.WriteCsvAsync(StaffClaims.StaffOf(person), query, stream, cancel),
                    "text/csv; charset=utf-8",
                    "referral-ledger.csv");
            })
        .RequireAuthorization(Policies.Read);
}

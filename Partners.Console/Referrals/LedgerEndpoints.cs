using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Referrals;
using Partners.Core.Values;

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
                string? form,
                string? only,
                CancellationToken cancel) =>
            {
                var query = LedgerAddresses.Read(q, partner, status, expiring, owed, discount, sort, desc, page: null, size: null);
                var (who, kind) = (StaffClaims.StaffOf(person), CsvForms.Read(form));
                return Results.Stream(
                    stream => Chosen.Read(only) is { } chosen
                        ? export.WriteCsvAsync(who, query, chosen, kind, stream, cancel)
                        : export.WriteCsvAsync(who, query, kind, stream, cancel),
                    Csv.MediaType,
                    "referral-ledger.csv");
            })
        .RequireAuthorization(Policies.Read);
}

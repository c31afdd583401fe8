using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Billing;
using Partners.Core.Values;

namespace Partners.Console.Billing;

internal static class BillingEndpoints
{
    /// <summary>Downloads the accounts with the page's filter and order. Needs the same permission as the page.</summary>
    public static void MapBilling(this WebApplication app) => app
        .MapGet(
            BillingAddresses.Csv,
            (
                BillingExport export,
                ClaimsPrincipal person,
                string? q,
                string? kind,
                string? tier,
                string? desc,
                string? @class,
                string? status,
                string? mode,
                string? discount,
                string? form,
                CancellationToken cancel) =>
            {
                var query = BillingAddresses.Read(q, kind, tier, desc, page: null, size: null, @class, status, mode, discount);
                return Results.Stream(
                    stream => export.WriteCsvAsync(StaffClaims.StaffOf(person), query, CsvForms.Read(form), stream, cancel),
                    Csv.MediaType,
                    "billing-accounts.csv");
            })
        .RequireAuthorization(Policies.Read);
}

using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.ExternalLed;
using Partners.Core.Values;

namespace Partners.Console.ExternalLed;

internal static class ExternalLedEndpoints
{
    /// <summary>Downloads the clients that a person chose. Needs the same permission as the page.</summary>
    public static void MapExternalLed(this WebApplication app) => app
        .MapGet(
            ExternalLedAddresses.Csv,
            (PipelineExport export, ClaimsPrincipal person, string? only, string? form, CancellationToken cancel) => Results.Stream(
                stream => export.WriteCsvAsync(
                    StaffClaims.StaffOf(person),
                    Chosen.Read(only) ?? [],
                    CsvForms.Read(form),
                    stream,
                    cancel),
                Csv.MediaType,
                "external-led-clients.csv"))
        .RequireAuthorization(Policies.Read);
}

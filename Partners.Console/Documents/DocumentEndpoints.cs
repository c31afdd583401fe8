using System.Net.Mime;
using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Documents;

namespace Partners.Console.Documents;

internal static class DocumentEndpoints
{
    /// <summary>
    /// Hands out an attached document as a file, never as a page: a PDF may hold scripts and forms, and no browser is to open it within
    /// this site. Needs the same permission as the page of its record.
    /// </summary>
    public static void MapDocuments(this WebApplication app) => app
        .MapGet(
            DocumentAddresses.Pattern,
            async (
                Guid documentId, RecordDocuments documents, ClaimsPrincipal person, HttpResponse response, CancellationToken cancel) =>
            {
                if (await documents.FindAsync(StaffClaims.StaffOf(person), documentId, cancel) is not { } file)
                {
                    return Results.NotFound();
                }

                response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
                return Results.File(file.Content, MediaTypeNames.Application.Pdf, file.Name);
            })
        .RequireAuthorization(Policies.Read);
}

using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Branding;

namespace Partners.Console.Workspaces;

internal static class WorkspaceEndpoints
{
    /// <summary>The only content types that a logo is ever served with, each with the name of the file.</summary>
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        [LogoContent.Png] = "logo.png",
        [LogoContent.Jpeg] = "logo.jpg",
        [LogoContent.WebP] = "logo.webp",
    };

    /// <summary>Logos, as images and nothing else. Asks for the same permission as the pages.</summary>
    public static void MapWorkspaces(this WebApplication app) => app
        .MapGet(WorkspaceAddresses.LogoPattern, async (Guid workspaceId, Guid logoId, WorkspaceLogos logos, ClaimsPrincipal person, HttpResponse response, CancellationToken cancel) =>
        {
            if (await logos.FindAsync(StaffClaims.StaffOf(person), workspaceId, logoId, cancel) is not { } logo || !s_names.TryGetValue(logo.ContentType, out var name))
            {
                return Results.NotFound();
            }

            var headers = response.Headers;
            headers.CacheControl = "private, max-age=31536000, immutable";
            headers.ContentDisposition = $"inline; filename=\"{name}\"";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";

            // Opened in a tab of its own it is a document too, and one that may do nothing.
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
            return Results.Bytes(logo.Content, logo.ContentType);
        })
        .RequireAuthorization(Policies.Read);
}

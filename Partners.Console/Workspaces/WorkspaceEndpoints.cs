using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Branding;

namespace Partners.Console.Workspaces;

internal static class WorkspaceEndpoints
{
    /// <summary>The only content types that logos are served with, each with its file name.</summary>
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        [LogoContent.Png] = "logo.png",
        [LogoContent.Jpeg] = "logo.jpg",
        [LogoContent.WebP] = "logo.webp",
    };

    /// <summary>Serves logos, only ever as images. Needs the same permission as the pages.</summary>
    public static void MapWorkspaces(this WebApplication app) => app
        .MapGet(
            WorkspaceAddresses.LogoPattern,
            async (
                Guid workspaceId,
                Guid logoId,
                WorkspaceLogos logos,
                ClaimsPrincipal person,
                HttpResponse response,
                CancellationToken cancel) =>
            {
                if (await logos.FindAsync(StaffClaims.StaffOf(person), workspaceId, logoId, cancel) is not { } logo
                    || !s_names.TryGetValue(logo.ContentType, out var name))
                {
                    return Results.NotFound();
                }

                var headers = response.Headers;
                headers.CacheControl = "private, max-age=31536000, immutable";
                headers.ContentDisposition = $"inline; filename=\"{name}\"";
                headers["Cross-Origin-Resource-Policy"] = "same-origin";

                // A logo opened in its own tab is a document too, which must not be able to do anything.
                headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
                return Results.Bytes(logo.Content, logo.ContentType);
            })
        .RequireAuthorization(Policies.Read);
}

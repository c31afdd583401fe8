using System.Net.Mime;
using System.Security.Claims;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Access;
using Partners.Core.Mail;

namespace Partners.Console.Mail;

internal static class MailEndpoints
{
    /// <summary>The file of a mail and, in Development, the mail as it was caught. Both need the same permission as the page.</summary>
    public static void MapMail(this WebApplication app)
    {
        app.MapGet(
            MailAddresses.AttachmentPattern,
            async (Guid mailId, MailOutbox outbox, ClaimsPrincipal person, HttpResponse response, CancellationToken cancel) =>
                await outbox.AttachmentAsync(StaffClaims.StaffOf(person), mailId, cancel) is { } file
                    ? Download(response, file.Content, MediaTypeNames.Application.Octet, file.Name)
                    : Results.NotFound())
            .RequireAuthorization(Policies.Read);
        app.MapGet(
            MailAddresses.CaughtPattern,
            async (Guid mailId, MailSettings settings, ClaimsPrincipal person, HttpResponse response, CancellationToken cancel) =>
            {
                StaffClaims.StaffOf(person).Require(Permission.Read);
                return settings.Folder is { } folder && await FolderCarrier.FindAsync(folder, mailId, cancel) is { } mail
                    ? Download(response, mail, MediaTypeNames.Application.Octet, $"{mailId:N}.eml")
                    : Results.NotFound();
            })
            .RequireAuthorization(Policies.Read);
    }

    private static IResult Download(HttpResponse response, byte[] content, string type, string name)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        return Results.File(content, type, name);
    }
}

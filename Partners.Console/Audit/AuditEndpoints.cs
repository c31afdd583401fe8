using System.Security.Claims;
using System.Text.Json.Nodes;
using Partners.Console.Access;
using Partners.Console.Links;
using Partners.Core.Audit;
using Partners.Core.Values;

namespace Partners.Console.Audit;

internal static class AuditEndpoints
{
    /// <summary>The trail as a file, with the page's filter, and one entry as it was written. Both need the page's permission.</summary>
    public static void MapAudit(this WebApplication app)
    {
        app.MapGet(
            AuditAddresses.Csv,
            (
                AuditTrail trail,
                ClaimsPrincipal person,
                string? who,
                string? what,
                string? kind,
                string? q,
                string? from,
                string? until,
                string? organisation,
                string? workspace,
                string? form) =>
            {
                var query = AuditAddresses.Read(who, what, kind, q, from, until, organisation, workspace, page: null);
                return Results.Stream(
                    stream => trail.WriteCsvAsync(
                        StaffClaims.StaffOf(person),
                        query,
                        CsvForms.Read(form),
                        stream,
                        CancellationToken.None),
                    Csv.MediaType,
                    "audit-trail.csv");
            })
            .RequireAuthorization(Policies.Read);
        app.MapGet(
            AuditAddresses.RawPattern,
            async (AuditTrail trail, ClaimsPrincipal person, long sequence, CancellationToken cancel) =>
                await trail.FindAsync(StaffClaims.StaffOf(person), sequence, cancel) is { } entry
                    ? Results.Text(Raw(entry).ToJsonString(new() { WriteIndented = true }), "application/json; charset=utf-8")
                    : Results.NotFound())
            .RequireAuthorization(Policies.Read);
    }

    private static JsonObject Raw(AuditEntry entry) => new()
    {
        ["sequence"] = entry.Sequence,
        ["at"] = entry.At,
        ["actorSubject"] = entry.ActorSubject,
        ["actorName"] = entry.ActorName,
        ["action"] = entry.Action,
        ["subjectKind"] = entry.SubjectKind,
        ["subjectId"] = entry.SubjectId,
        ["subjectName"] = entry.SubjectName,
        ["subjectVersion"] = entry.SubjectVersion,
        ["organisationId"] = entry.OrganisationId,
        ["workspaceId"] = entry.WorkspaceId,
        ["before"] = entry.Before is null ? null : JsonNode.Parse(entry.Before),
        ["after"] = entry.After is null ? null : JsonNode.Parse(entry.After),
        ["reason"] = entry.Reason,
        ["requestId"] = entry.RequestId,
        ["previousHash"] = entry.PreviousHash,
        ["hash"] = entry.Hash,
    };
}

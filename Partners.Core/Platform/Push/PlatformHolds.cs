using System.Globalization;
using System.Text.Json;
using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

/// <summary>What the platform can hold, by its public schema.</summary>
internal static class PlatformHolds
{
    /// <summary>The fields that a new row may be given. The platform sets the others, such as the moment of its making.</summary>
    private static readonly Dictionary<string, string[]> s_ofNewRow = new(StringComparer.Ordinal)
    {
        [PlatformFields.Organisation] = [PlatformFields.Name, PlatformFields.CreatedBy],
        [PlatformFields.OrganisationMembership] = [PlatformFields.OrganisationId, PlatformFields.UserId, PlatformFields.Role],
        [PlatformFields.Workspace] =
        [
            PlatformFields.OrganisationId,
            PlatformFields.Name,
            PlatformFields.UsageContext,
            PlatformFields.Visibility,
            PlatformFields.DataOwnerName,
            PlatformFields.DataOwnerEmail,
            PlatformFields.PartnerAgreementAcceptedAt,
            PlatformFields.BillingAccountId,
            PlatformFields.CreatedBy,
        ],
        [PlatformFields.WorkspaceMembership] =
        [
            PlatformFields.WorkspaceId, PlatformFields.UserId, PlatformFields.Role, PlatformFields.Source,
        ],
        [PlatformFields.WorkspaceInvite] =
        [
            PlatformFields.WorkspaceId, PlatformFields.Email, PlatformFields.Role, PlatformFields.InvitedBy, PlatformFields.ExpiresAt,
        ],
        [PlatformFields.BillingAccount] =
        [
            PlatformFields.Label, PlatformFields.Tier, PlatformFields.PaymentMode, PlatformFields.BillingPeriod, PlatformFields.CreatedBy,
        ],
        [PlatformFields.ReferralLedger] =
        [
            PlatformFields.PartnerId,
            PlatformFields.WorkspaceId,
            PlatformFields.Kickback,
            PlatformFields.StartsAt,
            PlatformFields.ExpiresAt,
            PlatformFields.Notes,
        ],
    };

    public static bool InNewRow(string collection, string field) =>
        !s_ofNewRow.TryGetValue(collection, out var fields) || fields.Contains(field, StringComparer.Ordinal);

    /// <summary>Why the platform has no place for a change; null where it has one.</summary>
    public static string? Refuse(PlatformChange change, JsonElement value) => change switch
    {
        { Collection: not PlatformFields.ReferralLedger } => null,
        { Field: PlatformFields.Discount } => "The platform keeps no discount with a deal. It holds here.",
        { Field: PlatformFields.Cap } => "The platform keeps no cap with a deal. It holds here.",
        { Field: PlatformFields.Kickback } when Odd(value) is { } odd => InHalves(odd),
        { Field: PlatformFields.NewRecord } when Member(value, PlatformFields.WorkspaceId) is null or { ValueKind: JsonValueKind.Null } =>
            "The platform keeps no deal without the client’s workspace. It gets this one once the deal is linked to one.",
        { Field: PlatformFields.NewRecord } when Member(value, PlatformFields.Kickback) is { } kickback && Odd(kickback) is { } odd =>
            InHalves(odd),
        _ => null,
    };

    private static string InHalves(decimal percent) =>
        string.Create(CultureInfo.InvariantCulture, $"The platform keeps whole percentages, and {percent:0.##} % is none. It holds here.");

    private static decimal? Odd(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.GetDecimal() is var percent && percent != decimal.Truncate(percent)
            ? percent
            : null;

    private static JsonElement? Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : null;
}

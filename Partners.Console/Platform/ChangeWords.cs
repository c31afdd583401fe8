using System.Globalization;
using System.Text.Json;
using Partners.Console.Shell;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Values;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Platform;

/// <summary>Platform changes in words, for people, and field by field, for whoever types them in over there.</summary>
public static class ChangeWords
{
    private static readonly Dictionary<string, string> s_records = new(StringComparer.Ordinal)
    {
        [PlatformFields.Organisation] = "Organisation",
        [PlatformFields.OrganisationMembership] = "Member",
        [PlatformFields.Workspace] = "Workspace",
        [PlatformFields.Project] = "Project",
        [PlatformFields.WorkspaceMembership] = "Access",
        [PlatformFields.WorkspaceInvite] = "Invite",
        [PlatformFields.BillingAccount] = "Billing account",
        [PlatformFields.ReferralLedger] = "Deal",
        [PlatformFields.ProjectWebhook] = "Webhook",
        [PlatformFields.Files] = "File",
    };

    private static readonly Dictionary<string, string> s_fields = new(StringComparer.Ordinal)
    {
        [PlatformFields.OrganisationId] = "organisation",
        [PlatformFields.WorkspaceId] = "workspace",
        [PlatformFields.UsageContext] = "kind",
        [PlatformFields.MollieCustomer] = "customer at the payment provider",
        [PlatformFields.MollieSubscription] = "subscription at the payment provider",
        [PlatformFields.HandoffStatus] = "the platform’s own handoff",
        [PlatformFields.HandoffTarget] = "organisation it is handed to",
        [PlatformFields.EffectiveClient] = "client",
        [PlatformFields.BilledTo] = "organisation billed",
        [PlatformFields.MoveHistory] = "history of moves",
        [PlatformFields.StickyRemoved] = "people kept out",
        [PlatformFields.PartnerId] = "partner",
        [PlatformFields.UserId] = "person",
        [PlatformFields.DataOwnerName] = "data owner",
        [PlatformFields.DataOwnerEmail] = "data owner’s email",
        [PlatformFields.PartnerAgreementAcceptedAt] = "agreement accepted",
        [PlatformFields.BillingAccountId] = "billing account",
        [PlatformFields.LogoUrl] = "logo",
        [PlatformFields.LegalName] = "made out to",
        [PlatformFields.AddressLine] = "address",
        [PlatformFields.PostalCode] = "postal code",
        [PlatformFields.City] = "city",
        [PlatformFields.Country] = "country",
        [PlatformFields.VatNumber] = "VAT number",
        [PlatformFields.PaymentMode] = "payment",
        [PlatformFields.Kickback] = "kickback",
        [PlatformFields.Discount] = "discount",
        [PlatformFields.Cap] = "cap",
        [PlatformFields.StartsAt] = "starts",
        [PlatformFields.ExpiresAt] = "expires",
    };

    /// <summary>What a field says as a whole, where its name and value side by side would be no English.</summary>
    private static readonly Dictionary<(string Field, JsonValueKind Value), string> s_phrases = new()
    {
        [(PlatformFields.IsPartner, JsonValueKind.True)] = "becomes a partner",
        [(PlatformFields.IsPartner, JsonValueKind.False)] = "is no longer a partner",
        [(PlatformFields.StartsAt, JsonValueKind.Null)] = "no start",
        [(PlatformFields.ExpiresAt, JsonValueKind.Null)] = "no end",
        [(PlatformFields.PartnerAgreementAcceptedAt, JsonValueKind.Null)] = "agreement not accepted",
        [(PlatformFields.LegalName, JsonValueKind.Null)] = "made out to nobody",
        [(PlatformFields.HandoffStatus, JsonValueKind.Null)] = "the platform’s own handoff is over",
    };

    /// <summary>Fields whose words have English of their own, by the name that the audit trail has for them.</summary>
    private static readonly Dictionary<string, string> s_kinds = new(StringComparer.Ordinal)
    {
        [PlatformFields.UsageContext] = "usageContext",
        [PlatformFields.PaymentMode] = "paymentMode",
        [PlatformFields.BillingPeriod] = "billingPeriod",
    };

    /// <summary>What changes on the platform: one sentence a record, and one for all who lose access.</summary>
    public static IReadOnlyList<ChangeSentence> Of(PlatformAct act)
    {
        var leaving = act.Changes
            .Where(change => IsDeletion(change) && change.Collection == PlatformFields.WorkspaceMembership)
            .ToList();
        var together = leaving.Count > 1 ? leaving : [];
        var atLeast = act.Total > act.Changes.Count ? "At least " : null;
        return
        [
            .. act.Changes.Except(together)
                .GroupBy(change => (change.Collection, change.Item))
                .Select(changes => Sentence([.. changes], act.Names)),
            .. together.Count > 0
                ? [new ChangeSentence($"{atLeast}{Words.Number(together.Count)} people lose access", "row", together.Count)]
                : Array.Empty<ChangeSentence>(),
        ];
    }

    /// <summary>Who changed on the platform what is in conflict, as far as it says.</summary>
    public static string WhoChanged(DeliveryRow delivery) => delivery switch
    {
        { TheirsBy: null, TheirsAt: null } => "The platform does not show who changed it there.",
        { TheirsAt: { } at } =>
            $"Changed there by {delivery.TheirsBy ?? "somebody whom the platform does not name"}, {AmsterdamTime.Moment(at)}.",
        _ => $"Changed there by {delivery.TheirsBy}.",
    };

    public static string FieldOf(PlatformChangeRow change) => IsNewRecord(change) ? "New record" : change.Field;

    /// <summary>The value as it goes to the platform, or one per field for a new record.</summary>
    public static IReadOnlyList<(string? Field, string Value)> ValuesOf(PlatformChangeRow change)
    {
        using var value = JsonDocument.Parse(change.Value);
        return IsNewRecord(change) && value.RootElement.ValueKind == JsonValueKind.Object
            ? [.. value.RootElement.EnumerateObject().Select(field => ((string?)field.Name, Raw(field.Value)))]
            : [(null, Raw(value.RootElement))];
    }

    /// <summary>Of what is in conflict: the field, ours, and what the platform has instead.</summary>
    public static (string Field, string Ours, string Theirs) Differing(
        PlatformChangeRow change, IReadOnlyDictionary<string, string> names)
    {
        var field = change.Field == PlatformFields.IsPartner ? "partner" : FieldInWords(change.Field);
        return (field, Side(change.Value), Side(change.Theirs ?? "null"));

        string Side(string json)
        {
            using var value = JsonDocument.Parse(json);
            return value.RootElement.ValueKind == JsonValueKind.Null ? "nothing" : InWords(change.Field, value.RootElement, names);
        }
    }

    private static ChangeSentence Sentence(IReadOnlyList<PlatformChangeRow> changes, IReadOnlyDictionary<string, string> organisations)
    {
        var (first, record) = (changes[0], s_records.GetValueOrDefault(changes[0].Collection, "Record"));
        if (changes.FirstOrDefault(IsNewRecord) is not null)
        {
            return new($"New {record.ToLowerInvariant()}: {first.ItemName}", "row", 1);
        }

        if (changes.Any(IsDeletion))
        {
            return new(
                first.Collection switch
                {
                    PlatformFields.WorkspaceMembership => $"{first.ItemName} loses access",
                    PlatformFields.WorkspaceInvite => $"The invite of {first.ItemName} ends",
                    _ => $"{record} {first.ItemName} ends",
                },
                "row",
                1);
        }

        var facts = changes.Select(change =>
        {
            using var value = JsonDocument.Parse(change.Value);
            return FactInWords(change.Field, value.RootElement, organisations);
        });
        return new($"{record} {first.ItemName}: {string.Join(", ", facts)}", "field", changes.Count);
    }

    /// <summary>"cap € 2,500.00"; "no cap"; "becomes a partner".</summary>
    private static string FactInWords(string field, JsonElement value, IReadOnlyDictionary<string, string> organisations) =>
        s_phrases.TryGetValue((field, value.ValueKind), out var phrase) ? phrase
        : value.ValueKind == JsonValueKind.Null ? $"no {FieldInWords(field)}"
        : $"{FieldInWords(field)} {InWords(field, value, organisations)}";

    private static string FieldInWords(string field) => s_fields.GetValueOrDefault(field) ?? field.Replace('_', ' ');

    private static string InWords(
        string field, JsonElement value, IReadOnlyDictionary<string, string> organisations) => value.ValueKind switch
        {
            JsonValueKind.True => "yes",
            JsonValueKind.False => "no",
            JsonValueKind.Number when field == PlatformFields.Cap && Money.TryFromEuros(value.GetDecimal(), out var euros) =>
                euros.ToString(),
            JsonValueKind.Number when field is PlatformFields.Kickback or PlatformFields.Discount =>
                $"{value.GetDecimal().ToString("0.##", CultureInfo.InvariantCulture)} %",
            JsonValueKind.String when organisations.TryGetValue(value.GetString()!, out var name) => name,
            JsonValueKind.String when Guid.TryParseExact(value.GetString(), "D", out _) => "another one",
            JsonValueKind.String when field == PlatformFields.LogoUrl => "a new picture",
            JsonValueKind.String when Instant(value.GetString()!) is { } instant =>
                instant.UtcDateTime.TimeOfDay == TimeSpan.Zero
                    ? AmsterdamTime.Day(DateOnly.FromDateTime(instant.UtcDateTime))
                    : AmsterdamTime.Moment(instant),
            JsonValueKind.String => FactWords.Of(s_kinds.GetValueOrDefault(field) ?? field, value),
            JsonValueKind.Array => value.GetArrayLength() == 0 ? "none" : Words.Number(value.GetArrayLength()),
            JsonValueKind.Object => "changed",
            _ => value.GetRawText(),
        };

    private static DateTimeOffset? Instant(string text) => DateTimeOffset.TryParseExact(
        text,
        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out var instant)
        ? instant
        : null;

    private static bool IsNewRecord(PlatformChangeRow change) =>
        string.Equals(change.Field, PlatformFields.NewRecord, StringComparison.Ordinal);

    private static bool IsDeletion(PlatformChangeRow change) => change is { Field: PlatformFields.DeletedAt, Value: not "null" };

    private static string Raw(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "nothing",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}

/// <param name="Unit">What the platform changes for it: fields, or whole rows.</param>
public sealed record ChangeSentence(string Text, string Unit, int Count);

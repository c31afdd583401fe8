using System.Text.Json.Nodes;

namespace Partners.Console.Tests.Support;

/// <summary>A folder of platform exports made by hand, starting with one valid row per collection.</summary>
internal sealed class ExportFiles : IDisposable
{
    public const string Person = "10000000-0000-4000-8000-000000000001";
    public const string DirectusUser = "10000000-0000-4000-8000-000000000002";
    public const string Organisation = "20000000-0000-4000-8000-000000000001";
    public const string Team = "30000000-0000-4000-8000-000000000001";
    public const string Client = "30000000-0000-4000-8000-000000000002";
    public const string Project = "50000000-0000-4000-8000-000000000001";
    public const string Unknown = "dddddddd-0000-4000-8000-000000000000";

    private static readonly (string Collection, string Row)[] s_good =
    [
        (
            "app_user",
            $$"""{"id":"{{Person}}","directus_user_id":"{{DirectusUser}}","email":"Anna@Example.org","display_name":"Anna","created_at":"2025-01-01T10:00:00.000Z"}"""),
        (
            "org",
            $$"""{"id":"{{Organisation}}","name":"Bureau Özdemir","is_partner":true,"created_by":"{{Person}}","created_at":"2025-01-02T10:00:00.123456Z","deleted_at":null}"""),
        (
            "workspace",
            $$"""{"id":"{{Team}}","org_id":"{{Organisation}}","name":"Team","usage_context":null,"visibility":"private","created_by":"{{Unknown}}","created_at":"2025-01-03T10:00:00.000Z","deleted_at":null}"""),
        (
            "workspace",
            $$"""{"id":"{{Client}}","org_id":"{{Organisation}}","name":"Client","usage_context":"external","billing_account_id":"40000000-0000-4000-8000-000000000001","created_at":"2025-01-03T10:00:00.000Z"}"""),
        (
            "billing_account",
            $$"""{"id":"40000000-0000-4000-8000-000000000001","org_id":null,"workspace_id":"{{Client}}","label":"Client billing","tier":"changemaker","payment_mode":"mollie","billing_period":"monthly","percent_discount":12.5,"mollie_customer_id":"cst_1","created_at":"2025-01-04T10:00:00.000Z"}"""),
        (
            "org_membership",
            $$"""{"id":"60000000-0000-4000-8000-000000000001","org_id":"{{Organisation}}","user_id":"{{Person}}","role":"owner","created_at":"2025-01-04T10:00:00.000Z"}"""),
        (
            "workspace_membership",
            $$"""{"id":"61000000-0000-4000-8000-000000000001","workspace_id":"{{Client}}","user_id":"{{Person}}","role":"observer","source":"direct","created_at":"2025-01-04T10:00:00.000Z"}"""),
        (
            "workspace_invite",
            $$"""{"id":"62000000-0000-4000-8000-000000000001","workspace_id":"{{Client}}","email":"b@example.org","role":"external","invited_by":"{{Unknown}}","created_at":"2025-01-04T10:00:00.000Z","expires_at":"2025-02-04T10:00:00.000Z"}"""),
        (
            "project",
            $$"""{"id":"{{Project}}","workspace_id":"{{Client}}","name":"Woonvisie","directus_user_id":"{{DirectusUser}}","created_at":"2025-01-05T10:00:00.000Z","move_history":[{"from":"x"}]}"""),
        (
            "conversation",
            $$"""{"id":"70000000-0000-4000-8000-000000000001","project_id":"{{Project}}","created_at":"2025-01-06T10:00:00.000Z","duration":61}"""),
        (
            "directus_activity",
            $$"""{"id":1,"action":"create","user":"{{DirectusUser}}","timestamp":"2025-01-05T10:00:00.000Z","collection":"project","item":"{{Project}}"}"""),
        (
            "mollie_payments",
            """{"id":"tr_1","status":"paid","amount":{"value":"121.00","currency":"EUR"},"createdAt":"2025-02-01T10:00:00+00:00","paidAt":"2025-02-01T12:00:00+02:00","customerId":"cst_1","metadata":{"vat_amount":"21.00"}}"""),
        (
            "mollie_refunds",
            """{"id":"re_1","paymentId":"tr_1","amount":{"value":"10.00","currency":"EUR"},"status":"refunded","createdAt":"2025-02-03T10:00:00+00:00"}"""),
        (
            "referral_ledger",
            $$"""{"id":1,"partner_team_id":"{{Organisation}}","workspace_id":"{{Client}}","partner_kickback_percent":15,"to_organisation_discount_percent":"10.00","eur_cap_kickback":2500.5,"starts_at":"2025-01-01T00:00:00.000Z","expires_at":"2026-01-01T00:00:00.000Z","notes":"by mail","deleted_at":null}"""),
    ];

    private readonly Dictionary<string, List<string>> _rows = new(StringComparer.Ordinal);
    private readonly string _folder = Directory.CreateTempSubdirectory("partners-export-").FullName;

    public ExportFiles()
    {
        foreach (var (collection, row) in s_good)
        {
            Add(collection, row);
        }
    }

    /// <summary>The folder, with its files written.</summary>
    public string Folder
    {
        get
        {
            foreach (var (collection, rows) in _rows)
            {
                File.WriteAllText(Path.Combine(_folder, collection + ".json"), Wrapped(collection, $"[{string.Join(",\n", rows)}]"));
            }

            return _folder;
        }
    }

    /// <summary>The folder as it is.</summary>
    public string WrittenFolder => _folder;

    /// <summary>A valid row with another id, and one field set to some JSON.</summary>
    public static string Like(string collection, string id, string field, string json)
    {
        var row = Good(collection);
        row["id"] = JsonNode.Parse(id);
        if (string.Equals(collection, "app_user", StringComparison.Ordinal))
        {
            row["directus_user_id"] = Guid.NewGuid().ToString();
        }

        row[field] = JsonNode.Parse(json);
        return row.ToJsonString();
    }

    /// <summary>The first valid row of a collection.</summary>
    public static JsonObject Good(string collection) => JsonNode.Parse(s_good.First(good => good.Collection == collection).Row)!.AsObject();

    public ExportFiles Add(string collection, params string[] rows)
    {
        if (!_rows.TryGetValue(collection, out var all))
        {
            _rows[collection] = all = [];
        }

        all.AddRange(rows);
        return this;
    }

    public ExportFiles Replace(string collection, params string[] rows)
    {
        _rows[collection] = [.. rows];
        return this;
    }

    /// <summary>Replaces a collection's rows by one valid row with one field set to some JSON.</summary>
    public ExportFiles Set(string collection, string field, string json)
    {
        var row = Good(collection);
        row[field] = JsonNode.Parse(json);
        return Replace(collection, row.ToJsonString());
    }

    /// <summary>Writes a file with exactly this text.</summary>
    public ExportFiles Raw(string collection, string text)
    {
        Without(collection);
        File.WriteAllText(Path.Combine(_folder, collection + ".json"), text);
        return this;
    }

    public ExportFiles Without(string collection)
    {
        _rows.Remove(collection);
        File.Delete(Path.Combine(_folder, collection + ".json"));
        return this;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Wrapped(string collection, string rows) => collection switch
    {
        "mollie_payments" => $$$"""{"count":1,"_embedded":{"payments":{{{rows}}}},"_links":{"self":null}}""",
        "mollie_refunds" => $$$"""{"_embedded":{"refunds":{{{rows}}}}}""",
        "mollie_chargebacks" => $$$"""{"_embedded":{"chargebacks":{{{rows}}}}}""",
        "org" => $$"""{"meta":{"data":[1]},"data":{{rows}}}""",
        _ => rows,
    };
}

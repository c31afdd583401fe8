using Microsoft.Data.Sqlite;
using Partners.Core.Billing;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>The list of billing accounts with their seats, prices and agreed discounts, through the service that the page calls.</summary>
internal static class BillingMeasurements
{
    private const double Target = 10;
    private const int PageSize = 25;
    private const int MostCounted = 1_000;

    /// <summary>$1 is today, $2 is now.</summary>
    private const string Row = """
        SELECT a."Id", a."Label", o."Id", o."Name", a."WorkspaceId", own."Name", a."Tier", a."BillingPeriod", a."PaymentMode", a."Discount",
            (SELECT COUNT(DISTINCT m."PersonId") FROM "Workspaces" AS w JOIN "WorkspaceMemberships" AS m ON m."WorkspaceId" = w."Id"
                WHERE w."BillingAccountId" = a."Id" AND w."DeletedAt" IS NULL AND m."DeletedAt" IS NULL AND m."Role" <> 'Observer'),
            (SELECT COUNT(DISTINCT i."EmailKey") FROM "Workspaces" AS w JOIN "WorkspaceInvites" AS i ON i."WorkspaceId" = w."Id"
                WHERE w."BillingAccountId" = a."Id" AND w."DeletedAt" IS NULL AND i."AcceptedAt" IS NULL AND i."DeletedAt" IS NULL AND (i."ExpiresAt" IS NULL OR i."ExpiresAt" > $2) AND i."Role" <> 'Observer'
                    AND NOT EXISTS (SELECT 1 FROM "People" AS p JOIN "WorkspaceMemberships" AS s ON s."PersonId" = p."Id" JOIN "Workspaces" AS x ON x."Id" = s."WorkspaceId"
                        WHERE p."EmailKey" = i."EmailKey" AND s."DeletedAt" IS NULL AND s."Role" <> 'Observer' AND x."BillingAccountId" = a."Id" AND x."DeletedAt" IS NULL)),
            (SELECT t."Discount" FROM "Deals" AS d JOIN "DealTerms" AS t ON t."DealId" = d."Id"
                WHERE d."WorkspaceId" = a."WorkspaceId" AND d."DeletedAt" IS NULL AND d."VoidedAt" IS NULL AND (d."EndedOn" IS NULL OR d."EndedOn" >= $1) AND (d."ExpiresOn" IS NULL OR d."ExpiresOn" >= $1)
                ORDER BY d."StartsOn" <= $1 DESC, d."StartsOn" DESC, d."CreatedAt" DESC, t."HoldsFrom" <= $1 DESC, t."HoldsFrom" DESC, t."RecordedAt" DESC LIMIT 1)
        """;

    private const string Joined = """
        LEFT JOIN "Workspaces" AS own ON own."Id" = a."WorkspaceId"
        JOIN "Organisations" AS o ON o."Id" = COALESCE(a."OrganisationId", own."OrganisationId")
        """;

    /// <summary>Every account of the made-up data has one of these.</summary>
    private static readonly Tier[] s_tiers = [Tier.Innovator, Tier.Changemaker, Tier.Guardian];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var directory = run.Database.Get<BillingDirectory>();
        var (today, now) = (TimeProvider.System.TodayInAmsterdam(), DateTimeOffset.UtcNow);
        var deep = Math.Min(1_000, run.Options.Organisations / PageSize / 2);
        const string Own = """AND a."WorkspaceId" IS NOT NULL""";
        await run.MeasureAsync(
            [
                Listed("the list's first page, forwards and backwards", i => new(Descending: i % 2 == 1), (sql, i) => Page(sql, string.Empty, string.Empty, i % 2 == 1, 0)),
                Listed("filter: external clients only", i => new(Kind: AccountKind.ExternalClient, Page: 1 + (i % 3)), (sql, i) => Page(sql, Own, """WHERE "IsOwn" """, descending: false, i % 3)),
                Listed("filter: a tier", i => new(Tier: s_tiers[i % s_tiers.Length]), (sql, i) => Page(sql, $"""AND a."Tier" = '{s_tiers[i % s_tiers.Length]}'""", $"""WHERE "Tier" = '{s_tiers[i % s_tiers.Length]}'""", descending: false, 0)),
                Listed("search anywhere in the label", i => new(Search: Searches.Of(i)), (sql, i) => Search(sql, SearchKey.Of(Searches.Of(i)), string.Empty)),
                Listed("search, external clients only", i => new(Searches.Of(i), AccountKind.ExternalClient), (sql, i) => Search(sql, SearchKey.Of(Searches.Of(i)), Own)),
                Listed($"{deep:N0} pages deep", i => new(Page: deep + (i % deep)), (sql, i) => Page(sql, string.Empty, string.Empty, descending: false, deep + (i % deep) - 1)),
            ],
            cancel);

        Measurement Listed(string what, Func<int, BillingQuery> query, Func<HandSql, int, int> byHand) =>
            new(what, Target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, query(i), token)).Rows.Count, byHand);

        int Page(HandSql sql, string filter, string tallied, bool descending, int page)
        {
            var down = descending ? " DESC" : string.Empty;
            sql.Count($"""SELECT SUM("Accounts") FROM "BillingTallies" {tallied}""");
            return sql.Rows($"""
                {Row} FROM (SELECT * FROM "BillingAccounts" AS a WHERE a."DeletedAt" IS NULL {filter} ORDER BY a."LabelKey"{down}, a."Id"{down} LIMIT 25 OFFSET $3) AS a {Joined}
                ORDER BY a."LabelKey"{down}, a."Id"{down}
                """, Read, today, now, page * PageSize).Count;
        }

        int Search(HandSql sql, string text, string filter)
        {
            const string Matching = """
                FROM "BillingAccountNameTrigrams" AS t CROSS JOIN "BillingAccountNames" AS n ON n."Row" = t."rowid" CROSS JOIN "BillingAccounts" AS a ON a."Id" = n."BillingAccountId"
                WHERE "BillingAccountNameTrigrams" MATCH $1 AND a."DeletedAt" IS NULL
                """;
            var phrase = $"\"{text}\"";
            var matches = sql.Count("""SELECT COUNT(*) FROM (SELECT 1 FROM "BillingAccountNameTrigrams" WHERE "BillingAccountNameTrigrams" MATCH $1 LIMIT 1001)""", phrase);
            if (matches > MostCounted)
            {
                var walked = $"""FROM "BillingAccounts" AS a WHERE a."DeletedAt" IS NULL {filter} AND instr(a."LabelKey", $3) > 0 ORDER BY a."LabelKey", a."Id" """;
                if (filter.Length > 0)
                {
                    sql.Count($"""SELECT COUNT(*) FROM (SELECT 1 {walked.Replace("$3", "$1", StringComparison.Ordinal)} LIMIT 1001)""", text);
                }

                return sql.Rows($"""{Row} FROM (SELECT * {walked} LIMIT 25) AS a {Joined} ORDER BY a."LabelKey", a."Id" """, Read, today, now, text).Count;
            }

            if (filter.Length > 0)
            {
                sql.Count($"SELECT COUNT(*) {Matching} {filter}", phrase);
            }

            return sql.Rows($"""
                {Row} FROM (SELECT a.* {Matching.Replace("$1", "$3", StringComparison.Ordinal)} {filter} ORDER BY a."LabelKey", a."Id" LIMIT 25) AS a {Joined}
                ORDER BY a."LabelKey", a."Id"
                """, Read, today, now, phrase).Count;
        }
    }

    private static BillingRow Read(SqliteDataReader row) => new(
        row.Id(0),
        row.GetString(1),
        row.Id(2),
        row.GetString(3),
        row.MaybeId(4),
        row.MaybeText(5),
        row.Word<Tier>(6),
        row.Word<BillingPeriod>(7),
        row.Word<PaymentMode>(8),
        new(row.GetInt32(10), row.GetInt32(11)),
        row.MaybePoints(9),
        row.MaybePoints(12));
}

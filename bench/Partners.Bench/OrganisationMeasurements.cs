using Microsoft.Data.Sqlite;
using Partners.Core.Organisations;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>The list of organisations, through the service that the page calls.</summary>
internal static class OrganisationMeasurements
{
    private const int PageSize = 25;
    private const int MostCounted = 1_000;

    private const string Row = """
        SELECT o."Id", o."Name", o."IsPartner", o."ExternalWorkspaceCount",
            (SELECT COUNT(*) FROM "Deals" AS d WHERE d."PartnerId" = o."Id" AND d."DeletedAt" IS NULL AND d."VoidedAt" IS NULL
                AND (d."EndedOn" IS NULL OR d."EndedOn" >= $1) AND (d."ExpiresOn" IS NULL OR d."ExpiresOn" >= $1)),
            o."CreatedAt", o."Version"
        """;

    private const string ByName = """ORDER BY o."NameKey", o."Id" LIMIT 25""";

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var directory = run.Database.Get<OrganisationDirectory>();
        var today = TimeProvider.System.TodayInAmsterdam();
        var orders = Enum.GetValues<OrganisationOrder>();
        var deep = Math.Min(2_000, run.Options.Organisations / PageSize / 2);
        await run.MeasureAsync(
            [
                Listed("the list's first page, any order", 3, i => new(Order: orders[i % orders.Length], Descending: i % 8 >= 4), (sql, i) => Page(sql, string.Empty, Order(orders[i % orders.Length], i % 8 >= 4), 0)),
                Listed("filter: partners only", 3, i => new(PartnersOnly: true, Page: 1 + (i % 3)), (sql, i) => Page(sql, """AND o."IsPartner" """, """o."NameKey", o."Id" """, i % 3)),
                .. Enum.GetValues<Anomaly>().Select(anomaly => Listed($"filter: {anomaly}", 3, _ => new(Anomaly: anomaly), (sql, _) => Anomalous(sql, anomaly))),
                Listed("search anywhere in the name", 10, i => new(Search: Searches.Of(i)), (sql, i) => Search(sql, SearchKey.Of(Searches.Of(i)))),
                Listed($"{deep:N0} pages deep", 10, i => new(Page: deep + (i % deep)), (sql, i) => Page(sql, string.Empty, """o."NameKey", o."Id" """, deep + (i % deep) - 1)),
            ],
            cancel);

        Measurement Listed(string what, double target, Func<int, OrganisationQuery> query, Func<HandSql, int, int> byHand) =>
            new(what, target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, query(i), token)).Rows.Count, byHand);

        int Page(HandSql sql, string filter, string order, int page)
        {
            sql.Count("""SELECT SUM("Organisations") FROM "OrganisationTallies" WHERE "IsPartner" OR NOT $1""", filter.Length > 0);
            return sql.Rows($"""{Row} FROM "Organisations" AS o WHERE o."DeletedAt" IS NULL {filter} ORDER BY {order} LIMIT 25 OFFSET $2""", Read, today, page * PageSize).Count;
        }

        int Anomalous(HandSql sql, Anomaly anomaly)
        {
            var where = anomaly == Anomaly.AgreementEnded ? """o."AgreementEndsOn" < $1""" : $"""o."StandingAnomaly" = '{anomaly}'""";
            sql.Count($"""SELECT COUNT(*) FROM "Organisations" AS o WHERE o."DeletedAt" IS NULL AND {where} AND $1 IS NOT NULL""", today);
            return sql.Rows($"""{Row} FROM "Organisations" AS o WHERE o."DeletedAt" IS NULL AND {where} {ByName}""", Read, today).Count;
        }

        int Search(HandSql sql, string text)
        {
            var matches = sql.Count("""SELECT COUNT(*) FROM (SELECT 1 FROM "OrganisationNameTrigrams" WHERE "OrganisationNameTrigrams" MATCH $1 LIMIT 1001)""", $"\"{text}\"");
            return matches > MostCounted
                ? sql.Rows($"""{Row} FROM "Organisations" AS o WHERE o."DeletedAt" IS NULL AND instr(o."NameKey", $2) > 0 {ByName}""", Read, today, text).Count
                : sql.Rows($"""
                    {Row} FROM "OrganisationNameTrigrams" AS t CROSS JOIN "OrganisationNames" AS n ON n."Row" = t."rowid" CROSS JOIN "Organisations" AS o ON o."Id" = n."OrganisationId"
                    WHERE "OrganisationNameTrigrams" MATCH $2 AND o."DeletedAt" IS NULL {ByName}
                    """, Read, today, $"\"{text}\"").Count;
        }
    }

    private static string Order(OrganisationOrder order, bool descending)
    {
        var (down, up) = descending ? (" DESC", string.Empty) : (string.Empty, " DESC");
        return order switch
        {
            OrganisationOrder.Name => $"""o."NameKey"{down}, o."Id"{down}""",
            OrganisationOrder.Created => $"""o."CreatedAt"{down}, o."Id"{down}""",
            OrganisationOrder.Partner => $"""o."IsPartner"{down}, o."NameKey"{up}, o."Id"{up}""",
            OrganisationOrder.ExternalWorkspaces => $"""o."ExternalWorkspaceCount"{down}, o."NameKey"{up}, o."Id"{up}""",
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
    }

    private static OrganisationRow Read(SqliteDataReader row) =>
        new(row.Id(0), row.GetString(1), row.GetBoolean(2), row.GetInt32(3), row.GetInt32(4), row.At(5), row.GetInt32(6));
}

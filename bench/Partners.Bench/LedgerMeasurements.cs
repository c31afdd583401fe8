using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Bench;

/// <summary>Posting a million payments; then the grid of deals with its totals, what is owed, a statement and a deal, through the services that the pages call.</summary>
internal static class LedgerMeasurements
{
    private const double Target = 20;

    /// <summary>DESIGN.md has no figure for it: everybody after the first is answered from what was kept.</summary>
    private const double OfOwedAnew = 100;

    /// <summary>A month in which the made-up clients paid.</summary>
    private static readonly Month s_month = new(2026, 6);

    /// <summary>Of one, three and eight letters or more; in most deals' names, in some, in a few, in none.</summary>
    private static readonly string[] s_searches = ["e", "x", "ste", "zwa", "qqq", "gemeente", "kamperhoven", "sterrenwacht", "onvindbaar"];

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        await PostingMeasurements.RunAsync(run.Database, run.Report, cancel);
        var (directory, statements, deal) = (run.Database.Get<LedgerDirectory>(), run.Database.Get<Statements>(), run.Database.Get<DealOverview>());
        var (changes, upkeep, contexts) = (run.Database.Get<ChangeRunner>(), run.Database.Get<LedgerUpkeep>(), run.Database.Get<IDbContextFactory<PartnersDb>>());
        var (partners, deals) = await KnownAsync(run.Database, cancel);
        var today = TimeProvider.System.TodayInAmsterdam();
        var deep = Math.Min(1_000, run.Options.Share(1_000));
        await run.MeasureAsync(
            [
                Grid("the grid's first page, with its totals", new(), string.Empty, LedgerIndexes.Owed),
                .. Enum.GetValues<DealStatus>().Select(status => Grid($"filter: {status.InWords()}", new(Status: status), Condition(status), LedgerIndexes.Statuses, isWalked: status is not DealStatus.Void)),
                Grid("filter: expiring within 60 days", new(ExpiringWithinDays: 60), $"{Running} AND s.\"RunsUntil\" <= $2", LedgerIndexes.Statuses),
                Grid("filter: owed more than € 100", new(OwedMoreThan: new Money(100_00)), "s.\"Owed\" > 10000", LedgerIndexes.Owed),
                Grid("filter: discount differs", new(DiscountMismatch: true), "NOT s.\"IsVoid\" AND s.\"BilledDiscount\" <> s.\"Discount\"", index: null),
                new("filter: one partner", Target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, new(PartnerId: partners[i % partners.Count]), token)).Rows.Count, (sql, i) => Listed(sql, "s.\"PartnerId\" = $4", new("s.\"NamesKey\", s.\"DealId\"", LedgerIndexes.Partner, LedgerIndexes.Partner), 0, today, partners[i % partners.Count])),
                .. s_searches.Select(text => Grid($"search: {text}", new(Search: text), Named(text), LedgerIndexes.Names)),
                .. Enum.GetValues<LedgerOrder>().Select(order => Grid($"order: {order}", new(Order: order), string.Empty, LedgerIndexes.Owed)),
                Grid("order: owed, active deals only", new(Status: DealStatus.Active, Order: LedgerOrder.Owed), Condition(DealStatus.Active), LedgerIndexes.Statuses),
                Grid("order: expires, a search", new(Search: "gemeente", Order: LedgerOrder.Expires), Named("gemeente"), LedgerIndexes.Names),
                new($"{deep:N0} pages deep", Target, async (i, token) => (await directory.ListAsync(BenchDatabase.Who, new(Page: deep + (i % deep)), token)).Rows.Count, (sql, i) => Listed(sql, string.Empty, Walked(LedgerOrder.Partner, LedgerIndexes.Owed), deep + (i % deep) - 1, today)),
                new("owed by partner", Target, async (_, token) => (await statements.OwedAsync(BenchDatabase.Who, new(), token)).Rows.Count),
                Owed("owed by partner, largest first", new(), "\"Owed\" DESC, \"Key\", s.\"PartnerId\"", string.Empty),
                Owed("owed by partner, by name", new(Order: OwedOrder.Partner, Descending: false), "\"Key\", s.\"PartnerId\"", string.Empty),
                Owed("owed by partner, a search", new(Search: "ste"), "\"Owed\" DESC, \"Key\", s.\"PartnerId\"", "WHERE instr(s.\"PartnerKey\", 'ste') > 0"),
                new("one partner's statement", Target, async (i, token) => (await statements.FindAsync(BenchDatabase.Who, partners[i % partners.Count], s_month, token))!.Statement.Deals.Sum(found => found.Lines.Count), (sql, i) => Statement(sql, partners[i % partners.Count])),
                new("a deal, with its terms, payouts and forecast", Target, async (i, token) => RowsOf((await deal.FindAsync(BenchDatabase.Who, deals[i % deals.Count], token))!), (sql, i) => Deal(sql, deals[i % deals.Count], today)),
                new("a deal's lines", Target, async (i, token) => (await deal.LinesAsync(BenchDatabase.Who, deals[i % deals.Count], 1, 25, token)).Rows.Count, (sql, i) => Lines(sql, deals[i % deals.Count])),
            ],
            cancel);

        // A page of many is walked in its order, past what does not match.
        Measurement Grid(string what, LedgerQuery query, string where, string? index, bool isWalked = true) =>
            new(what, Target, async (_, token) => (await directory.ListAsync(BenchDatabase.Who, query, token)).Rows.Count, (sql, _) => Listed(sql, where, isWalked ? Walked(query.Order, index) : new(Order(query.Order), index, index), 0, today));

        Measurement Owed(string what, OwedQuery query, string order, string where) =>
            new($"{what}, the first after a change", OfOwedAnew, async (_, token) =>
            {
                await using var version = new DataVersion(contexts);
                return (await new Statements(changes, upkeep, contexts, version).OwedAsync(BenchDatabase.Who, query, token)).Rows.Count;
            }, (sql, _) => OwedBy(sql, order, where));
    }

    private const string Never = "'0001-01-01'";
    private const string Over = "s.\"RunsUntil\" > " + Never + " AND s.\"RunsUntil\" < $1";
    private const string Running = "s.\"RunsUntil\" >= $1";
    private const string Started = Running + " AND s.\"StartsOn\" <= $1";

    /// <summary>$1 is today, $2 is 60 days later.</summary>
    private static string Condition(DealStatus status) => status switch
    {
        DealStatus.Void => "s.\"RunsUntil\" = " + Never,
        DealStatus.Ended => Over + " AND s.\"EndedOn\" < $1",
        DealStatus.Expired => Over + " AND (s.\"EndedOn\" IS NULL OR s.\"EndedOn\" >= $1)",
        DealStatus.Upcoming => Running + " AND s.\"StartsOn\" > $1",
        DealStatus.CapReached => Started + " AND s.\"IsCapReached\"",
        DealStatus.NearCap => Started + " AND s.\"IsNearCap\" AND NOT s.\"IsCapReached\"",
        DealStatus.NearExpiry => Started + " AND NOT s.\"IsNearCap\" AND s.\"RunsUntil\" <= $2",
        DealStatus.Active => Started + " AND NOT s.\"IsNearCap\" AND s.\"RunsUntil\" > $2",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static string Order(LedgerOrder order) => order switch
    {
        LedgerOrder.Partner => "s.\"NamesKey\", s.\"DealId\"",
        LedgerOrder.Client => "s.\"ClientKey\", s.\"DealId\"",
        LedgerOrder.Cap => "s.\"Cap\" IS NULL, s.\"Cap\", s.\"DealId\"",
        LedgerOrder.Expires => "s.\"ExpiresOn\" IS NULL, s.\"ExpiresOn\", s.\"DealId\"",
        _ => $"s.\"{order}\", s.\"DealId\"",
    };

    private static string Named(string text) => $"instr(s.\"NamesKey\", '{text}') > 0";

    private static HandRead Walked(LedgerOrder order, string? totals) => new(Order(order), totals, LedgerIndexes.Of(order));

    private static int Listed(HandSql sql, string condition, HandRead by, int page, DateOnly today, Guid? partner = null)
    {
        sql.Rows($"""SELECT COUNT(*), SUM("Earned"), SUM("Owed") FROM "DealStandings" AS s {By(by.Totals)} {Where(condition)}""", row => (row.GetInt32(0), row.MaybeNumber(1), row.MaybeNumber(2)), today, today.AddDays(60), 0, partner);
        return Page(sql, condition, by.Order, By(by.Page), page, today, partner);

        static string By(string? index) => index is null ? "NOT INDEXED" : $"INDEXED BY \"{index}\"";
    }

    private static int Page(HandSql sql, string condition, string order, string hint, int page, DateOnly today, Guid? record)
    {
        const string Columns = "s.\"DealId\", d.\"PlatformId\", s.\"PartnerId\", p.\"Name\", COALESCE(w.\"DataOwnerName\", w.\"Name\", d.\"ClientName\", ''), d.\"WorkspaceId\", s.\"Kickback\", s.\"Discount\", s.\"BilledDiscount\", s.\"Cap\", s.\"Earned\", s.\"PaidOut\", s.\"Owed\", s.\"StartsOn\", s.\"ExpiresOn\", s.\"EndedOn\", s.\"IsVoid\", d.\"Version\"";
        return sql.Rows($"""
            SELECT {Columns} FROM (SELECT * FROM "DealStandings" AS s {hint} {Where(condition)} ORDER BY {order} LIMIT 25 OFFSET $3) AS s
            JOIN "Deals" AS d ON d."Id" = s."DealId" JOIN "Organisations" AS p ON p."Id" = s."PartnerId" LEFT JOIN "Workspaces" AS w ON w."Id" = d."WorkspaceId" ORDER BY {order}
            """, row => Read(row, today), today, today.AddDays(60), page * 25, record).Count;
    }

    private static string Where(string condition) => condition.Length == 0 ? string.Empty : $"WHERE {condition}";

    private static LedgerRow Read(SqliteDataReader row, DateOnly today) => new(
        row.Id(0),
        row.MaybeNumber(1),
        row.Id(2),
        row.GetString(3),
        row.GetString(4),
        row.MaybeId(5),
        row.Points(6),
        row.Points(7),
        row.MaybePoints(8),
        row.MaybeCents(9),
        row.Cents(10),
        row.Cents(11),
        row.Cents(12),
        row.Day(13),
        row.MaybeDay(14),
        row.MaybeDay(15),
        DealStatuses.Of(row.GetBoolean(16), row.Day(13), row.MaybeDay(14), row.MaybeDay(15), row.MaybeCents(9), row.Cents(10), today),
        row.GetInt32(17));

    private static int OwedBy(HandSql sql, string order, string where)
    {
        sql.Rows($"""SELECT COUNT(DISTINCT s."PartnerId"), COUNT(*), SUM(s."Earned"), SUM(s."PaidOut") FROM "DealStandings" AS s {where}""", row => (row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3)));
        return sql.Rows($"""
            SELECT s."PartnerId", p."Name", s."Deals", s."Earned", s."PaidOut", s."Owed", (SELECT MAX(c."Month") FROM "ClosedMonths" AS c WHERE c."PartnerId" = s."PartnerId")
            FROM (SELECT s."PartnerId", MIN(s."PartnerKey") AS "Key", COUNT(*) AS "Deals", SUM(s."Earned") AS "Earned", SUM(s."PaidOut") AS "PaidOut", SUM(s."Owed") AS "Owed" FROM "DealStandings" AS s {where} GROUP BY s."PartnerId" ORDER BY {order} LIMIT 25) AS s
            JOIN "Organisations" AS p ON p."Id" = s."PartnerId" ORDER BY {order}
            """, row => new PartnerOwed(row.Id(0), row.GetString(1), row.GetInt32(2), row.Cents(3), row.Cents(4), row.Cents(5), row.IsDBNull(6) ? null : Month(row, 6))).Count;
    }

    private static int Statement(HandSql sql, Guid partner)
    {
        const string OfPartner = "JOIN \"Deals\" AS d ON d.\"Id\" = x.\"DealId\" WHERE d.\"PartnerId\" = $1";
        sql.Rows("""SELECT "Name", (SELECT MAX("Month") FROM "ClosedMonths" WHERE "PartnerId" = $1) FROM "Organisations" WHERE "Id" = $1""", row => (row.GetString(0), row.MaybeNumber(1)), partner);
        sql.Rows("""
            SELECT d."Id", d."StartsOn", d."EndedOn", d."VoidedAt", COALESCE(w."DataOwnerName", w."Name", d."ClientName") FROM "Deals" AS d LEFT JOIN "Workspaces" AS w ON w."Id" = d."WorkspaceId" WHERE d."PartnerId" = $1
            """, row => (row.Id(0), row.Day(1), row.MaybeDay(2), row.MaybeAt(3), row.MaybeText(4)), partner);
        sql.Rows($"""SELECT x."DealId", x."HoldsFrom", x."Kickback", x."Discount", x."Cap", x."ExpiresOn", x."RecordedAt" FROM "DealTerms" AS x {OfPartner}""", row => (row.Id(0), row.Day(1), row.Points(2), row.Points(3), row.MaybeCents(4), row.MaybeDay(5), row.At(6)), partner);
        var lines = sql.Rows($"""
            SELECT x."DealId", x."Source", x."Position", x."Kind", x."On", x."PostedIn", x."IsLate", x."Gross", x."Vat", x."Base", x."Kickback", x."Amount", x."Contribution" FROM "LedgerLines" AS x {OfPartner} AND x."PostedIn" <= $2
            """, Line, partner, (s_month.Year * 100) + s_month.Number);
        sql.Rows($"""SELECT x."DealId", x."Id", x."Amount", x."PaidOn", x."Reference" FROM "Payouts" AS x {OfPartner} AND x."PaidOn" <= $2""", row => (row.Id(0), row.Id(1), row.Cents(2), row.Day(3), row.GetString(4)), partner, s_month.LastDay);
        return lines.Count(line => line.PostedIn == s_month);
    }

    private static LedgerLine Line(SqliteDataReader row) =>
        new(row.Id(0), row.GetInt32(2), row.GetString(1), row.Word<LineKind>(3), row.Day(4), Month(row, 5), row.GetBoolean(6), row.Cents(7), row.Cents(8), row.Cents(9), row.Points(10), row.Cents(11), row.Cents(12));

    private static Month Month(SqliteDataReader row, int column) => new(row.GetInt32(column) / 100, row.GetInt32(column) % 100);

    private static int RowsOf(DealDetails deal) => deal.Terms.Count + deal.Payouts.Count;

    private static int Deal(HandSql sql, Guid id, DateOnly today)
    {
        Page(sql, "s.\"DealId\" = $4", "s.\"DealId\"", hint: string.Empty, 0, today, id);
        sql.Rows("""SELECT "On", "Amount" FROM "LedgerLines" WHERE "DealId" = $1 AND "On" > $2""", row => (row.Day(0), row.Cents(1)), id, today.AddMonths(-Forecast.Months));
        sql.Rows("""SELECT d."Notes", (SELECT MAX(c."Month") FROM "ClosedMonths" AS c WHERE c."PartnerId" = d."PartnerId") FROM "Deals" AS d WHERE d."Id" = $1""", row => (row.MaybeText(0), row.MaybeNumber(1)), id);
        return sql.Rows("""
                SELECT "Id", "HoldsFrom", "Kickback", "Discount", "Cap", "ExpiresOn", "AgreementReference", "Reason", "RecordedByName", "RecordedAt" FROM "DealTerms" WHERE "DealId" = $1 ORDER BY "HoldsFrom" DESC, "RecordedAt" DESC, "Id" DESC
                """, row => new TermsRecord(row.Id(0), row.Day(1), row.Points(2), row.Points(3), row.MaybeCents(4), row.MaybeDay(5), row.GetString(6), row.MaybeText(7), row.GetString(8), row.At(9)), id).Count
            + sql.Rows("""
                SELECT x."Id", x."Amount", x."PaidOn", x."Reference", x."AdvanceReason", x."ReversesId", x."ReversalReason", EXISTS (SELECT 1 FROM "Payouts" AS r WHERE r."ReversesId" = x."Id"), x."RecordedByName", x."RecordedAt"
                FROM "Payouts" AS x WHERE x."DealId" = $1 ORDER BY x."PaidOn" DESC, x."Id" DESC
                """, row => new PayoutRecord(row.Id(0), row.Cents(1), row.Day(2), row.GetString(3), row.MaybeText(4), row.MaybeId(5), row.MaybeText(6), row.GetBoolean(7), row.GetString(8), row.At(9)), id).Count;
    }

    private static int Lines(HandSql sql, Guid deal)
    {
        sql.Count("""SELECT COUNT(*) FROM "LedgerLines" WHERE "DealId" = $1""", deal);
        return sql.Rows("""
            SELECT "DealId", "Source", "Position", "Kind", "On", "PostedIn", "IsLate", "Gross", "Vat", "Base", "Kickback", "Amount", "Contribution" FROM "LedgerLines" WHERE "DealId" = $1 ORDER BY "PostedIn" DESC, "Position" DESC LIMIT 25
            """, Line, deal).Count;
    }

    private static async Task<(IReadOnlyList<Guid> Partners, IReadOnlyList<Guid> Deals)> KnownAsync(BenchDatabase database, CancellationToken cancel)
    {
        await using var db = await database.ContextAsync(cancel);
        return (
            await db.DealStandings.Select(standing => standing.PartnerId).Distinct().Take(100).ToListAsync(cancel),
            await db.DealStandings.Select(standing => standing.DealId).Take(100).ToListAsync(cancel));
    }

    /// <summary>By which indexes a list's totals and its page are read; null for row after row.</summary>
    private sealed record HandRead(string Order, string? Totals, string? Page);
}

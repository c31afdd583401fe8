using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Today;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>What the pages of single records ask for, the lists beside them, and Today.</summary>
internal static class RecordMeasurements
{
    private const double OfList = 3;
    private const double OfRecord = 10;
    private const double OfToday = 20;
    private const double OfTodayAnew = 150;
    private const int Different = 100;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var database = run.Database;
        var (today, now) = (TimeProvider.System.TodayInAmsterdam(), DateTimeOffset.UtcNow);
        await using var db = await database.ContextAsync(cancel);
        var organisations = await db.Organisations.Where(organisation => organisation.IsPartner).OrderBy(organisation => organisation.CreatedAt).Select(organisation => organisation.Id).Take(Different).ToListAsync(cancel);
        var clients = await db.Workspaces.Where(workspace => workspace.UsageContext == UsageContext.External).OrderBy(workspace => workspace.CreatedAt).Select(workspace => workspace.Id).Take(Different).ToListAsync(cancel);
        var (organisation, workspace, lists, trail, platform) =
            (database.Get<OrganisationOverview>(), database.Get<WorkspaceOverview>(), database.Get<WorkspaceDirectory>(), database.Get<AuditTrail>(), database.Get<PlatformRecord>());
        var contexts = database.Get<IDbContextFactory<PartnersDb>>();
        var (overview, handoffs) = (database.Get<Overview>(), database.Get<HandoffDirectory>());
        await run.MeasureAsync(
            [
                new("Today", OfToday, async (_, token) => (await overview.FindAsync(BenchDatabase.Who, token)).Anomalies.Count),
                new("Today, the first after a change", OfTodayAnew, async (_, token) =>
                {
                    await using var version = new DataVersion(contexts);
                    return (await new Overview(contexts, version, TimeProvider.System).FindAsync(BenchDatabase.Who, token)).Anomalies.Count;
                }),
                new("an organisation", OfRecord, async (i, token) => RowsOf((await organisation.FindAsync(BenchDatabase.Who, organisations[i % Different], token))!), (sql, i) => Organisation(sql, organisations[i % Different], today)),
                new("an organisation's workspaces, with their data owners", OfList, async (i, token) => (await lists.ListAsync(BenchDatabase.Who, new(organisations[i % Different]), token)).Rows.Count, (sql, i) => Workspaces(sql, organisations[i % Different])),
                new("a workspace, with everybody in it", OfRecord, async (i, token) => RowsOf((await workspace.FindAsync(BenchDatabase.Who, clients[i % Different], token))!), (sql, i) => Workspace(sql, clients[i % Different], now)),
                new("a workspace's projects, with their conversations", OfList, async (i, token) => (await workspace.ProjectsAsync(BenchDatabase.Who, clients[i % Different], 1, token)).Rows.Count, (sql, i) => Projects(sql, clients[i % Different])),
                new("the audit trail's first page", OfList, async (_, token) => (await trail.ListAsync(BenchDatabase.Who, new(), token)).Rows.Count, (sql, _) => Audit(sql, string.Empty, null)),
                new("an organisation's part of the trail", OfList, async (i, token) => (await trail.ListAsync(BenchDatabase.Who, new(OrganisationId: organisations[i % Different]), token)).Rows.Count, (sql, i) => Audit(sql, """WHERE "OrganisationId" = $1""", organisations[i % Different])),
                new("changes that wait for the platform", OfList, async (_, token) => (await platform.ChangesAsync(BenchDatabase.Who, PlatformChangeState.Waiting, 1, 25, token)).Rows.Count, (sql, _) => Changes(sql)),
                new("the list of handoffs", OfList, async (_, token) => (await handoffs.ListAsync(BenchDatabase.Who, new(), token)).Rows.Count, (sql, _) => Handoffs(sql)),
            ],
            cancel);
    }

    private static int RowsOf(OrganisationDetails found) => found.EarlierAgreements.Count + (found.Agreement is null ? 0 : 1) + found.Contacts.Count + found.OpenDeals.Count + found.PendingHandoffs.Count;

    private static int RowsOf(WorkspaceDetails found) => found.People.Count + found.Invites.Count;

    private static int Organisation(HandSql sql, Guid id, DateOnly today)
    {
        sql.Rows("""SELECT "Name", "IsPartner", "Version", "CreatedAt", "AgreementId", "ExternalWorkspaceCount", "AgreementEndsOn" FROM "Organisations" WHERE "Id" = $1 AND "DeletedAt" IS NULL""",
            row => (row.GetString(0), row.GetBoolean(1), row.GetInt32(2), row.At(3), row.MaybeId(4), row.GetInt32(5), row.MaybeDay(6)), id);
        sql.Count("""SELECT COUNT(*) FROM "Workspaces" WHERE "OrganisationId" = $1 AND "DeletedAt" IS NULL AND "UsageContext" = 'Internal'""", id);
        return sql.Rows("""
                SELECT "Id", "Reference", "SignedOn", "RelationshipOwner", "EndsOn", "Link", "RecordedByName", "RecordedAt", "ReplacedAt" FROM "PartnerAgreements" WHERE "OrganisationId" = $1 ORDER BY "RecordedAt" DESC
                """, row => new AgreementRecord(row.Id(0), row.GetString(1), row.Day(2), row.GetString(3), row.MaybeDay(4), row.MaybeText(5), row.GetString(6), row.At(7), row.MaybeAt(8)), id).Count
            + sql.Rows("""
                SELECT p."Id", p."DisplayName", p."Email", m."Role" FROM "OrganisationMemberships" AS m JOIN "People" AS p ON p."Id" = m."PersonId"
                WHERE m."OrganisationId" = $1 AND m."DeletedAt" IS NULL AND m."Role" IN ('Owner', 'Admin') ORDER BY m."Role" DESC, p."DisplayName"
                """, row => new Contact(row.Id(0), row.GetString(1), row.GetString(2), row.Word<OrganisationRole>(3)), id).Count
            + sql.Rows("""
                SELECT d."Id", COALESCE(w."DataOwnerName", w."Name", d."ClientName", ''), s."Kickback", s."Cap", s."ExpiresOn", s."Earned", s."Owed"
                FROM "Deals" AS d JOIN "DealStandings" AS s ON s."DealId" = d."Id" LEFT JOIN "Workspaces" AS w ON w."Id" = d."WorkspaceId"
                WHERE d."PartnerId" = $1 AND d."DeletedAt" IS NULL AND d."VoidedAt" IS NULL AND (d."EndedOn" IS NULL OR d."EndedOn" >= $2) AND (d."ExpiresOn" IS NULL OR d."ExpiresOn" >= $2)
                """, row => new OpenDeal(row.Id(0), row.GetString(1), row.Points(2), row.MaybeCents(3), row.MaybeDay(4), row.Cents(5), row.Cents(6)), id, today).Count
            + sql.Count("""SELECT COUNT(*) FROM "Handoffs" WHERE "PartnerId" = $1 AND "Status" IN ('Draft', 'Scheduled')""", id);
    }

    private static int Workspaces(HandSql sql, Guid organisation)
    {
        sql.Count("""SELECT COUNT(*) FROM "Workspaces" WHERE "OrganisationId" = $1 AND "DeletedAt" IS NULL""", organisation);
        var rows = sql.Rows("""
            SELECT w."Id", w."Name", w."UsageContext", w."DataOwnerName", w."DataOwnerEmail", w."CreatedAt",
                (SELECT COUNT(*) FROM "WorkspaceMemberships" AS m WHERE m."WorkspaceId" = w."Id" AND m."DeletedAt" IS NULL)
            FROM "Workspaces" AS w WHERE w."OrganisationId" = $1 AND w."DeletedAt" IS NULL ORDER BY w."Name", w."Id" LIMIT 25
            """, row => new WorkspaceRow(row.Id(0), row.GetString(1), row.Word<UsageContext>(2), row.MaybeText(3), row.MaybeText(4), null, row.GetInt32(6), row.At(5)), organisation);
        foreach (var row in rows.Where(row => row.DataOwnerEmail is not null))
        {
            DataOwner(sql, row.Id, row.DataOwnerEmail!);
        }

        return rows.Count;
    }

    /// <summary>Membership, invite and last sign-in of one address in one workspace.</summary>
    private static void DataOwner(HandSql sql, Guid workspace, string email)
    {
        var key = EmailAddress.Key(email);
        sql.Rows("""
            SELECT m."Role", m."DeletedAt", (SELECT MAX(a."At") FROM "Activities" AS a WHERE a."DirectusUserId" = p."DirectusUserId" AND a."Action" = 'login')
            FROM "People" AS p LEFT JOIN "WorkspaceMemberships" AS m ON m."PersonId" = p."Id" AND m."WorkspaceId" = $1 WHERE p."EmailKey" = $2
            """, row => (row.MaybeText(0), row.MaybeAt(1), row.MaybeAt(2)), workspace, key);
        sql.Rows("""SELECT "Role", "ExpiresAt", "AcceptedAt", "DeletedAt" FROM "WorkspaceInvites" WHERE "WorkspaceId" = $1 AND "EmailKey" = $2""",
            row => (row.Word<WorkspaceRole>(0), row.MaybeAt(1), row.MaybeAt(2), row.MaybeAt(3)), workspace, key);
    }

    private static int Workspace(HandSql sql, Guid id, DateTimeOffset now)
    {
        var found = sql.Rows("""
            SELECT w."Name", w."Version", w."OrganisationId", o."Name", w."UsageContext", w."Visibility", w."CreatedAt", w."DataOwnerName", w."DataOwnerEmail", w."PartnerAgreementAcceptedAt", w."PartnerAgreementAcceptedByName", w."LogoUrl",
                (SELECT COUNT(*) FROM "Projects" AS p WHERE p."WorkspaceId" = w."Id" AND p."DeletedAt" IS NULL)
            FROM "Workspaces" AS w JOIN "Organisations" AS o ON o."Id" = w."OrganisationId" WHERE w."Id" = $1 AND w."DeletedAt" IS NULL
            """, row => (row.GetString(0), row.GetInt32(1), Organisation: row.Id(2), row.GetString(3), row.Word<UsageContext>(4), row.Word<WorkspaceVisibility>(5), row.At(6), row.MaybeText(7), Email: row.MaybeText(8), row.MaybeAt(9), row.MaybeText(10), row.MaybeText(11), row.GetInt32(12)), id)[0];
        DataOwner(sql, id, found.Email!);
        return sql.Rows("""
                SELECT m."Id", m."Version", p."DisplayName", p."Email", m."Role", EXISTS (SELECT 1 FROM "OrganisationMemberships" AS b WHERE b."OrganisationId" = $2 AND b."PersonId" = p."Id" AND b."DeletedAt" IS NULL), m."CreatedAt",
                    (SELECT MAX(a."At") FROM "Activities" AS a WHERE a."DirectusUserId" = p."DirectusUserId" AND a."Action" = 'login')
                FROM "WorkspaceMemberships" AS m JOIN "People" AS p ON p."Id" = m."PersonId" WHERE m."WorkspaceId" = $1 AND m."DeletedAt" IS NULL
                """, row => new PersonInWorkspace(row.Id(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.Word<WorkspaceRole>(4), row.GetBoolean(5), false, row.At(6), row.MaybeAt(7)), id, found.Organisation).Count
            + sql.Rows("""
                SELECT "Id", "Email", "Role", "CreatedAt", "ExpiresAt" FROM "WorkspaceInvites" WHERE "WorkspaceId" = $1 AND "AcceptedAt" IS NULL AND "DeletedAt" IS NULL ORDER BY "CreatedAt" DESC, "EmailKey"
                """, row => new InviteIntoWorkspace(row.Id(0), row.GetString(1), row.Word<WorkspaceRole>(2), false, row.At(3), row.MaybeAt(4), row.MaybeAt(4) > now), id).Count;
    }

    /// <summary>The first page of a workspace's live projects.</summary>
    internal static int Projects(HandSql sql, Guid workspace)
    {
        sql.Count("""SELECT COUNT(*) FROM "Projects" WHERE "WorkspaceId" = $1 AND "DeletedAt" IS NULL""", workspace);
        return sql.Rows("""
            SELECT p."Id", p."Name", (SELECT u."DisplayName" FROM "People" AS u WHERE u."DirectusUserId" = p."CreatedByUserId"), p."CreatedAt", (SELECT COUNT(*) FROM "Conversations" AS c WHERE c."ProjectId" = p."Id")
            FROM "Projects" AS p WHERE p."WorkspaceId" = $1 AND p."DeletedAt" IS NULL ORDER BY p."CreatedAt" DESC, p."Id" LIMIT $2
            """, row => new ProjectRow(row.Id(0), row.GetString(1), row.MaybeText(2), row.At(3), row.GetInt32(4)), workspace, ProjectListing.PageSize).Count;
    }

    private static int Audit(HandSql sql, string where, Guid? organisation)
    {
        object?[] values = organisation is { } id ? [id] : [];
        sql.Count($"""SELECT COUNT(*) FROM "AuditEntries" {where}""", values);
        return sql.Rows($"""
            SELECT "Sequence", "At", "ActorName", "Action", "SubjectKind", "SubjectId", "SubjectName", "OrganisationId", "WorkspaceId", "Before", "After", "Reason", "Hash" FROM "AuditEntries" {where} ORDER BY "Sequence" DESC LIMIT 50
            """, row => new AuditRow(row.GetInt64(0), row.At(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.MaybeId(7), row.MaybeId(8), row.MaybeText(9), row.MaybeText(10), row.MaybeText(11), row.GetString(12)), values).Count;
    }

    private static int Changes(HandSql sql)
    {
        sql.Count("""SELECT COUNT(*) FROM "PlatformChanges" WHERE "State" = 'Waiting'""");
        return sql.Rows("""
            SELECT "Id", "Collection", "Item", "ItemName", "Field", "Value", "ByName", "At", "Why", "State", "SettledAt" FROM "PlatformChanges" WHERE "State" = 'Waiting' ORDER BY "At" DESC, "Id" DESC LIMIT 25
            """, row => new PlatformChangeRow(row.Id(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.At(7), row.GetString(8), row.Word<PlatformChangeState>(9), row.MaybeAt(10))).Count;
    }

    private static int Handoffs(HandSql sql)
    {
        sql.Rows("""SELECT "Status", COUNT(*), COUNT("BlockedBecause") FROM "Handoffs" GROUP BY "Status" """, row => (row.Word<HandoffStatus>(0), row.GetInt32(1), row.GetInt32(2)));
        return sql.Rows("""
            SELECT h."Id", h."WorkspaceId", w."Name", h."PartnerId", p."Name", h."ClientId", COALESCE(c."Name", h."NewClientName"), h."Status", h."AgreedOn", h."PreparedByName", h."PreparedAt", h."EndedByName", h."EndedAt", h."CancelledBecause", h."BlockedBecause"
            FROM "Handoffs" AS h JOIN "Workspaces" AS w ON w."Id" = h."WorkspaceId" JOIN "Organisations" AS p ON p."Id" = h."PartnerId" LEFT JOIN "Organisations" AS c ON c."Id" = h."ClientId"
            ORDER BY h."PreparedAt" DESC, h."Id" DESC LIMIT 25
            """, Handoff).Count;
    }

    private static HandoffRow Handoff(SqliteDataReader row) =>
        new(row.Id(0), row.Id(1), row.GetString(2), row.Id(3), row.GetString(4), row.MaybeId(5), row.MaybeText(6), row.Word<HandoffStatus>(7), row.MaybeDay(8), row.GetString(9), row.At(10), row.MaybeText(11), row.MaybeAt(12), row.MaybeText(13), row.MaybeText(14));
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace Partners.Core.Persistence;

/// <summary>
/// What SQLite keeps by itself: the append-only trail, counts, and the indexes for searching names. Called by the
/// migrations that make the tables. The only SQL in Core that is SQLite's own.
/// </summary>
internal static partial class SqliteTriggers
{
    public static void Create(MigrationBuilder migration)
    {
        foreach (var statement in (string[])[.. s_appendOnlyAudit, .. s_tallies, .. s_externalWorkspaces, .. Names("Organisation", "NameKey")])
        {
            migration.Sql(statement);
        }
    }

    /// <summary>The same for billing accounts, which were there before: their totals, and the index of their names; also the keys of addresses.</summary>
    public static void CreateForBilling(MigrationBuilder migration)
    {
        foreach (var statement in (string[])[.. s_billingBefore, .. s_billingTallies, .. Names("BillingAccount", "LabelKey")])
        {
            migration.Sql(statement);
        }

        migration.Sql("""INSERT INTO "BillingAccountNames" ("BillingAccountId", "NameKey") SELECT "Id", "LabelKey" FROM "BillingAccounts" WHERE "DeletedAt" IS NULL""");
    }

    /// <summary>
    /// What is closed, and what was paid out, stays as it is: nobody comes past this, not even with SQL by hand. Also the grid's orders
    /// in which no cap is the highest, and no expiry the last.
    /// </summary>
    public static void CreateForLedger(MigrationBuilder migration)
    {
        foreach (var statement in (string[])[.. s_closedMonths, .. s_missingLast])
        {
            migration.Sql(statement);
        }
    }

    private static readonly string[] s_closedMonths =
    [
        $"""
        CREATE TRIGGER "LedgerLines_Closed_Insert" BEFORE INSERT ON "LedgerLines" WHEN {IsClosed("new", "new.\"PostedIn\"")}
        BEGIN SELECT RAISE(ABORT, 'The month is closed: a line cannot be added to it.'); END
        """,
        $"""
        CREATE TRIGGER "LedgerLines_Closed_Update" BEFORE UPDATE ON "LedgerLines" WHEN {IsClosed("old", "old.\"PostedIn\"")} OR {IsClosed("new", "new.\"PostedIn\"")}
        BEGIN SELECT RAISE(ABORT, 'The month is closed: its lines cannot be changed.'); END
        """,
        $"""
        CREATE TRIGGER "LedgerLines_Closed_Delete" BEFORE DELETE ON "LedgerLines" WHEN {IsClosed("old", "old.\"PostedIn\"")}
        BEGIN SELECT RAISE(ABORT, 'The month is closed: its lines cannot be removed.'); END
        """,
        $"""
        CREATE TRIGGER "Payouts_Closed_Insert" BEFORE INSERT ON "Payouts" WHEN {IsClosed("new", "CAST(substr(new.\"PaidOn\", 1, 4) || substr(new.\"PaidOn\", 6, 2) AS INTEGER)")}
        BEGIN SELECT RAISE(ABORT, 'The month is closed: a payout cannot be added to it.'); END
        """,
        """
        CREATE TRIGGER "Payouts_NoUpdate" BEFORE UPDATE ON "Payouts"
        BEGIN SELECT RAISE(ABORT, 'A payout cannot be changed. It is reversed.'); END
        """,
        """
        CREATE TRIGGER "Payouts_NoDelete" BEFORE DELETE ON "Payouts"
        BEGIN SELECT RAISE(ABORT, 'A payout cannot be removed. It is reversed.'); END
        """,
        """
        CREATE TRIGGER "ClosedMonths_OnlyLater" BEFORE INSERT ON "ClosedMonths"
        WHEN new."Month" <= (SELECT MAX("Month") FROM "ClosedMonths" WHERE "PartnerId" = new."PartnerId")
        BEGIN SELECT RAISE(ABORT, 'Months are closed one after the other.'); END
        """,
        """
        CREATE TRIGGER "ClosedMonths_NoUpdate" BEFORE UPDATE ON "ClosedMonths"
        BEGIN SELECT RAISE(ABORT, 'A closed month stays as it is.'); END
        """,
        """
        CREATE TRIGGER "ClosedMonths_NoDelete" BEFORE DELETE ON "ClosedMonths"
        BEGIN SELECT RAISE(ABORT, 'A closed month stays closed.'); END
        """,
    ];

    private static readonly string[] s_missingLast =
    [
        """CREATE INDEX "IX_DealStandings_Cap" ON "DealStandings" ("Cap" IS NULL, "Cap", "DealId")""",
        """CREATE INDEX "IX_DealStandings_ExpiresOn" ON "DealStandings" ("ExpiresOn" IS NULL, "ExpiresOn", "DealId")""",
    ];

    private static readonly string[] s_appendOnlyAudit =
    [
        """
        CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry cannot be changed.'); END
        """,
        // Also against INSERT OR REPLACE, which removes the row that is in its way without asking the trigger below.
        """
        CREATE TRIGGER "AuditEntries_OnlyNext" BEFORE INSERT ON "AuditEntries"
        WHEN new."Sequence" <> (SELECT COALESCE(MAX("Sequence"), 0) + 1 FROM "AuditEntries")
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry can only follow the last one.'); END
        """,
        """
        CREATE TRIGGER "AuditEntries_NoDelete" BEFORE DELETE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry cannot be removed.'); END
        """,
    ];

    private static readonly string[] s_tallies =
    [
        """INSERT INTO "OrganisationTallies" ("IsPartner", "Organisations") VALUES (0, 0), (1, 0)""",
        """
        CREATE TRIGGER "Organisations_Tally_Insert" AFTER INSERT ON "Organisations" WHEN new."DeletedAt" IS NULL
        BEGIN UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" + 1 WHERE "IsPartner" = new."IsPartner"; END
        """,
        """
        CREATE TRIGGER "Organisations_Tally_Delete" AFTER DELETE ON "Organisations" WHEN old."DeletedAt" IS NULL
        BEGIN UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" - 1 WHERE "IsPartner" = old."IsPartner"; END
        """,
        """
        CREATE TRIGGER "Organisations_Tally_Update" AFTER UPDATE OF "IsPartner", "DeletedAt" ON "Organisations"
        BEGIN
            UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" - 1 WHERE "IsPartner" = old."IsPartner" AND old."DeletedAt" IS NULL;
            UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" + 1 WHERE "IsPartner" = new."IsPartner" AND new."DeletedAt" IS NULL;
        END
        """,
    ];

    private static readonly string[] s_billingBefore =
    [
        """UPDATE "WorkspaceInvites" SET "EmailKey" = lower(trim("Email"))""",
        // search_key is SearchKey.Of, which DatabaseFile lends to the connection that migrates.
        """UPDATE "BillingAccounts" SET "LabelKey" = search_key("Label")""",
        """
        INSERT INTO "BillingTallies" ("IsOwn", "Tier", "Accounts")
        SELECT own."IsOwn", tier."Tier",
            (SELECT COUNT(*) FROM "BillingAccounts" AS account WHERE account."DeletedAt" IS NULL AND account."Tier" = tier."Tier" AND (account."WorkspaceId" IS NOT NULL) = own."IsOwn")
        FROM (SELECT 0 AS "IsOwn" UNION SELECT 1) AS own,
            (SELECT 'Free' AS "Tier" UNION SELECT 'Pilot' UNION SELECT 'Pioneer' UNION SELECT 'Innovator' UNION SELECT 'Changemaker' UNION SELECT 'Guardian') AS tier
        """,
    ];

    private static readonly string[] s_billingTallies =
    [
        """
        CREATE TRIGGER "BillingAccounts_Tally_Insert" AFTER INSERT ON "BillingAccounts" WHEN new."DeletedAt" IS NULL
        BEGIN UPDATE "BillingTallies" SET "Accounts" = "Accounts" + 1 WHERE "IsOwn" = (new."WorkspaceId" IS NOT NULL) AND "Tier" = new."Tier"; END
        """,
        """
        CREATE TRIGGER "BillingAccounts_Tally_Delete" AFTER DELETE ON "BillingAccounts" WHEN old."DeletedAt" IS NULL
        BEGIN UPDATE "BillingTallies" SET "Accounts" = "Accounts" - 1 WHERE "IsOwn" = (old."WorkspaceId" IS NOT NULL) AND "Tier" = old."Tier"; END
        """,
        """
        CREATE TRIGGER "BillingAccounts_Tally_Update" AFTER UPDATE OF "WorkspaceId", "Tier", "DeletedAt" ON "BillingAccounts"
        BEGIN
            UPDATE "BillingTallies" SET "Accounts" = "Accounts" - 1 WHERE "IsOwn" = (old."WorkspaceId" IS NOT NULL) AND "Tier" = old."Tier" AND old."DeletedAt" IS NULL;
            UPDATE "BillingTallies" SET "Accounts" = "Accounts" + 1 WHERE "IsOwn" = (new."WorkspaceId" IS NOT NULL) AND "Tier" = new."Tier" AND new."DeletedAt" IS NULL;
        END
        """,
    ];

    private static readonly string[] s_externalWorkspaces =
    [
        """
        CREATE TRIGGER "Workspaces_External_Insert" AFTER INSERT ON "Workspaces"
        WHEN new."UsageContext" = 'External' AND new."DeletedAt" IS NULL
        BEGIN UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" + 1 WHERE "Id" = new."OrganisationId"; END
        """,
        """
        CREATE TRIGGER "Workspaces_External_Delete" AFTER DELETE ON "Workspaces"
        WHEN old."UsageContext" = 'External' AND old."DeletedAt" IS NULL
        BEGIN UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" - 1 WHERE "Id" = old."OrganisationId"; END
        """,
        """
        CREATE TRIGGER "Workspaces_External_Update" AFTER UPDATE OF "OrganisationId", "UsageContext", "DeletedAt" ON "Workspaces"
        BEGIN
            UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" - 1
            WHERE "Id" = old."OrganisationId" AND old."UsageContext" = 'External' AND old."DeletedAt" IS NULL;
            UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" + 1
            WHERE "Id" = new."OrganisationId" AND new."UsageContext" = 'External' AND new."DeletedAt" IS NULL;
        END
        """,
    ];

    /// <summary>
    /// Trigrams of every live name. The names stand in a table of their own because the index goes by row number, which
    /// only an integer key keeps through a VACUUM.
    /// </summary>
    /// <param name="one">The word for one of the table's rows, from which the other names are made.</param>
    /// <param name="key">The column with the name as it is searched.</param>
    private static string[] Names(string one, string key) =>
    [
        $"""CREATE TABLE "{one}Names" ("Row" INTEGER PRIMARY KEY, "{one}Id" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL)""",
        $"""CREATE VIRTUAL TABLE "{one}NameTrigrams" USING fts5("NameKey", content='{one}Names', content_rowid='Row', tokenize='trigram')""",
        .. Trigrams(one),
        $"""
        CREATE TRIGGER "{one}s_Name_Insert" AFTER INSERT ON "{one}s" WHEN new."DeletedAt" IS NULL
        BEGIN INSERT INTO "{one}Names" ("{one}Id", "NameKey") VALUES (new."Id", new."{key}"); END
        """,
        $"""
        CREATE TRIGGER "{one}s_Name_Delete" AFTER DELETE ON "{one}s"
        BEGIN DELETE FROM "{one}Names" WHERE "{one}Id" = old."Id"; END
        """,
        $"""
        CREATE TRIGGER "{one}s_Name_Update" AFTER UPDATE OF "{key}", "DeletedAt" ON "{one}s"
        BEGIN
            DELETE FROM "{one}Names" WHERE "{one}Id" = old."Id";
            INSERT INTO "{one}Names" ("{one}Id", "NameKey") SELECT new."Id", new."{key}" WHERE new."DeletedAt" IS NULL;
        END
        """,
    ];

    /// <summary>Keeps the trigrams of a table of names.</summary>
    private static string[] Trigrams(string one) =>
    [
        $"""
        CREATE TRIGGER "{one}Names_Insert" AFTER INSERT ON "{one}Names"
        BEGIN INSERT INTO "{one}NameTrigrams" ("rowid", "NameKey") VALUES (new."Row", new."NameKey"); END
        """,
        $"""
        CREATE TRIGGER "{one}Names_Delete" AFTER DELETE ON "{one}Names"
        BEGIN INSERT INTO "{one}NameTrigrams" ("{one}NameTrigrams", "rowid", "NameKey") VALUES ('delete', old."Row", old."NameKey"); END
        """,
    ];

    /// <summary>Whether the deal's partner has closed that month, or a later one.</summary>
    private static string IsClosed(string row, string month) =>
        $"""EXISTS (SELECT 1 FROM "Deals" AS deal JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deal."PartnerId" WHERE deal."Id" = {row}."DealId" AND closed."Month" >= {month})""";
}

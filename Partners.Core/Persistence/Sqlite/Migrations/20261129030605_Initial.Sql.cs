namespace Partners.Core.Persistence.Sqlite.Migrations;

public partial class Initial
{
    /// <summary>What the model cannot describe. A text of its own: a migration never calls code that may change later.</summary>
    private const string Sql = """
        -- The audit trail is append-only, whoever writes to it.

        CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry cannot be changed.'); END;

        CREATE TRIGGER "AuditEntries_NoDelete" BEFORE DELETE ON "AuditEntries"
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry cannot be removed.'); END;

        CREATE TRIGGER "AuditEntries_OnlyNext" BEFORE INSERT ON "AuditEntries"
        WHEN new."Sequence" <> (SELECT COALESCE(MAX("Sequence"), 0) + 1 FROM "AuditEntries")
        BEGIN SELECT RAISE(ABORT, 'The audit trail is append-only: an entry can only follow the last one.'); END;

        -- A closed month keeps its lines and payouts. A payout is reversed, never changed.

        CREATE TRIGGER "LedgerLines_Closed_Insert" BEFORE INSERT ON "LedgerLines"
        WHEN EXISTS (
            SELECT 1 FROM "Deals" AS deal JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deal."PartnerId"
            WHERE deal."Id" = new."DealId" AND closed."Month" >= new."PostedIn")
        BEGIN SELECT RAISE(ABORT, 'The month is closed: a line cannot be added to it.'); END;

        CREATE TRIGGER "LedgerLines_Closed_Update" BEFORE UPDATE ON "LedgerLines"
        WHEN EXISTS (
            SELECT 1 FROM "Deals" AS deal JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deal."PartnerId"
            WHERE deal."Id" = old."DealId" AND closed."Month" >= old."PostedIn")
        OR EXISTS (
            SELECT 1 FROM "Deals" AS deal JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deal."PartnerId"
            WHERE deal."Id" = new."DealId" AND closed."Month" >= new."PostedIn")
        BEGIN SELECT RAISE(ABORT, 'The month is closed: its lines cannot be changed.'); END;

        CREATE TRIGGER "LedgerLines_Closed_Delete" BEFORE DELETE ON "LedgerLines"
        WHEN EXISTS (
            SELECT 1 FROM "Deals" AS deal JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deal."PartnerId"
            WHERE deal."Id" = old."DealId" AND closed."Month" >= old."PostedIn")
        BEGIN SELECT RAISE(ABORT, 'The month is closed: its lines cannot be removed.'); END;

        CREATE TRIGGER "Payouts_Closed_Insert" BEFORE INSERT ON "Payouts"
        WHEN EXISTS (
            SELECT 1 FROM "Deals" AS deal JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deal."PartnerId"
            WHERE deal."Id" = new."DealId" AND closed."Month" >= CAST(substr(new."PaidOn", 1, 4) || substr(new."PaidOn", 6, 2) AS INTEGER))
        BEGIN SELECT RAISE(ABORT, 'The month is closed: a payout cannot be added to it.'); END;

        CREATE TRIGGER "Payouts_NoUpdate" BEFORE UPDATE ON "Payouts"
        BEGIN SELECT RAISE(ABORT, 'A payout cannot be changed. It is reversed.'); END;

        CREATE TRIGGER "Payouts_NoDelete" BEFORE DELETE ON "Payouts"
        BEGIN SELECT RAISE(ABORT, 'A payout cannot be removed. It is reversed.'); END;

        CREATE TRIGGER "ClosedMonths_OnlyLater" BEFORE INSERT ON "ClosedMonths"
        WHEN new."Month" <= (SELECT MAX("Month") FROM "ClosedMonths" WHERE "PartnerId" = new."PartnerId")
        BEGIN SELECT RAISE(ABORT, 'Months are closed one after the other.'); END;

        CREATE TRIGGER "ClosedMonths_NoUpdate" BEFORE UPDATE ON "ClosedMonths"
        BEGIN SELECT RAISE(ABORT, 'A closed month stays as it is.'); END;

        CREATE TRIGGER "ClosedMonths_NoDelete" BEFORE DELETE ON "ClosedMonths"
        BEGIN SELECT RAISE(ABORT, 'A closed month stays closed.'); END;

        -- How many live organisations there are: counting 100,000 misses the 3 ms of a first page.

        INSERT INTO "OrganisationTallies" ("IsPartner", "Organisations") VALUES (0, 0), (1, 0);

        CREATE TRIGGER "Organisations_Tally_Insert" AFTER INSERT ON "Organisations" WHEN new."DeletedAt" IS NULL
        BEGIN UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" + 1 WHERE "IsPartner" = new."IsPartner"; END;

        CREATE TRIGGER "Organisations_Tally_Delete" AFTER DELETE ON "Organisations" WHEN old."DeletedAt" IS NULL
        BEGIN UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" - 1 WHERE "IsPartner" = old."IsPartner"; END;

        CREATE TRIGGER "Organisations_Tally_Update" AFTER UPDATE OF "IsPartner", "DeletedAt" ON "Organisations"
        BEGIN
            UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" - 1
            WHERE "IsPartner" = old."IsPartner" AND old."DeletedAt" IS NULL;
            UPDATE "OrganisationTallies" SET "Organisations" = "Organisations" + 1
            WHERE "IsPartner" = new."IsPartner" AND new."DeletedAt" IS NULL;
        END;

        -- How many live accounts there are, by kind and tier: counting 400,000 misses the 3 ms of a first page.

        INSERT INTO "BillingTallies" ("IsOwn", "Tier", "Accounts")
        SELECT kind.column1, tier.column1, 0
        FROM (VALUES (0), (1)) AS kind
        CROSS JOIN (VALUES ('Free'), ('Pilot'), ('Pioneer'), ('Innovator'), ('Changemaker'), ('Guardian')) AS tier;

        CREATE TRIGGER "BillingAccounts_Tally_Insert" AFTER INSERT ON "BillingAccounts" WHEN new."DeletedAt" IS NULL
        BEGIN
            UPDATE "BillingTallies" SET "Accounts" = "Accounts" + 1
            WHERE "IsOwn" = (new."WorkspaceId" IS NOT NULL) AND "Tier" = new."Tier";
        END;

        CREATE TRIGGER "BillingAccounts_Tally_Delete" AFTER DELETE ON "BillingAccounts" WHEN old."DeletedAt" IS NULL
        BEGIN
            UPDATE "BillingTallies" SET "Accounts" = "Accounts" - 1
            WHERE "IsOwn" = (old."WorkspaceId" IS NOT NULL) AND "Tier" = old."Tier";
        END;

        CREATE TRIGGER "BillingAccounts_Tally_Update" AFTER UPDATE OF "WorkspaceId", "Tier", "DeletedAt" ON "BillingAccounts"
        BEGIN
            UPDATE "BillingTallies" SET "Accounts" = "Accounts" - 1
            WHERE "IsOwn" = (old."WorkspaceId" IS NOT NULL) AND "Tier" = old."Tier" AND old."DeletedAt" IS NULL;
            UPDATE "BillingTallies" SET "Accounts" = "Accounts" + 1
            WHERE "IsOwn" = (new."WorkspaceId" IS NOT NULL) AND "Tier" = new."Tier" AND new."DeletedAt" IS NULL;
        END;

        -- How many live external-client workspaces an organisation has: the list is sorted and filtered by it.

        CREATE TRIGGER "Workspaces_External_Insert" AFTER INSERT ON "Workspaces"
        WHEN new."UsageContext" = 'External' AND new."DeletedAt" IS NULL
        BEGIN
            UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" + 1 WHERE "Id" = new."OrganisationId";
        END;

        CREATE TRIGGER "Workspaces_External_Delete" AFTER DELETE ON "Workspaces"
        WHEN old."UsageContext" = 'External' AND old."DeletedAt" IS NULL
        BEGIN
            UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" - 1 WHERE "Id" = old."OrganisationId";
        END;

        CREATE TRIGGER "Workspaces_External_Update" AFTER UPDATE OF "OrganisationId", "UsageContext", "DeletedAt" ON "Workspaces"
        BEGIN
            UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" - 1
            WHERE "Id" = old."OrganisationId" AND old."UsageContext" = 'External' AND old."DeletedAt" IS NULL;
            UPDATE "Organisations" SET "ExternalWorkspaceCount" = "ExternalWorkspaceCount" + 1
            WHERE "Id" = new."OrganisationId" AND new."UsageContext" = 'External' AND new."DeletedAt" IS NULL;
        END;

        -- The trigrams of names. Two texts of one record are two lines, so that no phrase that somebody types spans both.

        CREATE TABLE "OrganisationNames" ("Row" INTEGER PRIMARY KEY, "OrganisationId" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL);

        CREATE VIRTUAL TABLE "OrganisationNameTrigrams" USING fts5(
            "NameKey", content='OrganisationNames', content_rowid='Row', tokenize='trigram');

        CREATE TRIGGER "OrganisationNames_Insert" AFTER INSERT ON "OrganisationNames"
        BEGIN INSERT INTO "OrganisationNameTrigrams" ("rowid", "NameKey") VALUES (new."Row", new."NameKey"); END;

        CREATE TRIGGER "OrganisationNames_Delete" AFTER DELETE ON "OrganisationNames"
        BEGIN
            INSERT INTO "OrganisationNameTrigrams" ("OrganisationNameTrigrams", "rowid", "NameKey") VALUES ('delete', old."Row", old."NameKey");
        END;

        CREATE TRIGGER "Organisations_Name_Insert" AFTER INSERT ON "Organisations" WHEN new."DeletedAt" IS NULL
        BEGIN
            INSERT INTO "OrganisationNames" ("OrganisationId", "NameKey") VALUES (new."Id", new."NameKey");
        END;

        CREATE TRIGGER "Organisations_Name_Delete" AFTER DELETE ON "Organisations"
        BEGIN DELETE FROM "OrganisationNames" WHERE "OrganisationId" = old."Id"; END;

        CREATE TRIGGER "Organisations_Name_Update" AFTER UPDATE OF "NameKey", "DeletedAt" ON "Organisations"
        BEGIN
            DELETE FROM "OrganisationNames" WHERE "OrganisationId" = old."Id";
            INSERT INTO "OrganisationNames" ("OrganisationId", "NameKey") SELECT new."Id", new."NameKey" WHERE new."DeletedAt" IS NULL;
        END;

        CREATE TABLE "BillingAccountNames" ("Row" INTEGER PRIMARY KEY, "BillingAccountId" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL);

        CREATE VIRTUAL TABLE "BillingAccountNameTrigrams" USING fts5(
            "NameKey", content='BillingAccountNames', content_rowid='Row', tokenize='trigram');

        CREATE TRIGGER "BillingAccountNames_Insert" AFTER INSERT ON "BillingAccountNames"
        BEGIN INSERT INTO "BillingAccountNameTrigrams" ("rowid", "NameKey") VALUES (new."Row", new."NameKey"); END;

        CREATE TRIGGER "BillingAccountNames_Delete" AFTER DELETE ON "BillingAccountNames"
        BEGIN
            INSERT INTO "BillingAccountNameTrigrams" ("BillingAccountNameTrigrams", "rowid", "NameKey") VALUES ('delete', old."Row", old."NameKey");
        END;

        CREATE TRIGGER "BillingAccounts_Name_Insert" AFTER INSERT ON "BillingAccounts" WHEN new."DeletedAt" IS NULL
        BEGIN
            INSERT INTO "BillingAccountNames" ("BillingAccountId", "NameKey") VALUES (new."Id", new."LabelKey");
        END;

        CREATE TRIGGER "BillingAccounts_Name_Delete" AFTER DELETE ON "BillingAccounts"
        BEGIN DELETE FROM "BillingAccountNames" WHERE "BillingAccountId" = old."Id"; END;

        CREATE TRIGGER "BillingAccounts_Name_Update" AFTER UPDATE OF "LabelKey", "DeletedAt" ON "BillingAccounts"
        BEGIN
            DELETE FROM "BillingAccountNames" WHERE "BillingAccountId" = old."Id";
            INSERT INTO "BillingAccountNames" ("BillingAccountId", "NameKey") SELECT new."Id", new."LabelKey" WHERE new."DeletedAt" IS NULL;
        END;

        CREATE TABLE "WorkspaceNames" ("Row" INTEGER PRIMARY KEY, "WorkspaceId" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL);

        CREATE VIRTUAL TABLE "WorkspaceNameTrigrams" USING fts5(
            "NameKey", content='WorkspaceNames', content_rowid='Row', tokenize='trigram');

        CREATE TRIGGER "WorkspaceNames_Insert" AFTER INSERT ON "WorkspaceNames"
        BEGIN INSERT INTO "WorkspaceNameTrigrams" ("rowid", "NameKey") VALUES (new."Row", new."NameKey"); END;

        CREATE TRIGGER "WorkspaceNames_Delete" AFTER DELETE ON "WorkspaceNames"
        BEGIN
            INSERT INTO "WorkspaceNameTrigrams" ("WorkspaceNameTrigrams", "rowid", "NameKey") VALUES ('delete', old."Row", old."NameKey");
        END;

        CREATE TRIGGER "Workspaces_Name_Insert" AFTER INSERT ON "Workspaces" WHEN new."DeletedAt" IS NULL
        BEGIN
            INSERT INTO "WorkspaceNames" ("WorkspaceId", "NameKey") VALUES (new."Id", new."NameKey" || char(10) || ' ' || COALESCE(new."ClientKey", ''));
        END;

        CREATE TRIGGER "Workspaces_Name_Delete" AFTER DELETE ON "Workspaces"
        BEGIN DELETE FROM "WorkspaceNames" WHERE "WorkspaceId" = old."Id"; END;

        CREATE TRIGGER "Workspaces_Name_Update" AFTER UPDATE OF "NameKey", "ClientKey", "DeletedAt" ON "Workspaces"
        BEGIN
            DELETE FROM "WorkspaceNames" WHERE "WorkspaceId" = old."Id";
            INSERT INTO "WorkspaceNames" ("WorkspaceId", "NameKey") SELECT new."Id", new."NameKey" || char(10) || ' ' || COALESCE(new."ClientKey", '') WHERE new."DeletedAt" IS NULL;
        END;

        CREATE TABLE "PersonNames" ("Row" INTEGER PRIMARY KEY, "PersonId" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL);

        CREATE VIRTUAL TABLE "PersonNameTrigrams" USING fts5(
            "NameKey", content='PersonNames', content_rowid='Row', tokenize='trigram');

        CREATE TRIGGER "PersonNames_Insert" AFTER INSERT ON "PersonNames"
        BEGIN INSERT INTO "PersonNameTrigrams" ("rowid", "NameKey") VALUES (new."Row", new."NameKey"); END;

        CREATE TRIGGER "PersonNames_Delete" AFTER DELETE ON "PersonNames"
        BEGIN
            INSERT INTO "PersonNameTrigrams" ("PersonNameTrigrams", "rowid", "NameKey") VALUES ('delete', old."Row", old."NameKey");
        END;

        CREATE TRIGGER "People_Name_Insert" AFTER INSERT ON "People"
        BEGIN
            INSERT INTO "PersonNames" ("PersonId", "NameKey") VALUES (new."Id", new."NameKey" || char(10) || ' ' || new."EmailKey");
        END;

        CREATE TRIGGER "People_Name_Delete" AFTER DELETE ON "People"
        BEGIN DELETE FROM "PersonNames" WHERE "PersonId" = old."Id"; END;

        CREATE TRIGGER "People_Name_Update" AFTER UPDATE OF "NameKey", "EmailKey" ON "People"
        BEGIN
            DELETE FROM "PersonNames" WHERE "PersonId" = old."Id";
            INSERT INTO "PersonNames" ("PersonId", "NameKey") SELECT new."Id", new."NameKey" || char(10) || ' ' || new."EmailKey";
        END;

        -- Orders in which what is missing comes last: indexes of expressions, which the model cannot describe.

        CREATE INDEX "IX_DealSummaries_Cap" ON "DealSummaries" ("Cap" IS NULL, "Cap", "DealId");
        CREATE INDEX "IX_DealSummaries_ExpiresOn" ON "DealSummaries" ("ExpiresOn" IS NULL, "ExpiresOn", "DealId");
        CREATE INDEX "IX_PipelineEntries_CapLeft" ON "PipelineEntries" ("CapLeft" IS NULL, "CapLeft", "WorkspaceId") WHERE "IsListed";
        CREATE INDEX "IX_PipelineEntries_Expires" ON "PipelineEntries" ("DealEndsOn" IS NULL, "DealEndsOn", "WorkspaceId") WHERE "IsListed";
        """;
}

namespace Partners.Core.Persistence.PostgreSql.Migrations;

public partial class Initial
{
    /// <summary>What the model cannot describe. A text of its own: a migration never calls code that may change later.</summary>
    internal const string Sql = """
        -- One function refuses; the sentence comes with the trigger. PT001 is Partners' own code.

        CREATE FUNCTION partners_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'PT001', TABLE = TG_TABLE_NAME;
        END $$;

        -- The audit trail is append-only, whoever writes to it.

        CREATE TRIGGER "AuditEntries_NoUpdate" BEFORE UPDATE ON "AuditEntries" FOR EACH ROW
        EXECUTE FUNCTION partners_refuse('The audit trail is append-only: an entry cannot be changed.');

        CREATE TRIGGER "AuditEntries_NoDelete" BEFORE DELETE ON "AuditEntries" FOR EACH ROW
        EXECUTE FUNCTION partners_refuse('The audit trail is append-only: an entry cannot be removed.');

        CREATE TRIGGER "AuditEntries_NoTruncate" BEFORE TRUNCATE ON "AuditEntries" FOR EACH STATEMENT
        EXECUTE FUNCTION partners_refuse('The audit trail is append-only: it cannot be emptied.');

        -- The next number, after the hash of the entry before.

        CREATE FUNCTION partners_audit_only_next() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            last record;
        BEGIN
            SELECT "Sequence", "Hash" INTO last FROM "AuditEntries" ORDER BY "Sequence" DESC LIMIT 1;
            IF NEW."Sequence" <> COALESCE(last."Sequence", 0) + 1 OR (last."Hash" IS NOT NULL AND NEW."PreviousHash" <> last."Hash") THEN
                RAISE EXCEPTION USING MESSAGE = 'The audit trail is append-only: an entry can only follow the last one.', ERRCODE = 'PT001';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER "AuditEntries_OnlyNext" BEFORE INSERT ON "AuditEntries" FOR EACH ROW
        EXECUTE FUNCTION partners_audit_only_next();

        -- Tells the other instances, once this is committed, who wrote which entries.

        CREATE FUNCTION partners_audit_tell() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('partners_changes',
                COALESCE(NULLIF(current_setting('partners.instance', true), ''), '-') || ' '
                    || (SELECT min("Sequence") || ' ' || max("Sequence") FROM come));
            RETURN NULL;
        END $$;

        CREATE TRIGGER "AuditEntries_Tell" AFTER INSERT ON "AuditEntries"
        REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_audit_tell();

        -- A closed month keeps its lines and payouts. A payout is reversed, never changed.

        CREATE FUNCTION partners_closed(deal uuid, month integer) RETURNS boolean LANGUAGE sql STABLE AS $$
            SELECT EXISTS (
                SELECT 1 FROM "Deals" AS deals JOIN "ClosedMonths" AS closed ON closed."PartnerId" = deals."PartnerId"
                WHERE deals."Id" = deal AND closed."Month" >= month) $$;

        CREATE FUNCTION partners_lines_closed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF (TG_OP <> 'INSERT' AND partners_closed(OLD."DealId", OLD."PostedIn"))
                OR (TG_OP <> 'DELETE' AND partners_closed(NEW."DealId", NEW."PostedIn")) THEN
                RAISE EXCEPTION USING ERRCODE = 'PT001', MESSAGE = CASE TG_OP
                    WHEN 'INSERT' THEN 'The month is closed: a line cannot be added to it.'
                    WHEN 'UPDATE' THEN 'The month is closed: its lines cannot be changed.'
                    ELSE 'The month is closed: its lines cannot be removed.' END;
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER "LedgerLines_Closed" BEFORE INSERT OR UPDATE OR DELETE ON "LedgerLines" FOR EACH ROW
        EXECUTE FUNCTION partners_lines_closed();

        CREATE TRIGGER "LedgerLines_NoTruncate" BEFORE TRUNCATE ON "LedgerLines" FOR EACH STATEMENT
        EXECUTE FUNCTION partners_refuse('The ledger cannot be emptied.');

        CREATE FUNCTION partners_payout_closed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF partners_closed(NEW."DealId", (extract(year FROM NEW."PaidOn") * 100 + extract(month FROM NEW."PaidOn"))::integer) THEN
                RAISE EXCEPTION USING MESSAGE = 'The month is closed: a payout cannot be added to it.', ERRCODE = 'PT001';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER "Payouts_Closed_Insert" BEFORE INSERT ON "Payouts" FOR EACH ROW
        EXECUTE FUNCTION partners_payout_closed();

        CREATE TRIGGER "Payouts_NoUpdate" BEFORE UPDATE ON "Payouts" FOR EACH ROW
        EXECUTE FUNCTION partners_refuse('A payout cannot be changed. It is reversed.');

        CREATE TRIGGER "Payouts_NoDelete" BEFORE DELETE ON "Payouts" FOR EACH ROW
        EXECUTE FUNCTION partners_refuse('A payout cannot be removed. It is reversed.');

        CREATE TRIGGER "Payouts_NoTruncate" BEFORE TRUNCATE ON "Payouts" FOR EACH STATEMENT
        EXECUTE FUNCTION partners_refuse('A payout cannot be removed. It is reversed.');

        CREATE FUNCTION partners_months_only_later() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW."Month" <= (SELECT MAX("Month") FROM "ClosedMonths" WHERE "PartnerId" = NEW."PartnerId") THEN
                RAISE EXCEPTION USING MESSAGE = 'Months are closed one after the other.', ERRCODE = 'PT001';
            END IF;
            RETURN NEW;
        END $$;

        CREATE TRIGGER "ClosedMonths_OnlyLater" BEFORE INSERT ON "ClosedMonths" FOR EACH ROW
        EXECUTE FUNCTION partners_months_only_later();

        CREATE TRIGGER "ClosedMonths_NoUpdate" BEFORE UPDATE ON "ClosedMonths" FOR EACH ROW
        EXECUTE FUNCTION partners_refuse('A closed month stays as it is.');

        CREATE TRIGGER "ClosedMonths_NoDelete" BEFORE DELETE ON "ClosedMonths" FOR EACH ROW
        EXECUTE FUNCTION partners_refuse('A closed month stays closed.');

        CREATE TRIGGER "ClosedMonths_NoTruncate" BEFORE TRUNCATE ON "ClosedMonths" FOR EACH STATEMENT
        EXECUTE FUNCTION partners_refuse('A closed month stays closed.');

        -- Tallies, for each statement and not for each row: 100,000 rows in one INSERT took 50 s with a counter updated for each, each update
        -- walking past the versions that the transaction left, and 1.2 s like this.

        INSERT INTO "OrganisationTallies" ("IsPartner", "Organisations") VALUES (false, 0), (true, 0);

        CREATE FUNCTION partners_organisations_come() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "OrganisationTallies" AS tally SET "Organisations" = tally."Organisations" + delta.n
            FROM (SELECT "IsPartner", count(*)::integer AS n FROM come WHERE "DeletedAt" IS NULL GROUP BY 1) AS delta
            WHERE delta."IsPartner" = tally."IsPartner";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_organisations_go() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "OrganisationTallies" AS tally SET "Organisations" = tally."Organisations" - delta.n
            FROM (SELECT "IsPartner", count(*)::integer AS n FROM gone WHERE "DeletedAt" IS NULL GROUP BY 1) AS delta
            WHERE delta."IsPartner" = tally."IsPartner";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_organisations_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "OrganisationTallies" AS tally SET "Organisations" = tally."Organisations" + delta.n
            FROM (
                SELECT "IsPartner", sum(n)::integer AS n
                FROM (
                    SELECT "IsPartner", 1 AS n FROM come WHERE "DeletedAt" IS NULL
                    UNION ALL
                    SELECT "IsPartner", -1 FROM gone WHERE "DeletedAt" IS NULL) AS moved
                GROUP BY 1 HAVING sum(n) <> 0) AS delta
            WHERE delta."IsPartner" = tally."IsPartner";
            RETURN NULL;
        END $$;

        CREATE TRIGGER "Organisations_Tally_Insert" AFTER INSERT ON "Organisations"
        REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_organisations_come();

        CREATE TRIGGER "Organisations_Tally_Delete" AFTER DELETE ON "Organisations"
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION partners_organisations_go();

        CREATE TRIGGER "Organisations_Tally_Update" AFTER UPDATE ON "Organisations"
        REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_organisations_change();

        -- How many live accounts there are, by kind and tier.

        INSERT INTO "BillingTallies" ("IsOwn", "Tier", "Accounts")
        SELECT own, tier, 0
        FROM unnest(ARRAY[false, true]) AS own
        CROSS JOIN unnest(ARRAY['Free', 'Pilot', 'Pioneer', 'Innovator', 'Changemaker', 'Guardian']) AS tier;

        CREATE FUNCTION partners_accounts_come() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "BillingTallies" AS tally SET "Accounts" = tally."Accounts" + delta.n
            FROM (
                SELECT "WorkspaceId" IS NOT NULL AS own, "Tier", count(*)::integer AS n
                FROM come WHERE "DeletedAt" IS NULL GROUP BY 1, 2) AS delta
            WHERE delta.own = tally."IsOwn" AND delta."Tier" = tally."Tier";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_accounts_go() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "BillingTallies" AS tally SET "Accounts" = tally."Accounts" - delta.n
            FROM (
                SELECT "WorkspaceId" IS NOT NULL AS own, "Tier", count(*)::integer AS n
                FROM gone WHERE "DeletedAt" IS NULL GROUP BY 1, 2) AS delta
            WHERE delta.own = tally."IsOwn" AND delta."Tier" = tally."Tier";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_accounts_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "BillingTallies" AS tally SET "Accounts" = tally."Accounts" + delta.n
            FROM (
                SELECT own, "Tier", sum(n)::integer AS n
                FROM (
                    SELECT "WorkspaceId" IS NOT NULL AS own, "Tier", 1 AS n FROM come WHERE "DeletedAt" IS NULL
                    UNION ALL
                    SELECT "WorkspaceId" IS NOT NULL, "Tier", -1 FROM gone WHERE "DeletedAt" IS NULL) AS moved
                GROUP BY 1, 2 HAVING sum(n) <> 0) AS delta
            WHERE delta.own = tally."IsOwn" AND delta."Tier" = tally."Tier";
            RETURN NULL;
        END $$;

        CREATE TRIGGER "BillingAccounts_Tally_Insert" AFTER INSERT ON "BillingAccounts"
        REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_accounts_come();

        CREATE TRIGGER "BillingAccounts_Tally_Delete" AFTER DELETE ON "BillingAccounts"
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION partners_accounts_go();

        CREATE TRIGGER "BillingAccounts_Tally_Update" AFTER UPDATE ON "BillingAccounts"
        REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_accounts_change();

        -- How many live external-client workspaces an organisation has: the list is sorted and filtered by it.

        CREATE FUNCTION partners_clients_come() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "Organisations" AS organisation SET "ExternalWorkspaceCount" = organisation."ExternalWorkspaceCount" + delta.n
            FROM (
                SELECT "OrganisationId", count(*)::integer AS n
                FROM come WHERE "UsageContext" = 'External' AND "DeletedAt" IS NULL GROUP BY 1) AS delta
            WHERE delta."OrganisationId" = organisation."Id";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_clients_go() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "Organisations" AS organisation SET "ExternalWorkspaceCount" = organisation."ExternalWorkspaceCount" - delta.n
            FROM (
                SELECT "OrganisationId", count(*)::integer AS n
                FROM gone WHERE "UsageContext" = 'External' AND "DeletedAt" IS NULL GROUP BY 1) AS delta
            WHERE delta."OrganisationId" = organisation."Id";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_clients_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "Organisations" AS organisation SET "ExternalWorkspaceCount" = organisation."ExternalWorkspaceCount" + delta.n
            FROM (
                SELECT "OrganisationId", sum(n)::integer AS n
                FROM (
                    SELECT "OrganisationId", 1 AS n FROM come WHERE "UsageContext" = 'External' AND "DeletedAt" IS NULL
                    UNION ALL
                    SELECT "OrganisationId", -1 FROM gone WHERE "UsageContext" = 'External' AND "DeletedAt" IS NULL) AS moved
                GROUP BY 1 HAVING sum(n) <> 0) AS delta
            WHERE delta."OrganisationId" = organisation."Id";
            RETURN NULL;
        END $$;

        CREATE TRIGGER "Workspaces_External_Insert" AFTER INSERT ON "Workspaces"
        REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_clients_come();

        CREATE TRIGGER "Workspaces_External_Delete" AFTER DELETE ON "Workspaces"
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION partners_clients_go();

        CREATE TRIGGER "Workspaces_External_Update" AFTER UPDATE ON "Workspaces"
        REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_clients_change();

        -- How many changes of an act are in a state: telling 10,000 acts from 60,000 changes misses the 3 ms of a first page.

        CREATE FUNCTION partners_acts_come() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO "PlatformActTallies" AS tally ("State", "At", "Act", "Changes")
            SELECT "State", "At", COALESCE("RequestId", "Id"), count(*)::integer FROM come GROUP BY 1, 2, 3
            ON CONFLICT ("State", "At", "Act") DO UPDATE SET "Changes" = tally."Changes" + excluded."Changes";
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_acts_go() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE "PlatformActTallies" AS tally SET "Changes" = tally."Changes" - delta.n
            FROM (SELECT "State", "At", COALESCE("RequestId", "Id") AS act, count(*)::integer AS n FROM gone GROUP BY 1, 2, 3) AS delta
            WHERE tally."State" = delta."State" AND tally."At" = delta."At" AND tally."Act" = delta.act;
            DELETE FROM "PlatformActTallies" AS tally
            USING (SELECT DISTINCT "State", "At", COALESCE("RequestId", "Id") AS act FROM gone) AS delta
            WHERE tally."State" = delta."State" AND tally."At" = delta."At" AND tally."Act" = delta.act AND tally."Changes" = 0;
            RETURN NULL;
        END $$;

        CREATE FUNCTION partners_acts_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO "PlatformActTallies" AS tally ("State", "At", "Act", "Changes")
            SELECT "State", "At", act, sum(n)::integer
            FROM (
                SELECT "State", "At", COALESCE("RequestId", "Id") AS act, 1 AS n FROM come
                UNION ALL
                SELECT "State", "At", COALESCE("RequestId", "Id"), -1 FROM gone) AS moved
            GROUP BY 1, 2, 3 HAVING sum(n) <> 0
            ON CONFLICT ("State", "At", "Act") DO UPDATE SET "Changes" = tally."Changes" + excluded."Changes";
            DELETE FROM "PlatformActTallies" AS tally
            USING (SELECT DISTINCT "State", "At", COALESCE("RequestId", "Id") AS act FROM gone) AS delta
            WHERE tally."State" = delta."State" AND tally."At" = delta."At" AND tally."Act" = delta.act AND tally."Changes" = 0;
            RETURN NULL;
        END $$;

        CREATE TRIGGER "PlatformChanges_Act_Insert" AFTER INSERT ON "PlatformChanges"
        REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_acts_come();

        CREATE TRIGGER "PlatformChanges_Act_Delete" AFTER DELETE ON "PlatformChanges"
        REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION partners_acts_go();

        CREATE TRIGGER "PlatformChanges_Act_Update" AFTER UPDATE ON "PlatformChanges"
        REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION partners_acts_change();

        -- Orders in which what is missing comes last: indexes of expressions, which the model cannot describe.

        CREATE INDEX "IX_DealSummaries_Cap" ON "DealSummaries" (("Cap" IS NULL), "Cap", "DealId");
        CREATE INDEX "IX_DealSummaries_ExpiresOn" ON "DealSummaries" (("ExpiresOn" IS NULL), "ExpiresOn", "DealId");
        CREATE INDEX "IX_PipelineEntries_CapLeft" ON "PipelineEntries" (("CapLeft" IS NULL), "CapLeft", "WorkspaceId") WHERE "IsListed";
        CREATE INDEX "IX_PipelineEntries_Expires" ON "PipelineEntries" (("DealEndsOn" IS NULL), "DealEndsOn", "WorkspaceId") WHERE "IsListed";
        """;
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace Partners.Core.Persistence;

/// <summary>
/// What SQLite keeps by itself: the append-only trail, two counts, and the index for searching names. Called by the
/// migration that makes the tables. The only SQL in Core that is SQLite's own.
/// </summary>
internal static class SqliteTriggers
{
    public static void Create(MigrationBuilder migration)
    {
        foreach (var statement in (string[])[.. s_appendOnlyAudit, .. s_tallies, .. s_externalWorkspaces, .. s_names])
        {
            migration.Sql(statement);
        }
    }

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
    private static readonly string[] s_names =
    [
        """CREATE TABLE "OrganisationNames" ("Row" INTEGER PRIMARY KEY, "OrganisationId" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL)""",
        """CREATE VIRTUAL TABLE "OrganisationNameTrigrams" USING fts5("NameKey", content='OrganisationNames', content_rowid='Row', tokenize='trigram')""",
        """
        CREATE TRIGGER "OrganisationNames_Insert" AFTER INSERT ON "OrganisationNames"
        BEGIN INSERT INTO "OrganisationNameTrigrams" ("rowid", "NameKey") VALUES (new."Row", new."NameKey"); END
        """,
        """
        CREATE TRIGGER "OrganisationNames_Delete" AFTER DELETE ON "OrganisationNames"
        BEGIN INSERT INTO "OrganisationNameTrigrams" ("OrganisationNameTrigrams", "rowid", "NameKey") VALUES ('delete', old."Row", old."NameKey"); END
        """,
        """
        CREATE TRIGGER "Organisations_Name_Insert" AFTER INSERT ON "Organisations" WHEN new."DeletedAt" IS NULL
        BEGIN INSERT INTO "OrganisationNames" ("OrganisationId", "NameKey") VALUES (new."Id", new."NameKey"); END
        """,
        """
        CREATE TRIGGER "Organisations_Name_Delete" AFTER DELETE ON "Organisations"
        BEGIN DELETE FROM "OrganisationNames" WHERE "OrganisationId" = old."Id"; END
        """,
        """
        CREATE TRIGGER "Organisations_Name_Update" AFTER UPDATE OF "NameKey", "DeletedAt" ON "Organisations"
        BEGIN
            DELETE FROM "OrganisationNames" WHERE "OrganisationId" = old."Id";
            INSERT INTO "OrganisationNames" ("OrganisationId", "NameKey") SELECT new."Id", new."NameKey" WHERE new."DeletedAt" IS NULL;
        END
        """,
    ];
}

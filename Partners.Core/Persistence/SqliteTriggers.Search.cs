using Microsoft.EntityFrameworkCore.Migrations;

namespace Partners.Core.Persistence;

// What search from anywhere finds by, beside the names of organisations.
internal static partial class SqliteTriggers
{
    /// <summary>Two names of a record are one text to the index; no phrase that somebody types reaches over the end of a line.</summary>
    private const string EndOfLine = "char(10)";

    /// <summary>Trigrams of every live workspace's name and client, and of every person's name and address; filled with those that are there.</summary>
    public static void CreateForSearch(MigrationBuilder migration)
    {
        var workspace = $"""{Row("NameKey")} || {EndOfLine} || ' ' || COALESCE({Row("ClientKey")}, '')""";
        var person = $"""{Row("NameKey")} || {EndOfLine} || ' ' || {Row("EmailKey")}""";
        foreach (var statement in (string[])[.. s_searchKeysBefore, .. Findable("Workspace", "Workspaces", "\"NameKey\", \"ClientKey\"", workspace, "\"DeletedAt\""), .. Findable("Person", "People", "\"NameKey\", \"EmailKey\"", person, deletedAt: null)])
        {
            migration.Sql(statement);
        }
    }

    public static void DropForSearch(MigrationBuilder migration)
    {
        foreach (var (one, table) in (ReadOnlySpan<(string, string)>)[("Workspace", "Workspaces"), ("Person", "People")])
        {
            foreach (var statement in (string[])[$"DROP TRIGGER \"{table}_Name_Insert\"", $"DROP TRIGGER \"{table}_Name_Delete\"", $"DROP TRIGGER \"{table}_Name_Update\"", $"DROP TABLE \"{one}NameTrigrams\"", $"DROP TABLE \"{one}Names\""])
            {
                migration.Sql(statement);
            }
        }
    }

    // search_key is SearchKey.Of, which DatabaseFile lends to the connection that migrates.
    private static readonly string[] s_searchKeysBefore =
    [
        """UPDATE "Workspaces" SET "NameKey" = search_key("Name"), "ClientKey" = CASE WHEN "DataOwnerName" IS NOT NULL THEN search_key("DataOwnerName") END""",
        """UPDATE "People" SET "NameKey" = search_key("DisplayName")""",
    ];

    /// <summary>A column of the row that is written about; the row's own name is put in for the brace.</summary>
    private static string Row(string column) => $"{{0}}.\"{column}\"";

    /// <summary>As <see cref="Names"/>, but of two columns, and of rows that are there already.</summary>
    /// <param name="columns">Those that the text is made of.</param>
    /// <param name="text">What is searched, made of <see cref="Row"/>s.</param>
    /// <param name="deletedAt">The column that says that a row is no longer found; null where rows are only removed.</param>
    private static string[] Findable(string one, string table, string columns, string text, string? deletedAt)
    {
        var ofNew = Format(text, "new");
        var (isLive, changes) = deletedAt is null ? ("1", columns) : ($"new.{deletedAt} IS NULL", $"{columns}, {deletedAt}");
        return
        [
            $"""CREATE TABLE "{one}Names" ("Row" INTEGER PRIMARY KEY, "{one}Id" BLOB NOT NULL UNIQUE, "NameKey" TEXT NOT NULL)""",
            $"""INSERT INTO "{one}Names" ("{one}Id", "NameKey") SELECT "Id", {Format(text, "record")} FROM "{table}" AS record {(deletedAt is null ? null : $"WHERE {deletedAt} IS NULL")}""",
            $"""CREATE VIRTUAL TABLE "{one}NameTrigrams" USING fts5("NameKey", content='{one}Names', content_rowid='Row', tokenize='trigram')""",
            $"""INSERT INTO "{one}NameTrigrams" ("{one}NameTrigrams") VALUES ('rebuild')""",
            .. Trigrams(one),
            $"""
            CREATE TRIGGER "{table}_Name_Insert" AFTER INSERT ON "{table}" WHEN {isLive}
            BEGIN INSERT INTO "{one}Names" ("{one}Id", "NameKey") VALUES (new."Id", {ofNew}); END
            """,
            $"""
            CREATE TRIGGER "{table}_Name_Delete" AFTER DELETE ON "{table}"
            BEGIN DELETE FROM "{one}Names" WHERE "{one}Id" = old."Id"; END
            """,
            $"""
            CREATE TRIGGER "{table}_Name_Update" AFTER UPDATE OF {changes} ON "{table}"
            BEGIN
                DELETE FROM "{one}Names" WHERE "{one}Id" = old."Id";
                INSERT INTO "{one}Names" ("{one}Id", "NameKey") SELECT new."Id", {ofNew} WHERE {isLive};
            END
            """,
        ];
    }

    private static string Format(string text, string row) => text.Replace("{0}", row, StringComparison.Ordinal);
}

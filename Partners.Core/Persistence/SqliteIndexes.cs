using Microsoft.EntityFrameworkCore.Migrations;

namespace Partners.Core.Persistence;

/// <summary>Indexes of expressions, which a model of EF Core cannot say.</summary>
internal static class SqliteIndexes
{
    private static readonly (string Name, string Column)[] s_pipeline = [("IX_ClientStandings_CapLeft", "CapLeft"), ("IX_ClientStandings_Expires", "DealEndsOn")];

    /// <summary>The pipeline's list by cap left and by expiry, with those at the end that have neither: the order that <c>PipelineLists.InOrder</c> asks for, and its reverse.</summary>
    public static void CreateForPipeline(MigrationBuilder migration)
    {
        foreach (var (name, column) in s_pipeline)
        {
            migration.Sql($"""CREATE INDEX "{name}" ON "ClientStandings" ("{column}" IS NULL, "{column}", "WorkspaceId") WHERE "IsListed";""");
        }
    }

    public static void DropForPipeline(MigrationBuilder migration)
    {
        foreach (var (name, _) in s_pipeline)
        {
            migration.Sql($"""DROP INDEX "{name}";""");
        }
    }
}

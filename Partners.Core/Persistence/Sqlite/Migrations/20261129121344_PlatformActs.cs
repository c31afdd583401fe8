using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PlatformActs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "RequestId",
                table: "PlatformChanges",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PlatformActTallies",
                columns: table => new
                {
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Act = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Changes = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformActTallies", x => new { x.State, x.At, x.Act });
                });

            migrationBuilder.Sql(Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER "PlatformChanges_Act_Insert";
                DROP TRIGGER "PlatformChanges_Act_Update";
                DROP TRIGGER "PlatformChanges_Act_Delete";
                """);

            migrationBuilder.DropTable(
                name: "PlatformActTallies");

            migrationBuilder.DropColumn(
                name: "RequestId",
                table: "PlatformChanges");
        }
    }
}

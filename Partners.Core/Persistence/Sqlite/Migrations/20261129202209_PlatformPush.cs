using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PlatformPush : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PlatformChanges_Waiting",
                table: "PlatformChanges");

            migrationBuilder.AddColumn<string>(
                name: "Before",
                table: "PlatformChanges",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NotBefore",
                table: "PlatformChanges",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Theirs",
                table: "PlatformChanges",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PlatformDeliveries",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Because = table.Column<string>(type: "TEXT", nullable: true),
                    TheirsBy = table.Column<string>(type: "TEXT", nullable: true),
                    TheirsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevisionBefore = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformDeliveries", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_Open",
                table: "PlatformChanges",
                columns: new[] { "Collection", "Item", "Field" },
                filter: "\"State\" NOT IN ('Applied', 'Superseded')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlatformDeliveries");

            migrationBuilder.DropIndex(
                name: "IX_PlatformChanges_Open",
                table: "PlatformChanges");

            migrationBuilder.DropColumn(
                name: "Before",
                table: "PlatformChanges");

            migrationBuilder.DropColumn(
                name: "NotBefore",
                table: "PlatformChanges");

            migrationBuilder.DropColumn(
                name: "Theirs",
                table: "PlatformChanges");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_Waiting",
                table: "PlatformChanges",
                columns: new[] { "Collection", "Item", "Field" },
                filter: "\"State\" = 'Waiting'");
        }
    }
}

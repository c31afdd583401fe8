using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ClientKey",
                table: "Workspaces",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "Workspaces",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "People",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            SqliteTriggers.CreateForSearch(migrationBuilder);

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Live_ClientKey",
                table: "Workspaces",
                columns: new[] { "ClientKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"ClientKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Live_NameKey",
                table: "Workspaces",
                columns: new[] { "NameKey", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_People_NameKey_Id",
                table: "People",
                columns: new[] { "NameKey", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SqliteTriggers.DropForSearch(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "IX_Workspaces_Live_ClientKey",
                table: "Workspaces");

            migrationBuilder.DropIndex(
                name: "IX_Workspaces_Live_NameKey",
                table: "Workspaces");

            migrationBuilder.DropIndex(
                name: "IX_People_NameKey_Id",
                table: "People");

            migrationBuilder.DropColumn(
                name: "ClientKey",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "Workspaces");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "People");
        }
    }
}

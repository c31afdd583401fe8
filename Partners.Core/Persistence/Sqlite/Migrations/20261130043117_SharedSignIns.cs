using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SharedSignIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "AskingUntil",
                table: "SignInSessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UsedLogoutTokens",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ForgetAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedLogoutTokens", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_UsedLogoutTokens_ForgetAt",
                table: "UsedLogoutTokens",
                column: "ForgetAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UsedLogoutTokens");

            migrationBuilder.DropColumn(
                name: "AskingUntil",
                table: "SignInSessions");
        }
    }
}

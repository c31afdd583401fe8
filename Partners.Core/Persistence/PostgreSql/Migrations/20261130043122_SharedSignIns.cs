using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class SharedSignIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AskingUntil",
                table: "SignInSessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UsedLogoutTokens",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ForgetAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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

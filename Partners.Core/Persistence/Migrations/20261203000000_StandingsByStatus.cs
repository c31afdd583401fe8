using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class StandingsByStatus : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DealStandings_Owed_DealId",
                table: "DealStandings");

            migrationBuilder.DropIndex(
                name: "IX_DealStandings_PartnerKey_ClientKey_DealId",
                table: "DealStandings");

            migrationBuilder.AddColumn<bool>(
                name: "IsCapReached",
                table: "DealStandings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsNearCap",
                table: "DealStandings",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "NamesKey",
                table: "DealStandings",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "RunsUntil",
                table: "DealStandings",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.Sql("""
                UPDATE "DealStandings" SET
                    "NamesKey" = "PartnerKey" || char(10) || "ClientKey",
                    "RunsUntil" = CASE WHEN "IsVoid" THEN '0001-01-01' ELSE MIN(COALESCE("ExpiresOn", '9999-12-31'), COALESCE("EndedOn", '9999-12-31')) END,
                    "IsNearCap" = COALESCE("Earned" * 10000 >= "Cap" * 8000, 0),
                    "IsCapReached" = COALESCE("Earned" >= "Cap", 0)
                """);

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Names",
                table: "DealStandings",
                columns: new[] { "NamesKey", "DealId", "Earned", "Owed" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Owed",
                table: "DealStandings",
                columns: new[] { "Owed", "DealId", "Earned" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Statuses",
                table: "DealStandings",
                columns: new[] { "RunsUntil", "IsCapReached", "IsNearCap", "StartsOn", "EndedOn", "Earned", "Owed" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DealStandings_Names",
                table: "DealStandings");

            migrationBuilder.DropIndex(
                name: "IX_DealStandings_Owed",
                table: "DealStandings");

            migrationBuilder.DropIndex(
                name: "IX_DealStandings_Statuses",
                table: "DealStandings");

            migrationBuilder.DropColumn(
                name: "IsCapReached",
                table: "DealStandings");

            migrationBuilder.DropColumn(
                name: "IsNearCap",
                table: "DealStandings");

            migrationBuilder.DropColumn(
                name: "NamesKey",
                table: "DealStandings");

            migrationBuilder.DropColumn(
                name: "RunsUntil",
                table: "DealStandings");

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Owed_DealId",
                table: "DealStandings",
                columns: new[] { "Owed", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_PartnerKey_ClientKey_DealId",
                table: "DealStandings",
                columns: new[] { "PartnerKey", "ClientKey", "DealId" });
        }
    }
}

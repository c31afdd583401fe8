using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class IndexesOfLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_DealStandings_PartnerId",
                table: "DealStandings");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Counts",
                table: "Handoffs",
                columns: new[] { "Status", "BlockedBecause" });

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_PreparedAt",
                table: "Handoffs",
                columns: new[] { "PreparedAt", "Id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Partner",
                table: "DealStandings",
                columns: new[] { "PartnerId", "PartnerKey", "Earned", "PaidOut", "Owed" });

            SqliteIndexes.CreateForPipeline(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            SqliteIndexes.DropForPipeline(migrationBuilder);

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_Counts",
                table: "Handoffs");

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_PreparedAt",
                table: "Handoffs");

            migrationBuilder.DropIndex(
                name: "IX_DealStandings_Partner",
                table: "DealStandings");

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_PartnerId",
                table: "DealStandings",
                column: "PartnerId");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PaymentIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Payments_Unclaimed",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_BillingAccountId",
                table: "Payments",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments",
                column: "WorkspaceId",
                filter: "\"WorkspaceId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Payments_BillingAccountId",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_Unclaimed",
                table: "Payments",
                column: "BillingAccountId",
                filter: "\"WorkspaceId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments",
                column: "WorkspaceId");
        }
    }
}

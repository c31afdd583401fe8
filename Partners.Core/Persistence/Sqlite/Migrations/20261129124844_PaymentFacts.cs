using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PaymentFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Payments_MollieCustomerId_PaidAt",
                table: "Payments");

            migrationBuilder.AddColumn<byte[]>(
                name: "BillingAccountId",
                table: "Payments",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BoundBy",
                table: "Payments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ChargedBackSaid",
                table: "Payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RefundedSaid",
                table: "Payments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "WorkspaceId",
                table: "Payments",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "LedgerLines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.Sql(Sql);

            migrationBuilder.CreateTable(
                name: "Chargebacks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    PaymentId = table.Column<string>(type: "TEXT", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ReversedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Chargebacks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Chargebacks_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FormerCustomers",
                columns: table => new
                {
                    MollieCustomerId = table.Column<string>(type: "TEXT", nullable: false),
                    BillingAccountId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerCustomers", x => new { x.MollieCustomerId, x.BillingAccountId });
                    table.ForeignKey(
                        name: "FK_FormerCustomers_BillingAccounts_BillingAccountId",
                        column: x => x.BillingAccountId,
                        principalTable: "BillingAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_Unclaimed",
                table: "Payments",
                column: "BillingAccountId",
                filter: "\"WorkspaceId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_Chargebacks_PaymentId",
                table: "Chargebacks",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_FormerCustomers_BillingAccountId",
                table: "FormerCustomers",
                column: "BillingAccountId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Chargebacks");

            migrationBuilder.DropTable(
                name: "FormerCustomers");

            migrationBuilder.DropIndex(
                name: "IX_Payments_Unclaimed",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments");

            // Not by dropping them through the model, which would make the tables anew without their triggers.
            migrationBuilder.Sql("""
                ALTER TABLE "Payments" DROP COLUMN "BillingAccountId";
                ALTER TABLE "Payments" DROP COLUMN "BoundBy";
                ALTER TABLE "Payments" DROP COLUMN "ChargedBackSaid";
                ALTER TABLE "Payments" DROP COLUMN "RefundedSaid";
                ALTER TABLE "Payments" DROP COLUMN "WorkspaceId";
                ALTER TABLE "LedgerLines" DROP COLUMN "Reason";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_Payments_MollieCustomerId_PaidAt",
                table: "Payments",
                columns: new[] { "MollieCustomerId", "PaidAt" });
        }
    }
}

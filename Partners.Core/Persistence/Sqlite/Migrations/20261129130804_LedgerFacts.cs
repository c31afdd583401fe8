using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LedgerFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Failure",
                table: "DealSummaries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PaidInvoices",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    BillingAccountId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    NumberKey = table.Column<string>(type: "TEXT", nullable: false),
                    Net = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CreditOf = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedBySubject = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaidInvoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaidInvoices_BillingAccounts_BillingAccountId",
                        column: x => x.BillingAccountId,
                        principalTable: "BillingAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "RefusedPayments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    BillingAccountId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Amount = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedPayments", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Failed",
                table: "DealSummaries",
                column: "DealId",
                filter: "\"Failure\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaidInvoices_BillingAccountId_NumberKey",
                table: "PaidInvoices",
                columns: new[] { "BillingAccountId", "NumberKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaidInvoices_WorkspaceId",
                table: "PaidInvoices",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPayments_BillingAccountId",
                table: "RefusedPayments",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPayments_WorkspaceId",
                table: "RefusedPayments",
                column: "WorkspaceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PaidInvoices");

            migrationBuilder.DropTable(
                name: "RefusedPayments");

            migrationBuilder.DropIndex(
                name: "IX_DealSummaries_Failed",
                table: "DealSummaries");

            // Not by dropping them through the model, which would make the tables anew without their triggers.
            migrationBuilder.Sql("""
                ALTER TABLE "DealSummaries" DROP COLUMN "Failure";
                """);
        }
    }
}

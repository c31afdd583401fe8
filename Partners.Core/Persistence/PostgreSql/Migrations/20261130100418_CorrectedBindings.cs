using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class CorrectedBindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "FormerBindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PaymentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingAccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    NextAccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CorrectedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CorrectedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerBindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FormerBindings_BillingAccounts_BillingAccountId",
                        column: x => x.BillingAccountId,
                        principalTable: "BillingAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FormerBindings_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_ByHand",
                table: "Payments",
                column: "CreatedAt",
                filter: "\"BoundBy\" = 'Person'");

            migrationBuilder.CreateIndex(
                name: "IX_FormerBindings_BillingAccountId",
                table: "FormerBindings",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_FormerBindings_PaymentId",
                table: "FormerBindings",
                column: "PaymentId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "FormerBindings");

            migrationBuilder.DropIndex(
                name: "IX_Payments_ByHand",
                table: "Payments");
        }
    }
}

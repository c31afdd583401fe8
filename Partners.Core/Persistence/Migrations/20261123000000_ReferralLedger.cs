using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReferralLedger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ClosedMonths",
                columns: table => new
                {
                    PartnerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Month = table.Column<int>(type: "INTEGER", nullable: false),
                    Statement = table.Column<string>(type: "TEXT", nullable: false),
                    ClosedBySubject = table.Column<string>(type: "TEXT", nullable: false),
                    ClosedByName = table.Column<string>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClosedMonths", x => new { x.PartnerId, x.Month });
                    table.ForeignKey(
                        name: "FK_ClosedMonths_Organisations_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DealStandings",
                columns: table => new
                {
                    DealId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PartnerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PartnerKey = table.Column<string>(type: "TEXT", nullable: false),
                    ClientKey = table.Column<string>(type: "TEXT", nullable: false),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsVoid = table.Column<bool>(type: "INTEGER", nullable: false),
                    Kickback = table.Column<int>(type: "INTEGER", nullable: false),
                    Discount = table.Column<int>(type: "INTEGER", nullable: false),
                    Cap = table.Column<long>(type: "INTEGER", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    TermsUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    BilledDiscount = table.Column<int>(type: "INTEGER", nullable: true),
                    Earned = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidOut = table.Column<long>(type: "INTEGER", nullable: false),
                    Owed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DealStandings", x => x.DealId);
                    table.ForeignKey(
                        name: "FK_DealStandings_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerLines",
                columns: table => new
                {
                    DealId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PostedIn = table.Column<int>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Gross = table.Column<long>(type: "INTEGER", nullable: false),
                    Vat = table.Column<long>(type: "INTEGER", nullable: false),
                    Base = table.Column<long>(type: "INTEGER", nullable: false),
                    Kickback = table.Column<int>(type: "INTEGER", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    Contribution = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerLines", x => new { x.DealId, x.Source });
                    table.ForeignKey(
                        name: "FK_LedgerLines_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Payouts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    DealId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Reference = table.Column<string>(type: "TEXT", nullable: false),
                    AdvanceReason = table.Column<string>(type: "TEXT", nullable: true),
                    ReversesId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ReversalReason = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedBySubject = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Payouts_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_ClientKey_DealId",
                table: "DealStandings",
                columns: new[] { "ClientKey", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Discount_DealId",
                table: "DealStandings",
                columns: new[] { "Discount", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Earned_DealId",
                table: "DealStandings",
                columns: new[] { "Earned", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Kickback_DealId",
                table: "DealStandings",
                columns: new[] { "Kickback", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_Owed_DealId",
                table: "DealStandings",
                columns: new[] { "Owed", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_PartnerId",
                table: "DealStandings",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_PartnerKey_ClientKey_DealId",
                table: "DealStandings",
                columns: new[] { "PartnerKey", "ClientKey", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealStandings_TermsUntil",
                table: "DealStandings",
                column: "TermsUntil",
                filter: "\"TermsUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerLines_DealId_PostedIn_Position",
                table: "LedgerLines",
                columns: new[] { "DealId", "PostedIn", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_DealId_PaidOn",
                table: "Payouts",
                columns: new[] { "DealId", "PaidOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_ReversesId",
                table: "Payouts",
                column: "ReversesId",
                unique: true);

            SqliteTriggers.CreateForLedger(migrationBuilder);
        }

        /// <summary>There is no way back: closed months and payouts would be lost.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Put back the copy of the file that was made before this migration.");
    }
}

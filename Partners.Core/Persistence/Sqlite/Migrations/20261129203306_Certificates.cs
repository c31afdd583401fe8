using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Certificates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "CertificateSignedOn",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "HandoffCertificates",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    HandoffId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SignedBy = table.Column<string>(type: "TEXT", nullable: false),
                    SignedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Copies = table.Column<string>(type: "TEXT", nullable: false),
                    ReceivedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", nullable: true),
                    Because = table.Column<string>(type: "TEXT", nullable: true),
                    RecordedBySubject = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedByName = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandoffCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HandoffCertificates_Handoffs_HandoffId",
                        column: x => x.HandoffId,
                        principalTable: "Handoffs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Uncertified",
                table: "Handoffs",
                column: "EndedAt",
                filter: "\"Status\" = 'Completed' AND \"CertificateSignedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HandoffCertificates_HandoffId_Number",
                table: "HandoffCertificates",
                columns: new[] { "HandoffId", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HandoffCertificates");

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_Uncertified",
                table: "Handoffs");

            migrationBuilder.DropColumn(
                name: "CertificateSignedOn",
                table: "Handoffs");
        }
    }
}

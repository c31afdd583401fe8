using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Handoffs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Handoffs_PartnerId",
                table: "Handoffs");

            migrationBuilder.DropIndex(
                name: "IX_Handoffs_WorkspaceId",
                table: "Handoffs");

            migrationBuilder.AddColumn<DateOnly>(
                name: "AgreedOn",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ApprovedAt",
                table: "Handoffs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ApprovedByName",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ApprovedBySubject",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "BlockedAt",
                table: "Handoffs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BlockedBecause",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CancelledBecause",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChangedByName",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChangedBySubject",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "ClientId",
                table: "Handoffs",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConfirmedByName",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ConfirmedBySubject",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EndedAt",
                table: "Handoffs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "EndedByName",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewClientName",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Plan",
                table: "Handoffs",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "Record",
                table: "Handoffs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Partner",
                table: "Handoffs",
                columns: new[] { "PartnerId", "PreparedAt", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Pending",
                table: "Handoffs",
                column: "WorkspaceId",
                unique: true,
                filter: "\"Status\" IN ('Draft', 'Scheduled')");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Status",
                table: "Handoffs",
                columns: new[] { "Status", "PreparedAt", "Id" },
                descending: new[] { false, true, true });
        }

        /// <summary>There is no way back: what was planned and handed off would be lost.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Put back the copy of the file that was made before this migration.");
    }
}

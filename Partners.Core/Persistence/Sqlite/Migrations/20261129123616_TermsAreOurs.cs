using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TermsAreOurs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "PlatformFlag",
                table: "Organisations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "DeletedOnPlatformAt",
                table: "Deals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "EndsByDeletion",
                table: "Deals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "PlatformTerms",
                columns: table => new
                {
                    DealId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PartnerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Kickback = table.Column<int>(type: "INTEGER", nullable: false),
                    Discount = table.Column<int>(type: "INTEGER", nullable: false),
                    Cap = table.Column<long>(type: "INTEGER", nullable: true),
                    StartsOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Held = table.Column<int>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Differing = table.Column<int>(type: "INTEGER", nullable: false),
                    IsDeletionOpen = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformTerms", x => x.DealId);
                    table.ForeignKey(
                        name: "FK_PlatformTerms_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceMemberships_Live_Person",
                table: "WorkspaceMemberships",
                columns: new[] { "WorkspaceId", "PersonId" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceInvites_Open_Email",
                table: "WorkspaceInvites",
                columns: new[] { "WorkspaceId", "EmailKey", "ExpiresAt" },
                filter: "\"AcceptedAt\" IS NULL AND \"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_PlatformFlag",
                table: "Organisations",
                column: "PlatformFlag",
                filter: "\"PlatformFlag\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Live_Customer",
                table: "BillingAccounts",
                column: "MollieCustomerId",
                filter: "\"DeletedAt\" IS NULL AND \"MollieCustomerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Own_Discount",
                table: "BillingAccounts",
                columns: new[] { "WorkspaceId", "Discount" },
                filter: "\"DeletedAt\" IS NULL AND \"WorkspaceId\" IS NOT NULL AND \"Discount\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformTerms_Deleted",
                table: "PlatformTerms",
                column: "IsDeletionOpen",
                filter: "\"IsDeletionOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformTerms_Differing",
                table: "PlatformTerms",
                column: "Differing",
                filter: "\"Differing\" <> 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlatformTerms");

            migrationBuilder.DropIndex(
                name: "IX_WorkspaceMemberships_Live_Person",
                table: "WorkspaceMemberships");

            migrationBuilder.DropIndex(
                name: "IX_WorkspaceInvites_Open_Email",
                table: "WorkspaceInvites");

            migrationBuilder.DropIndex(
                name: "IX_Organisations_PlatformFlag",
                table: "Organisations");

            migrationBuilder.DropIndex(
                name: "IX_BillingAccounts_Live_Customer",
                table: "BillingAccounts");

            migrationBuilder.DropIndex(
                name: "IX_BillingAccounts_Own_Discount",
                table: "BillingAccounts");

            // Not by rebuilding the tables, which would take their triggers along.
            migrationBuilder.Sql("""
                ALTER TABLE "Organisations" DROP COLUMN "PlatformFlag";
                ALTER TABLE "Deals" DROP COLUMN "DeletedOnPlatformAt";
                ALTER TABLE "Deals" DROP COLUMN "EndsByDeletion";
                """);
        }
    }
}

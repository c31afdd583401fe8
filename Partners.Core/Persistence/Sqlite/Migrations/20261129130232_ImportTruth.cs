using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ImportTruth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "Workspaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "WorkspaceMemberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "WorkspaceInvites",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "Projects",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "People",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "Organisations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "OrganisationMemberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeftAlone",
                table: "ImportedCollections",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "Deals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "Conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PlatformUpdatedAt",
                table: "BillingAccounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ImportNotices",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ImportRunId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    IsPart = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportNotices_ImportRuns_ImportRunId",
                        column: x => x.ImportRunId,
                        principalTable: "ImportRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ImportNotices_ImportRunId",
                table: "ImportNotices",
                column: "ImportRunId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ImportNotices");

            // Not by dropping them through the model, which would make the tables anew without their triggers.
            migrationBuilder.Sql("""
                ALTER TABLE "Workspaces" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "WorkspaceMemberships" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "WorkspaceInvites" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "Projects" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "People" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "Organisations" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "OrganisationMemberships" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "ImportedCollections" DROP COLUMN "LeftAlone";
                ALTER TABLE "Deals" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "Conversations" DROP COLUMN "PlatformUpdatedAt";
                ALTER TABLE "BillingAccounts" DROP COLUMN "PlatformUpdatedAt";
                """);
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Sides : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "BilledToId",
                table: "Workspaces",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PlatformHandoff",
                table: "Workspaces",
                type: "TEXT",
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<byte[]>(
                name: "PlatformHandoffTargetId",
                table: "Workspaces",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RemovedForGood",
                table: "Workspaces",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ExpiresAt",
                table: "WorkspaceMemberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ProvenAt",
                table: "Handoffs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MollieSubscriptionId",
                table: "BillingAccounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProjectWebhooks",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProjectId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    AddressHash = table.Column<string>(type: "TEXT", nullable: false),
                    Events = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: true),
                    DeletedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProjectWebhooks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProjectWebhooks_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProofBreaches",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    HandoffId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Who = table.Column<string>(type: "TEXT", nullable: false),
                    Because = table.Column<string>(type: "TEXT", nullable: true),
                    OpenedBy = table.Column<string>(type: "TEXT", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcceptedByName = table.Column<string>(type: "TEXT", nullable: true),
                    AcceptedBecause = table.Column<string>(type: "TEXT", nullable: true),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProofBreaches", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProofBreaches_Handoffs_HandoffId",
                        column: x => x.HandoffId,
                        principalTable: "Handoffs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SidePlacements",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Email = table.Column<string>(type: "TEXT", nullable: false),
                    EmailKey = table.Column<string>(type: "TEXT", nullable: false),
                    Side = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    PlacedByName = table.Column<string>(type: "TEXT", nullable: false),
                    PlacedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SidePlacements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SidePlacements_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProjectWebhooks_ProjectId",
                table: "ProjectWebhooks",
                column: "ProjectId");

            migrationBuilder.CreateIndex(
                name: "IX_ProofBreaches_Open",
                table: "ProofBreaches",
                column: "HandoffId",
                filter: "\"ClosedAt\" IS NULL AND \"AcceptedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SidePlacements_Standing",
                table: "SidePlacements",
                columns: new[] { "WorkspaceId", "EmailKey" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProjectWebhooks");

            migrationBuilder.DropTable(
                name: "ProofBreaches");

            migrationBuilder.DropTable(
                name: "SidePlacements");

            // Not by dropping them through the model, which would make the tables anew without their triggers.
            migrationBuilder.Sql("""
                ALTER TABLE "Workspaces" DROP COLUMN "BilledToId";
                ALTER TABLE "Workspaces" DROP COLUMN "PlatformHandoff";
                ALTER TABLE "Workspaces" DROP COLUMN "PlatformHandoffTargetId";
                ALTER TABLE "Workspaces" DROP COLUMN "RemovedForGood";
                ALTER TABLE "WorkspaceMemberships" DROP COLUMN "ExpiresAt";
                ALTER TABLE "Handoffs" DROP COLUMN "ProvenAt";
                ALTER TABLE "BillingAccounts" DROP COLUMN "MollieSubscriptionId";
                """);
        }
    }
}

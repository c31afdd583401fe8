using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ClientWorkspaces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Workspaces_OrganisationId",
                table: "Workspaces");

            migrationBuilder.AddColumn<byte[]>(
                name: "LogoId",
                table: "Workspaces",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PartnerAgreementAcceptedByName",
                table: "Workspaces",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PartnerAgreementAcceptedBySubject",
                table: "Workspaces",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "WorkspaceMemberships",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "EmailKey",
                table: "WorkspaceInvites",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "LabelKey",
                table: "BillingAccounts",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "WorkspaceId",
                table: "AuditEntries",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BillingTallies",
                columns: table => new
                {
                    IsOwn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Tier = table.Column<string>(type: "TEXT", nullable: false),
                    Accounts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingTallies", x => new { x.IsOwn, x.Tier });
                });

            migrationBuilder.CreateTable(
                name: "WorkspaceLogos",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    UploadedBySubject = table.Column<string>(type: "TEXT", nullable: false),
                    UploadedByName = table.Column<string>(type: "TEXT", nullable: false),
                    UploadedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkspaceLogos", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkspaceLogos_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Live_Name",
                table: "Workspaces",
                columns: new[] { "OrganisationId", "Name", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Live_Label",
                table: "BillingAccounts",
                columns: new[] { "LabelKey", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Live_Tier",
                table: "BillingAccounts",
                columns: new[] { "Tier", "LabelKey", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Own_Label",
                table: "BillingAccounts",
                columns: new[] { "LabelKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"WorkspaceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Own_Tier",
                table: "BillingAccounts",
                columns: new[] { "Tier", "LabelKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"WorkspaceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Pooled_Label",
                table: "BillingAccounts",
                columns: new[] { "LabelKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"OrganisationId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Pooled_Tier",
                table: "BillingAccounts",
                columns: new[] { "Tier", "LabelKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"OrganisationId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_Sequence",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SignIns",
                table: "Activities",
                columns: new[] { "DirectusUserId", "At" },
                filter: "\"Action\" = 'login'");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceLogos_WorkspaceId",
                table: "WorkspaceLogos",
                column: "WorkspaceId");

            SqliteTriggers.CreateForBilling(migrationBuilder);
        }

        /// <summary>There is no way back: SQLite drops a column by making the table anew, and the trail's triggers would go with it.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Put back the copy of the file that was made before this migration.");
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class OutgoingMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ToAddress = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ToName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SealedPart = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AttachmentName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AttachmentType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Attachment = table.Column<byte[]>(type: "bytea", nullable: true),
                    AttachmentSha256 = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AboutKind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AboutId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AboutName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    AskedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempt = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Problem = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_About",
                table: "OutgoingMails",
                columns: new[] { "AboutKind", "AboutId" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_AskedAt",
                table: "OutgoingMails",
                columns: new[] { "AskedAt", "Id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_Due",
                table: "OutgoingMails",
                column: "NextTryAt",
                filter: "\"State\" = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_State",
                table: "OutgoingMails",
                columns: new[] { "State", "AskedAt", "Id" },
                descending: new[] { false, true, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OutgoingMails");
        }
    }
}

using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class ConsentLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ConsentLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Purpose = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: true),
                    Side = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Print = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonEmail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TokenHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Statement = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WithdrawnByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Answer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OtherDay = table.Column<DateOnly>(type: "date", nullable: true),
                    Words = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NetworkAddress = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsentLinks", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ConsentLinks_SubjectId_Purpose",
                table: "ConsentLinks",
                columns: new[] { "SubjectId", "Purpose" });

            migrationBuilder.CreateIndex(
                name: "IX_ConsentLinks_TokenHash",
                table: "ConsentLinks",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConsentLinks");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ConsentLinkMails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Choice",
                table: "ConsentLinks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "MailId",
                table: "ConsentLinks",
                type: "BLOB",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Choice",
                table: "ConsentLinks");

            migrationBuilder.DropColumn(
                name: "MailId",
                table: "ConsentLinks");
        }
    }
}

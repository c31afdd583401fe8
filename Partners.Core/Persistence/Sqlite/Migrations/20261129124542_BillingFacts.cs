using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class BillingFacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "AccountManagerId",
                table: "BillingAccounts",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Status",
                table: "BillingAccounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TierExpiresAt",
                table: "BillingAccounts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Not by dropping them through the model, which would make the tables anew without their triggers.
            migrationBuilder.Sql("""
                ALTER TABLE "BillingAccounts" DROP COLUMN "AccountManagerId";
                ALTER TABLE "BillingAccounts" DROP COLUMN "Status";
                ALTER TABLE "BillingAccounts" DROP COLUMN "TierExpiresAt";
                """);
        }
    }
}

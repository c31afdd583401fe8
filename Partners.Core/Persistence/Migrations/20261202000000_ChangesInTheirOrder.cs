using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ChangesInTheirOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PlatformChanges_State_Collection_Item_Field",
                table: "PlatformChanges");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_State_At_Id",
                table: "PlatformChanges",
                columns: new[] { "State", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_Waiting",
                table: "PlatformChanges",
                columns: new[] { "Collection", "Item", "Field" },
                filter: "\"State\" = 'Waiting'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PlatformChanges_State_At_Id",
                table: "PlatformChanges");

            migrationBuilder.DropIndex(
                name: "IX_PlatformChanges_Waiting",
                table: "PlatformChanges");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_State_Collection_Item_Field",
                table: "PlatformChanges",
                columns: new[] { "State", "Collection", "Item", "Field" });
        }
    }
}

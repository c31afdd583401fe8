using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Moves : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Projects_WorkspaceId",
                table: "Projects");

            migrationBuilder.CreateTable(
                name: "Moves",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MovedBackId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    MovedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BySubject = table.Column<string>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    From = table.Column<string>(type: "TEXT", nullable: false),
                    To = table.Column<string>(type: "TEXT", nullable: false),
                    Organisations = table.Column<string>(type: "TEXT", nullable: false),
                    Projects = table.Column<int>(type: "INTEGER", nullable: false),
                    Conversations = table.Column<int>(type: "INTEGER", nullable: false),
                    CrossesDataOwner = table.Column<bool>(type: "INTEGER", nullable: false),
                    CrossesPayer = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Moves", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Moves_Moves_MovedBackId",
                        column: x => x.MovedBackId,
                        principalTable: "Moves",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MovedProjects",
                columns: table => new
                {
                    MoveId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ProjectId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    FromWorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ToWorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MovedProjects", x => new { x.MoveId, x.ProjectId });
                    table.ForeignKey(
                        name: "FK_MovedProjects_Moves_MoveId",
                        column: x => x.MoveId,
                        principalTable: "Moves",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MovedProjects_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MoveSides",
                columns: table => new
                {
                    MoveId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    NamesKey = table.Column<string>(type: "TEXT", nullable: false),
                    Left = table.Column<int>(type: "INTEGER", nullable: false),
                    Arrived = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MoveSides", x => new { x.MoveId, x.WorkspaceId });
                    table.ForeignKey(
                        name: "FK_MoveSides_Moves_MoveId",
                        column: x => x.MoveId,
                        principalTable: "Moves",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MoveSides_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Projects_Workspace",
                table: "Projects",
                columns: new[] { "WorkspaceId", "DeletedAt", "CreatedAt", "Id" },
                descending: new[] { false, false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_MovedProjects_MoveId_Name_ProjectId",
                table: "MovedProjects",
                columns: new[] { "MoveId", "Name", "ProjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_MovedProjects_ProjectId_MoveId",
                table: "MovedProjects",
                columns: new[] { "ProjectId", "MoveId" });

            migrationBuilder.CreateIndex(
                name: "IX_Moves_MovedAt",
                table: "Moves",
                columns: new[] { "MovedAt", "Id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "IX_Moves_MovedBackId",
                table: "Moves",
                column: "MovedBackId");

            migrationBuilder.CreateIndex(
                name: "IX_MoveSides_WorkspaceId_MoveId",
                table: "MoveSides",
                columns: new[] { "WorkspaceId", "MoveId" });
        }

        /// <summary>There is no way back: the history of moves would be lost.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Put back the copy of the file that was made before this migration.");
    }
}

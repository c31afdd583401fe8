using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ExternalLed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Conversations_ProjectId",
                table: "Conversations");

            migrationBuilder.CreateTable(
                name: "Candidates",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PartnerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: false),
                    StageSince = table.Column<long>(type: "INTEGER", nullable: false),
                    OwnerSubject = table.Column<string>(type: "TEXT", nullable: true),
                    OwnerName = table.Column<string>(type: "TEXT", nullable: true),
                    NextStep = table.Column<string>(type: "TEXT", nullable: true),
                    NextStepOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Notes = table.Column<string>(type: "TEXT", nullable: true),
                    IsSnoozed = table.Column<bool>(type: "INTEGER", nullable: false),
                    SnoozedUntil = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DismissedBecause = table.Column<string>(type: "TEXT", nullable: true),
                    DismissedFrom = table.Column<string>(type: "TEXT", nullable: true),
                    KnownSignals = table.Column<int>(type: "INTEGER", nullable: false),
                    KnownInvite = table.Column<long>(type: "INTEGER", nullable: true),
                    KnownOwnerAct = table.Column<long>(type: "INTEGER", nullable: true),
                    KnownOrganisation = table.Column<long>(type: "INTEGER", nullable: true),
                    ReturnedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReturnedFor = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Candidates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Candidates_Organisations_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Candidates_Workspaces_Id",
                        column: x => x.Id,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClientStandings",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PartnerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PartnerKey = table.Column<string>(type: "TEXT", nullable: false),
                    ClientKey = table.Column<string>(type: "TEXT", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Signals = table.Column<int>(type: "INTEGER", nullable: false),
                    Score = table.Column<int>(type: "INTEGER", nullable: false),
                    ClientConversations = table.Column<int>(type: "INTEGER", nullable: false),
                    AllConversations = table.Column<int>(type: "INTEGER", nullable: false),
                    LatestConversation = table.Column<long>(type: "INTEGER", nullable: true),
                    Invites = table.Column<int>(type: "INTEGER", nullable: false),
                    LatestInvite = table.Column<long>(type: "INTEGER", nullable: true),
                    OwnerActs = table.Column<int>(type: "INTEGER", nullable: false),
                    LatestOwnerAct = table.Column<long>(type: "INTEGER", nullable: true),
                    Organisations = table.Column<int>(type: "INTEGER", nullable: false),
                    LatestOrganisation = table.Column<long>(type: "INTEGER", nullable: true),
                    DealId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CapLeft = table.Column<long>(type: "INTEGER", nullable: true),
                    DealEndsOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    NearFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    IsListed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: true),
                    StageSince = table.Column<long>(type: "INTEGER", nullable: true),
                    IsSnoozed = table.Column<bool>(type: "INTEGER", nullable: false),
                    OwnerSubject = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientStandings", x => x.WorkspaceId);
                    table.ForeignKey(
                        name: "FK_ClientStandings_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignalRefreshRuns",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    IsFull = table.Column<bool>(type: "INTEGER", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", nullable: false),
                    StartedBySubject = table.Column<string>(type: "TEXT", nullable: false),
                    StartedByName = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Read = table.Column<int>(type: "INTEGER", nullable: false),
                    NewlyListed = table.Column<int>(type: "INTEGER", nullable: false),
                    Returned = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignalRefreshRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignalTouches",
                columns: table => new
                {
                    WorkspaceId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Stamp = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignalTouches", x => x.WorkspaceId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Live_Founder",
                table: "Organisations",
                columns: new[] { "CreatedById", "CreatedAt" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ProjectId_CreatedAt",
                table: "Conversations",
                columns: new[] { "ProjectId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_OwnerActs",
                table: "Activities",
                columns: new[] { "DirectusUserId", "At" },
                filter: "\"Collection\" IN ('workspace', 'workspace_membership')");

            migrationBuilder.CreateIndex(
                name: "IX_Candidates_PartnerId",
                table: "Candidates",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_ClientStandings_Age",
                table: "ClientStandings",
                columns: new[] { "StageSince", "WorkspaceId" },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_ClientStandings_Board",
                table: "ClientStandings",
                columns: new[] { "Stage", "IsSnoozed", "Score", "WorkspaceId", "ClientKey", "PartnerKey", "PartnerId", "OwnerSubject", "Signals", "StageSince", "NearFrom", "DealEndsOn" },
                descending: new[] { false, false, true, false, false, false, false, false, false, false, false, false },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_ClientStandings_Client",
                table: "ClientStandings",
                columns: new[] { "ClientKey", "WorkspaceId" },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_ClientStandings_Partner",
                table: "ClientStandings",
                columns: new[] { "PartnerId", "Score", "WorkspaceId" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_ClientStandings_Score",
                table: "ClientStandings",
                columns: new[] { "Score", "WorkspaceId" },
                descending: new[] { true, false },
                filter: "\"IsListed\"");
        }

        /// <summary>There is no way back: what staff did with the cards would be lost.</summary>
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("Put back the copy of the file that was made before this migration.");
    }
}

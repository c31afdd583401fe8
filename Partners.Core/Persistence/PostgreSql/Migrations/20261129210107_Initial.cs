using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Partners.Core.Persistence.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateTable(
                name: "Activities",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DirectusUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Collection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Item = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ActorSubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectKind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectVersion = table.Column<int>(type: "integer", nullable: true),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    After = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    PreviousHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "BillingTallies",
                columns: table => new
                {
                    IsOwn = table.Column<bool>(type: "boolean", nullable: false),
                    Tier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Accounts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingTallies", x => new { x.IsOwn, x.Tier });
                });

            migrationBuilder.CreateTable(
                name: "HandledRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Command = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Result = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandledRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Folder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsLive = table.Column<bool>(type: "boolean", nullable: false),
                    StartedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Message = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Findings = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Jobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    About = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Machine = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProcessId = table.Column<int>(type: "integer", nullable: false),
                    ProcessStamp = table.Column<long>(type: "bigint", nullable: false),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Done = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: false),
                    CancelledByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Message = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Moves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MovedBackId = table.Column<Guid>(type: "uuid", nullable: true),
                    MovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    From = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    To = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Organisations = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Projects = table.Column<int>(type: "integer", nullable: false),
                    Conversations = table.Column<int>(type: "integer", nullable: false),
                    CrossesDataOwner = table.Column<bool>(type: "boolean", nullable: false),
                    CrossesPayer = table.Column<bool>(type: "boolean", nullable: false)
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
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsPartner = table.Column<bool>(type: "boolean", nullable: false),
                    AgreementId = table.Column<Guid>(type: "uuid", nullable: true),
                    AgreementEndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PlatformFlag = table.Column<bool>(type: "boolean", nullable: true),
                    ExternalWorkspaceCount = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    UndatedAnomaly = table.Column<string>(type: "text", nullable: true, computedColumnSql: "CASE WHEN NOT \"IsPartner\" AND \"ExternalWorkspaceCount\" > 0 THEN 'ClientsWithoutFlag'\n     WHEN \"IsPartner\" AND \"AgreementId\" IS NULL THEN 'FlagWithoutAgreement' END", stored: true, collation: "C"),
                    CreatedById = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OrganisationTallies",
                columns: table => new
                {
                    IsPartner = table.Column<bool>(type: "boolean", nullable: false),
                    Organisations = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationTallies", x => x.IsPartner);
                });

            migrationBuilder.CreateTable(
                name: "Payments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MollieCustomerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingAccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    BoundBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    PaidAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RefundedSaid = table.Column<long>(type: "bigint", nullable: true),
                    ChargedBackSaid = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "People",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DirectusUserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DisplayName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_People", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlatformActTallies",
                columns: table => new
                {
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Act = table.Column<Guid>(type: "uuid", nullable: false),
                    Changes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformActTallies", x => new { x.State, x.At, x.Act });
                });

            migrationBuilder.CreateTable(
                name: "PlatformChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Collection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ItemName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Field = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NotBefore = table.Column<DateOnly>(type: "date", nullable: true),
                    Theirs = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SettledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformChanges", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlatformDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    NextTryAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Because = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TheirsBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TheirsAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RevisionBefore = table.Column<long>(type: "bigint", nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformDeliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlatformSyncs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Mark = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PulledAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ComparedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Ended = table.Column<int>(type: "integer", nullable: false),
                    Missed = table.Column<int>(type: "integer", nullable: false),
                    Withheld = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Problem = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProblemSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PausedSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformSyncs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProtectionKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtectionKeys", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "RefusedPayments",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingAccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Amount = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RefusedPayments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Grid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Query = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SavedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OpensList = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedViews", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignalRefreshRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    IsFull = table.Column<bool>(type: "boolean", nullable: false),
                    Settings = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Read = table.Column<int>(type: "integer", nullable: false),
                    NewlyListed = table.Column<int>(type: "integer", nullable: false),
                    Returned = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignalRefreshRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignalTouches",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stamp = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignalTouches", x => x.WorkspaceId);
                });

            migrationBuilder.CreateTable(
                name: "SignInSessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderSession = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Ticket = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CheckedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RenewedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedBecause = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInSessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportedCollections",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ImportRunId = table.Column<Guid>(type: "uuid", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<long>(type: "bigint", nullable: false),
                    Updated = table.Column<long>(type: "bigint", nullable: false),
                    Unchanged = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    LeftAlone = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedCollections", x => new { x.ImportRunId, x.Name });
                    table.ForeignKey(
                        name: "FK_ImportedCollections_ImportRuns_ImportRunId",
                        column: x => x.ImportRunId,
                        principalTable: "ImportRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ImportNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ImportRunId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sentence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsPart = table.Column<bool>(type: "boolean", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "ImportRejections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ImportRunId = table.Column<Guid>(type: "uuid", nullable: false),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRejections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportRejections_ImportRuns_ImportRunId",
                        column: x => x.ImportRunId,
                        principalTable: "ImportRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClosedMonths",
                columns: table => new
                {
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Month = table.Column<int>(type: "integer", nullable: false),
                    Statement = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClosedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClosedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClosedMonths", x => new { x.PartnerId, x.Month });
                    table.ForeignKey(
                        name: "FK_ClosedMonths_Organisations_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnerAgreements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RelationshipOwner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Link = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReplacedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnerAgreements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PartnerAgreements_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Workspaces",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UsageContext = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DataOwnerName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClientKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DataOwnerEmail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PartnerAgreementAcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PartnerAgreementAcceptedBySubject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PartnerAgreementAcceptedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BillingAccountId = table.Column<Guid>(type: "uuid", nullable: true),
                    Visibility = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RemovedForGood = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlatformHandoff = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlatformHandoffTargetId = table.Column<Guid>(type: "uuid", nullable: true),
                    BilledToId = table.Column<Guid>(type: "uuid", nullable: true),
                    LogoUrl = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LogoId = table.Column<Guid>(type: "uuid", nullable: true),
                    LegalBasis = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PrivacyAddress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedById = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workspaces", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Workspaces_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Chargebacks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PaymentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReversedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Chargebacks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Chargebacks_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Refunds",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PaymentId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refunds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Refunds_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrganisationMemberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationMemberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrganisationMemberships_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrganisationMemberships_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BillingAccounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Label = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LabelKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PaymentMode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingPeriod = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Discount = table.Column<int>(type: "integer", nullable: true),
                    DiscountKind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TierExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AccountManagerId = table.Column<Guid>(type: "uuid", nullable: true),
                    MollieCustomerId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MollieSubscriptionId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LegalName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AddressLine = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostalCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    City = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VatNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingAccounts", x => x.Id);
                    table.CheckConstraint("CK_BillingAccounts_OneOwner", "(\"OrganisationId\" IS NULL) <> (\"WorkspaceId\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_BillingAccounts_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BillingAccounts_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Candidates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StageSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OwnerSubject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OwnerName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NextStep = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NextStepOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Notes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    IsSnoozed = table.Column<bool>(type: "boolean", nullable: false),
                    SnoozedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    DismissedBecause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DismissedFrom = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    KnownSignals = table.Column<int>(type: "integer", nullable: false),
                    KnownInvite = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    KnownOwnerAct = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    KnownOrganisation = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReturnedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ReturnedFor = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                name: "Deals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PlatformId = table.Column<long>(type: "bigint", nullable: true),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClientName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VoidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Notes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeletedOnPlatformAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndsByDeletion = table.Column<bool>(type: "boolean", nullable: false, defaultValue: false),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Deals_Organisations_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Deals_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Handoffs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Plan = table.Column<string>(type: "text", nullable: false, defaultValueSql: "'{}'", collation: "C"),
                    AgreedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    NewClientName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PreparedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PreparedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PreparedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedBySubject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ChangedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedBySubject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ConfirmedBySubject = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConfirmedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CancelledBecause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BlockedBecause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BlockedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Record = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProvenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CertificateSignedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Handoffs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Handoffs_Organisations_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handoffs_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MoveSides",
                columns: table => new
                {
                    MoveId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    NamesKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Left = table.Column<int>(type: "integer", nullable: false),
                    Arrived = table.Column<int>(type: "integer", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "PipelineEntries",
                columns: table => new
                {
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClientKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AsOf = table.Column<DateOnly>(type: "date", nullable: false),
                    Signals = table.Column<int>(type: "integer", nullable: false),
                    Score = table.Column<int>(type: "integer", nullable: false),
                    ClientConversations = table.Column<int>(type: "integer", nullable: false),
                    AllConversations = table.Column<int>(type: "integer", nullable: false),
                    LatestConversation = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Invites = table.Column<int>(type: "integer", nullable: false),
                    LatestInvite = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OwnerActs = table.Column<int>(type: "integer", nullable: false),
                    LatestOwnerAct = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Organisations = table.Column<int>(type: "integer", nullable: false),
                    LatestOrganisation = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DealId = table.Column<Guid>(type: "uuid", nullable: true),
                    CapLeft = table.Column<long>(type: "bigint", nullable: true),
                    DealEndsOn = table.Column<DateOnly>(type: "date", nullable: true),
                    NearFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    IsListed = table.Column<bool>(type: "boolean", nullable: false),
                    Stage = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    StageSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IsSnoozed = table.Column<bool>(type: "boolean", nullable: false),
                    OwnerSubject = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PipelineEntries", x => x.WorkspaceId);
                    table.ForeignKey(
                        name: "FK_PipelineEntries_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Projects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedByUserId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MoveHistory = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LegalBasis = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PrivacyAddress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Projects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Projects_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SidePlacements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Side = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PlacedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "WorkspaceInvites",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    InvitedById = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkspaceInvites", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkspaceInvites_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WorkspaceLogos",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Width = table.Column<int>(type: "integer", nullable: false),
                    Height = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UploadedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "WorkspaceMemberships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkspaceMemberships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkspaceMemberships_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WorkspaceMemberships_Workspaces_WorkspaceId",
                        column: x => x.WorkspaceId,
                        principalTable: "Workspaces",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FormerCustomers",
                columns: table => new
                {
                    MollieCustomerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BillingAccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerCustomers", x => new { x.MollieCustomerId, x.BillingAccountId });
                    table.ForeignKey(
                        name: "FK_FormerCustomers_BillingAccounts_BillingAccountId",
                        column: x => x.BillingAccountId,
                        principalTable: "BillingAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PaidInvoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BillingAccountId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NumberKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Net = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false),
                    CreditOf = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaidInvoices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaidInvoices_BillingAccounts_BillingAccountId",
                        column: x => x.BillingAccountId,
                        principalTable: "BillingAccounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DealSummaries",
                columns: table => new
                {
                    DealId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ClientKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NamesKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    IsVoid = table.Column<bool>(type: "boolean", nullable: false),
                    Kickback = table.Column<int>(type: "integer", nullable: false),
                    Discount = table.Column<int>(type: "integer", nullable: false),
                    Cap = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    TermsUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    BilledDiscount = table.Column<int>(type: "integer", nullable: true),
                    Earned = table.Column<long>(type: "bigint", nullable: false),
                    PaidOut = table.Column<long>(type: "bigint", nullable: false),
                    Owed = table.Column<long>(type: "bigint", nullable: false),
                    RunsUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    IsNearCap = table.Column<bool>(type: "boolean", nullable: false),
                    IsCapReached = table.Column<bool>(type: "boolean", nullable: false),
                    Failure = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DealSummaries", x => x.DealId);
                    table.ForeignKey(
                        name: "FK_DealSummaries_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DealTerms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DealId = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldsFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    Kickback = table.Column<int>(type: "integer", nullable: false),
                    Discount = table.Column<int>(type: "integer", nullable: false),
                    Cap = table.Column<long>(type: "bigint", nullable: true),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AgreementReference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DealTerms", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DealTerms_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LedgerLines",
                columns: table => new
                {
                    DealId = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    PostedIn = table.Column<int>(type: "integer", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    Gross = table.Column<long>(type: "bigint", nullable: false),
                    Vat = table.Column<long>(type: "bigint", nullable: false),
                    Base = table.Column<long>(type: "bigint", nullable: false),
                    Kickback = table.Column<int>(type: "integer", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    Contribution = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LedgerLines", x => new { x.DealId, x.Source });
                    table.ForeignKey(
                        name: "FK_LedgerLines_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Payouts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    DealId = table.Column<Guid>(type: "uuid", nullable: false),
                    Amount = table.Column<long>(type: "bigint", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Reference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AdvanceReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ReversesId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReversalReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Payouts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Payouts_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PlatformTerms",
                columns: table => new
                {
                    DealId = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: true),
                    Kickback = table.Column<int>(type: "integer", nullable: false),
                    Discount = table.Column<int>(type: "integer", nullable: false),
                    Cap = table.Column<long>(type: "bigint", nullable: true),
                    StartsOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ExpiresOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Held = table.Column<int>(type: "integer", nullable: false),
                    SeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Differing = table.Column<int>(type: "integer", nullable: false),
                    IsDeletionOpen = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformTerms", x => x.DealId);
                    table.ForeignKey(
                        name: "FK_PlatformTerms_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HandoffCertificates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HandoffId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    SignedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Copies = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReceivedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Notes = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Because = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedBySubject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecordedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandoffCertificates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HandoffCertificates_Handoffs_HandoffId",
                        column: x => x.HandoffId,
                        principalTable: "Handoffs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProofBreaches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    HandoffId = table.Column<Guid>(type: "uuid", nullable: false),
                    WorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Who = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Because = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    OpenedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FoundAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AcceptedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AcceptedBecause = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                name: "Conversations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DurationSeconds = table.Column<int>(type: "integer", nullable: false),
                    PlatformUpdatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Conversations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Conversations_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MovedProjects",
                columns: table => new
                {
                    MoveId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FromWorkspaceId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToWorkspaceId = table.Column<Guid>(type: "uuid", nullable: false)
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
                name: "ProjectWebhooks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AddressHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Events = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DeletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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

            migrationBuilder.CreateIndex(
                name: "IX_Activities_OwnerActs",
                table: "Activities",
                columns: new[] { "DirectusUserId", "At" },
                filter: "\"Collection\" IN ('workspace', 'workspace_membership')");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_SignIns",
                table: "Activities",
                columns: new[] { "DirectusUserId", "At" },
                filter: "\"Action\" = 'login'");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Action_Sequence",
                table: "AuditEntries",
                columns: new[] { "Action", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_ActorSubject_Sequence",
                table: "AuditEntries",
                columns: new[] { "ActorSubject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_OrganisationId_Sequence",
                table: "AuditEntries",
                columns: new[] { "OrganisationId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_SubjectKind_SubjectId_Sequence",
                table: "AuditEntries",
                columns: new[] { "SubjectKind", "SubjectId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_WorkspaceId_Sequence",
                table: "AuditEntries",
                columns: new[] { "WorkspaceId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_LabelKey_Trigrams",
                table: "BillingAccounts",
                column: "LabelKey",
                filter: "\"DeletedAt\" IS NULL")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Live_Customer",
                table: "BillingAccounts",
                column: "MollieCustomerId",
                filter: "\"DeletedAt\" IS NULL AND \"MollieCustomerId\" IS NOT NULL");

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
                name: "IX_BillingAccounts_MollieCustomerId",
                table: "BillingAccounts",
                column: "MollieCustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_OrganisationId",
                table: "BillingAccounts",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_BillingAccounts_Own_Discount",
                table: "BillingAccounts",
                columns: new[] { "WorkspaceId", "Discount" },
                filter: "\"DeletedAt\" IS NULL AND \"WorkspaceId\" IS NOT NULL AND \"Discount\" IS NOT NULL");

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
                name: "IX_BillingAccounts_WorkspaceId",
                table: "BillingAccounts",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_Candidates_PartnerId",
                table: "Candidates",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Chargebacks_PaymentId",
                table: "Chargebacks",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_ProjectId_CreatedAt",
                table: "Conversations",
                columns: new[] { "ProjectId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deals_PartnerId",
                table: "Deals",
                column: "PartnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Deals_PlatformId",
                table: "Deals",
                column: "PlatformId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deals_WorkspaceId",
                table: "Deals",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Client",
                table: "DealSummaries",
                columns: new[] { "ClientKey", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Discount",
                table: "DealSummaries",
                columns: new[] { "Discount", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Earned",
                table: "DealSummaries",
                columns: new[] { "Earned", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Failed",
                table: "DealSummaries",
                column: "DealId",
                filter: "\"Failure\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Kickback",
                table: "DealSummaries",
                columns: new[] { "Kickback", "DealId" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Names",
                table: "DealSummaries",
                columns: new[] { "NamesKey", "DealId", "Earned", "Owed" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Owed",
                table: "DealSummaries",
                columns: new[] { "Owed", "DealId", "Earned" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Partner",
                table: "DealSummaries",
                columns: new[] { "PartnerId", "PartnerKey", "Earned", "PaidOut", "Owed" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_Statuses",
                table: "DealSummaries",
                columns: new[] { "RunsUntil", "IsCapReached", "IsNearCap", "StartsOn", "EndedOn", "Earned", "Owed" });

            migrationBuilder.CreateIndex(
                name: "IX_DealSummaries_TermsUntil",
                table: "DealSummaries",
                column: "TermsUntil",
                filter: "\"TermsUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DealTerms_DealId",
                table: "DealTerms",
                column: "DealId");

            migrationBuilder.CreateIndex(
                name: "IX_FormerCustomers_BillingAccountId",
                table: "FormerCustomers",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_HandoffCertificates_HandoffId_Number",
                table: "HandoffCertificates",
                columns: new[] { "HandoffId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Counts",
                table: "Handoffs",
                columns: new[] { "Status", "BlockedBecause" });

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Partner",
                table: "Handoffs",
                columns: new[] { "PartnerId", "PreparedAt", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Pending",
                table: "Handoffs",
                column: "WorkspaceId",
                unique: true,
                filter: "\"Status\" IN ('Draft', 'Scheduled')");

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_PreparedAt",
                table: "Handoffs",
                columns: new[] { "PreparedAt", "Id" },
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Status",
                table: "Handoffs",
                columns: new[] { "Status", "PreparedAt", "Id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "IX_Handoffs_Uncertified",
                table: "Handoffs",
                column: "EndedAt",
                filter: "\"Status\" = 'Completed' AND \"CertificateSignedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ImportNotices_ImportRunId",
                table: "ImportNotices",
                column: "ImportRunId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRejections_ImportRunId",
                table: "ImportRejections",
                column: "ImportRunId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_StartedAt",
                table: "ImportRuns",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Kind_StartedAt",
                table: "Jobs",
                columns: new[] { "Kind", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Running",
                table: "Jobs",
                column: "Kind",
                unique: true,
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_LedgerLines_DealId_PostedIn_Position",
                table: "LedgerLines",
                columns: new[] { "DealId", "PostedIn", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_LedgerLines_PostedIn_Contribution",
                table: "LedgerLines",
                columns: new[] { "PostedIn", "Contribution" });

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

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationMemberships_OrganisationId",
                table: "OrganisationMemberships",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationMemberships_PersonId",
                table: "OrganisationMemberships",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_AgreementEnds",
                table: "Organisations",
                column: "AgreementEndsOn",
                filter: "\"DeletedAt\" IS NULL AND \"AgreementEndsOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Anomaly",
                table: "Organisations",
                columns: new[] { "UndatedAnomaly", "NameKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"UndatedAnomaly\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Live_Clients",
                table: "Organisations",
                columns: new[] { "ExternalWorkspaceCount", "NameKey", "Id" },
                descending: new[] { true, false, false },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Live_Created",
                table: "Organisations",
                columns: new[] { "CreatedAt", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Live_Founder",
                table: "Organisations",
                columns: new[] { "CreatedById", "CreatedAt" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Live_Name",
                table: "Organisations",
                columns: new[] { "NameKey", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Live_Partner",
                table: "Organisations",
                columns: new[] { "IsPartner", "NameKey", "Id" },
                descending: new[] { true, false, false },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_NameKey_Trigrams",
                table: "Organisations",
                column: "NameKey",
                filter: "\"DeletedAt\" IS NULL")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Partner_Clients",
                table: "Organisations",
                columns: new[] { "ExternalWorkspaceCount", "NameKey", "Id" },
                descending: new[] { true, false, false },
                filter: "\"DeletedAt\" IS NULL AND \"IsPartner\"");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Partner_Created",
                table: "Organisations",
                columns: new[] { "CreatedAt", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"IsPartner\"");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_Partner_Name",
                table: "Organisations",
                columns: new[] { "NameKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"IsPartner\"");

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_PlatformFlag",
                table: "Organisations",
                column: "PlatformFlag",
                filter: "\"PlatformFlag\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PaidInvoices_BillingAccountId_NumberKey",
                table: "PaidInvoices",
                columns: new[] { "BillingAccountId", "NumberKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaidInvoices_WorkspaceId",
                table: "PaidInvoices",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_PartnerAgreements_OrganisationId",
                table: "PartnerAgreements",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_BillingAccountId",
                table: "Payments",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_WorkspaceId",
                table: "Payments",
                column: "WorkspaceId",
                filter: "\"WorkspaceId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_DealId_PaidOn",
                table: "Payouts",
                columns: new[] { "DealId", "PaidOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Payouts_ReversesId",
                table: "Payouts",
                column: "ReversesId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_DirectusUserId",
                table: "People",
                column: "DirectusUserId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_People_EmailKey",
                table: "People",
                column: "EmailKey");

            migrationBuilder.CreateIndex(
                name: "IX_People_EmailKey_Trigrams",
                table: "People",
                column: "EmailKey")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_People_NameKey_Id",
                table: "People",
                columns: new[] { "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_People_NameKey_Trigrams",
                table: "People",
                column: "NameKey")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_PipelineEntries_Age",
                table: "PipelineEntries",
                columns: new[] { "StageSince", "WorkspaceId" },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_PipelineEntries_Board",
                table: "PipelineEntries",
                columns: new[] { "Stage", "IsSnoozed", "Score", "WorkspaceId", "ClientKey", "PartnerKey", "PartnerId", "OwnerSubject", "Signals", "StageSince", "NearFrom", "DealEndsOn" },
                descending: new[] { false, false, true, false, false, false, false, false, false, false, false, false },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_PipelineEntries_Client",
                table: "PipelineEntries",
                columns: new[] { "ClientKey", "WorkspaceId" },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_PipelineEntries_Deal",
                table: "PipelineEntries",
                column: "DealId",
                filter: "\"DealId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PipelineEntries_Partner",
                table: "PipelineEntries",
                columns: new[] { "PartnerId", "Score", "WorkspaceId" },
                descending: new[] { false, true, false });

            migrationBuilder.CreateIndex(
                name: "IX_PipelineEntries_Score",
                table: "PipelineEntries",
                columns: new[] { "Score", "WorkspaceId" },
                descending: new[] { true, false },
                filter: "\"IsListed\"");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_Open",
                table: "PlatformChanges",
                columns: new[] { "Collection", "Item", "Field" },
                filter: "\"State\" NOT IN ('Applied', 'Superseded')");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformChanges_State_At_Id",
                table: "PlatformChanges",
                columns: new[] { "State", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_PlatformTerms_Deleted",
                table: "PlatformTerms",
                column: "IsDeletionOpen",
                filter: "\"IsDeletionOpen\"");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformTerms_Differing",
                table: "PlatformTerms",
                column: "Differing",
                filter: "\"Differing\" <> 0");

            migrationBuilder.CreateIndex(
                name: "IX_Projects_Workspace",
                table: "Projects",
                columns: new[] { "WorkspaceId", "DeletedAt", "CreatedAt", "Id" },
                descending: new[] { false, false, true, false });

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
                name: "IX_Refunds_PaymentId",
                table: "Refunds",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPayments_BillingAccountId",
                table: "RefusedPayments",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_RefusedPayments_WorkspaceId",
                table: "RefusedPayments",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedViews_Subject_Grid_NameKey",
                table: "SavedViews",
                columns: new[] { "Subject", "Grid", "NameKey" },
                unique: true,
                filter: "\"RemovedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SidePlacements_Standing",
                table: "SidePlacements",
                columns: new[] { "WorkspaceId", "EmailKey" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SignInSessions_ExpiresAt",
                table: "SignInSessions",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_SignInSessions_ProviderSession",
                table: "SignInSessions",
                column: "ProviderSession");

            migrationBuilder.CreateIndex(
                name: "IX_SignInSessions_Subject",
                table: "SignInSessions",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceInvites_Open_Email",
                table: "WorkspaceInvites",
                columns: new[] { "WorkspaceId", "EmailKey", "ExpiresAt" },
                filter: "\"AcceptedAt\" IS NULL AND \"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceInvites_WorkspaceId",
                table: "WorkspaceInvites",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceLogos_WorkspaceId",
                table: "WorkspaceLogos",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceMemberships_Live_Person",
                table: "WorkspaceMemberships",
                columns: new[] { "WorkspaceId", "PersonId" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceMemberships_PersonId",
                table: "WorkspaceMemberships",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkspaceMemberships_WorkspaceId",
                table: "WorkspaceMemberships",
                column: "WorkspaceId");

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_BillingAccountId",
                table: "Workspaces",
                column: "BillingAccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_ClientKey_Trigrams",
                table: "Workspaces",
                column: "ClientKey",
                filter: "\"DeletedAt\" IS NULL")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Live_ClientKey",
                table: "Workspaces",
                columns: new[] { "ClientKey", "Id" },
                filter: "\"DeletedAt\" IS NULL AND \"ClientKey\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Live_Name",
                table: "Workspaces",
                columns: new[] { "OrganisationId", "Name", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_Live_NameKey",
                table: "Workspaces",
                columns: new[] { "NameKey", "Id" },
                filter: "\"DeletedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Workspaces_NameKey_Trigrams",
                table: "Workspaces",
                column: "NameKey",
                filter: "\"DeletedAt\" IS NULL")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.Sql(Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Activities");

            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "BillingTallies");

            migrationBuilder.DropTable(
                name: "Candidates");

            migrationBuilder.DropTable(
                name: "Chargebacks");

            migrationBuilder.DropTable(
                name: "ClosedMonths");

            migrationBuilder.DropTable(
                name: "Conversations");

            migrationBuilder.DropTable(
                name: "DealSummaries");

            migrationBuilder.DropTable(
                name: "DealTerms");

            migrationBuilder.DropTable(
                name: "FormerCustomers");

            migrationBuilder.DropTable(
                name: "HandledRequests");

            migrationBuilder.DropTable(
                name: "HandoffCertificates");

            migrationBuilder.DropTable(
                name: "ImportedCollections");

            migrationBuilder.DropTable(
                name: "ImportNotices");

            migrationBuilder.DropTable(
                name: "ImportRejections");

            migrationBuilder.DropTable(
                name: "Jobs");

            migrationBuilder.DropTable(
                name: "LedgerLines");

            migrationBuilder.DropTable(
                name: "MovedProjects");

            migrationBuilder.DropTable(
                name: "MoveSides");

            migrationBuilder.DropTable(
                name: "OrganisationMemberships");

            migrationBuilder.DropTable(
                name: "OrganisationTallies");

            migrationBuilder.DropTable(
                name: "PaidInvoices");

            migrationBuilder.DropTable(
                name: "PartnerAgreements");

            migrationBuilder.DropTable(
                name: "Payouts");

            migrationBuilder.DropTable(
                name: "PipelineEntries");

            migrationBuilder.DropTable(
                name: "PlatformActTallies");

            migrationBuilder.DropTable(
                name: "PlatformChanges");

            migrationBuilder.DropTable(
                name: "PlatformDeliveries");

            migrationBuilder.DropTable(
                name: "PlatformSyncs");

            migrationBuilder.DropTable(
                name: "PlatformTerms");

            migrationBuilder.DropTable(
                name: "ProjectWebhooks");

            migrationBuilder.DropTable(
                name: "ProofBreaches");

            migrationBuilder.DropTable(
                name: "ProtectionKeys");

            migrationBuilder.DropTable(
                name: "Refunds");

            migrationBuilder.DropTable(
                name: "RefusedPayments");

            migrationBuilder.DropTable(
                name: "SavedViews");

            migrationBuilder.DropTable(
                name: "SidePlacements");

            migrationBuilder.DropTable(
                name: "SignalRefreshRuns");

            migrationBuilder.DropTable(
                name: "SignalTouches");

            migrationBuilder.DropTable(
                name: "SignInSessions");

            migrationBuilder.DropTable(
                name: "WorkspaceInvites");

            migrationBuilder.DropTable(
                name: "WorkspaceLogos");

            migrationBuilder.DropTable(
                name: "WorkspaceMemberships");

            migrationBuilder.DropTable(
                name: "ImportRuns");

            migrationBuilder.DropTable(
                name: "Moves");

            migrationBuilder.DropTable(
                name: "BillingAccounts");

            migrationBuilder.DropTable(
                name: "Deals");

            migrationBuilder.DropTable(
                name: "Projects");

            migrationBuilder.DropTable(
                name: "Handoffs");

            migrationBuilder.DropTable(
                name: "Payments");

            migrationBuilder.DropTable(
                name: "People");

            migrationBuilder.DropTable(
                name: "Workspaces");

            migrationBuilder.DropTable(
                name: "Organisations");
        }
    }
}

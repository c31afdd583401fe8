using System.Data.Common;
using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Partners.Console.Hosting;
using Partners.Console.MadeUp;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Presence;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Persistence.PostgreSql;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Persistence;

/// <summary>What only a database on a server does (docs/decisions/0025). They need PARTNERS_TEST_DATABASE.</summary>
public sealed class PostgreSqlTests : IAsyncLifetime
{
    private readonly CutsItself _cuts = new();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestStore.IsServer, "There is no PostgreSQL here: PARTNERS_TEST_DATABASE names none (docs/operations.md).");
        _database = await TestDatabase.CreateAsync(services => services.Intercept(_cuts));
    }

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("""TRUNCATE "AuditEntries" """, "*cannot be emptied*")]
    [InlineData(
        """INSERT INTO "AuditEntries" SELECT * FROM "AuditEntries" ON CONFLICT ("Sequence") DO UPDATE SET "ActorName" = 'x'""",
        "*append-only*")]
    [InlineData(
        """MERGE INTO "AuditEntries" AS entry USING (SELECT 1 AS one) AS other ON true WHEN MATCHED THEN UPDATE SET "ActorName" = 'x'""",
        "*cannot be changed*")]
    [InlineData("""UPDATE "AuditEntries" SET "Sequence" = 9""", "*cannot be changed*")]
    public async Task The_server_keeps_the_trail_whatever_the_statement(string sql, string message)
    {
        await ToggleAsync();
        await _database.Invoking(database => database.ByHandAsync(sql)).Should().ThrowAsync<DbException>().WithMessage(message);
    }

    [Theory]
    [InlineData(3, "the hash of the last one")]
    [InlineData(2, "another hash")]
    public async Task The_server_takes_only_the_next_entry_after_the_last_hash(long sequence, string previous)
    {
        await ToggleAsync();
        var head = await _database.QueryAsync(db => db.AuditEntries.Select(entry => entry.Hash).SingleAsync());
        var add = () => AddEntryAsync(sequence, previous == "another hash" ? new('f', 64) : head);
        await add.Should().ThrowAsync<DbException>().WithMessage("*only follow the last one*");
    }

    [Fact]
    public async Task A_trigger_that_is_switched_off_is_found()
    {
        await _database.ByHandAsync("""ALTER TABLE "Payouts" DISABLE TRIGGER "Payouts_NoDelete" """);
        (await _database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).Findings
            .Should().Equal("The trigger Payouts_NoDelete is switched off.");
    }

    [Fact]
    public async Task A_command_whose_connection_is_cut_anywhere_is_carried_out_once()
    {
        for (var at = 1; at < 100; at++)
        {
            var organisation = Make.Organisation($"Bureau {at}");
            await _database.AddAsync(organisation);
            _cuts.CutAt(at);

            (await MakePartnerAsync(organisation)).IsDone.Should().BeTrue();

            var isOver = _cuts.IsArmed;
            _cuts.CutAt(0);
            var entries = await _database.QueryAsync(db =>
                db.AuditEntries.CountAsync(entry => entry.SubjectId == organisation.Id.ToString()));
            entries.Should().Be(1, $"the connection was cut at statement {at}");
            if (isOver)
            {
                at.Should().BeGreaterThan(5, "the command has some statements");
                (await _database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
                return;
            }
        }

        Assert.Fail("The command has no end.");
    }

    [Fact]
    public async Task Hears_what_another_instance_commits_also_after_its_connection_was_cut()
    {
        await ToggleAsync();
        using var ends = new CancellationTokenSource();
        var heard = new List<string>();
        var feed = new ChangeFeed(NullLogger<ChangeFeed>.Instance);
        using var listens = feed.Listen(changes =>
        {
            lock (heard)
            {
                heard.AddRange(changes.Select(change => change.Id));
            }
        });
        var elsewhere = new PostgreSqlFeed(
            _database.Get<IDbContextFactory<PartnersDb>>(),
            _database.Get<PostgreSqlSessions>(),
            feed,
            TimeProvider.System,
            NullLogger<PostgreSqlFeed>.Instance);
        var listening = elsewhere.ListenAsync(() => { }, (_, _) => { }, ends.Token);
        await Eventually.HoldsAsync(async () => await FeedsAsync("SELECT count(*) FROM pg_stat_activity") == 1);
        await Task.Delay(200, ends.Token);

        await AddEntryAsync(2, subject: "first");
        await Eventually.HoldsAsync(() => Task.FromResult(Heard().SequenceEqual(["first"], StringComparer.Ordinal)));
        (await FeedsAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity")).Should().Be(1);
        await AddEntryAsync(3, subject: "second");
        await AddEntryAsync(4, subject: "third");
        await Eventually.HoldsAsync(() => Task.FromResult(Heard().SequenceEqual(["first", "second", "third"], StringComparer.Ordinal)));

        await ends.CancelAsync();
        await listening;

        List<string> Heard()
        {
            lock (heard)
            {
                return [.. heard];
            }
        }
    }

    [Fact]
    public async Task Two_instances_see_who_has_a_record_open_in_the_other_also_after_a_connection_was_cut()
    {
        using var ends = new CancellationTokenSource();
        var (one, two) = (new OpenRecords(), new OpenRecords());
        var work = new[] { one, two }.Select(open =>
        {
            var presence = new PresenceElsewhere(open, TimeProvider.System, NullLogger<PresenceElsewhere>.Instance);
            var feed = new PostgreSqlFeed(
                _database.Get<IDbContextFactory<PartnersDb>>(),
                _database.Get<PostgreSqlSessions>(),
                new(NullLogger<ChangeFeed>.Instance),
                TimeProvider.System,
                NullLogger<PostgreSqlFeed>.Instance);
            return Task.WhenAll(feed.ListenAsync(presence.Ask, presence.Hear, ends.Token), presence.SayAsync(feed, ends.Token));
        }).ToList();
        var deal = new OpenRecord("deal", Guid.CreateVersion7());
        using var noor = one.Enter(deal, Make.Staff, isEditing: false, () => { });
        await Eventually.HoldsAsync(() => two.Others(deal, Make.CommercialOwner) is [{ Name: "Noor de Wit", IsEditing: false }]);

        (await FeedsAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity")).Should().Be(2);
        using var editing = one.Enter(deal, Make.Staff, isEditing: true, () => { });
        await Eventually.HoldsAsync(() => two.Others(deal, Make.CommercialOwner) is [{ IsEditing: true }]);
        await Eventually.HoldsAsync(async () => await FeedsAsync("SELECT count(*) FROM pg_stat_activity") == 2);
        await Eventually.HoldsAsync(() => two.Others(deal, Make.CommercialOwner) is [{ IsEditing: true }]);

        await ends.CancelAsync();
        await Task.WhenAll(work);
    }

    /// <summary>The statements are those of docs/postgresql.md.</summary>
    [Fact]
    public async Task It_serves_as_a_role_that_owns_nothing_and_cannot_get_past_the_triggers()
    {
        var role = $"served_{Guid.CreateVersion7():N}";
        await _database.ByHandAsync(
            $"""
            CREATE ROLE {role} LOGIN;
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}
            """);
        try
        {
            var address = new NpgsqlConnectionStringBuilder(_database.Address.Text) { Username = role, Pooling = false }.ConnectionString;
            await using var served = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon))
                .AddPartnersCore(new DatabaseAddress(DatabaseProvider.PostgreSql, address))
                .BuildServiceProvider();
            await served.GetRequiredService<DatabaseUpkeep>().PrepareAsync(migrates: false, default);
            var (made, moved) = (Make.Organisation(), Make.Organisation("Bureau Later"));
            await _database.AddAsync(made, moved);

            (await served.GetRequiredService<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(made), default)).IsDone
                .Should().BeTrue();
            (await served.GetRequiredService<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
            await served.GetRequiredService<LedgerUpkeep>().PostAllAsync(default);
            served.GetRequiredService<ProtectionKeys>().Add("key", "<key />");
            await served.GetRequiredService<ChangesElsewhere>().SayAsync("hello", default);

            await using var db = await served.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
            foreach (var refused in new[]
            {
                """ALTER TABLE "AuditEntries" DISABLE TRIGGER ALL""",
                """DROP TRIGGER "AuditEntries_NoUpdate" ON "AuditEntries" """,
                """TRUNCATE "AuditEntries" """,
                "SET session_replication_role = replica",
                "CREATE TABLE own (id integer)",
            })
            {
                (await db.Invoking(one => one.Database.ExecuteSqlRawAsync(refused)).Should().ThrowAsync<PostgresException>()).Which.SqlState
                    .Should().Be(PostgresErrorCodes.InsufficientPrivilege, refused);
            }

            (await db.Invoking(one => one.Database.ExecuteSqlRawAsync("""UPDATE "AuditEntries" SET "ActorName" = 'x'"""))
                .Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("PT001");
        }
        finally
        {
            await _database.ByHandAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task Two_instances_share_the_keys_of_sign_ins()
    {
        var folder = Directory.CreateTempSubdirectory("partners-instances-");
        try
        {
            await using var one = await RunningConsole.StartAsync(builder => builder.Configuration[KeyRing.FolderSetting] = " ", folder);
            await using var two = await RunningConsole.StartAsync(builder => builder.Configuration[KeyRing.FolderSetting] = " ", folder);
            using var visitor = one.Visitor();
            using var signedIn = await RunningConsole.SignInAsync(visitor, "staff");
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(two.Address, "/session"));
            request.Headers.Add(
                "Cookie",
                string.Join("; ", signedIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
            using var other = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

            using var answer = await other.SendAsync(request);

            answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_is_copied_whole_chain_and_all_and_not_a_second_time()
    {
        var folder = Directory.CreateTempSubdirectory("partners-copy-");
        var file = Path.Combine(folder.FullName, "partners.db");
        try
        {
            await using var embedded = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon))
                .AddPartnersCore(file)
                .AddMadeUpData()
                .BuildServiceProvider();
            await embedded.GetRequiredService<DatabaseUpkeep>().MigrateAsync(default);
            (await embedded.GetRequiredService<DemonstrationData>().LoadAsync(Staff.AtTheCommandLine("test"), default)).IsDone
                .Should().BeTrue();
            var copy = new CopyToServer(_database.Get<IDbContextFactory<PartnersDb>>());

            var copied = await copy.FromFileAsync(file, progress: null, default);

            copied.Rows.Should().BeGreaterThan(1_000);
            var verdict = await _database.Get<AuditTrail>().VerifyAsync(Make.Staff, default);
            (verdict.IsWhole, verdict.HeadHash).Should().Be((true, copied.HeadHash));
            (await RowsAsync(_database.Get<OrganisationDirectory>())).Should()
                .Equal(await RowsAsync(embedded.GetRequiredService<OrganisationDirectory>()));
            var statements = await StatementsAsync(embedded);
            statements.Should().HaveCountGreaterThan(10);
            (await StatementsAsync(_database.Get<IServiceProvider>())).Should().Equal(statements);
            var again = () => copy.FromFileAsync(file, progress: null, default);
            await again.Should().ThrowAsync<DatabaseRefusedException>().WithMessage("*holds records already*");
        }
        finally
        {
            await TestStore.LeaveAsync(file);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        static async Task<List<string>> StatementsAsync(IServiceProvider services)
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
            var all = await db.Deals
                .Join(db.LedgerLines, deal => deal.Id, line => line.DealId, (deal, line) => new { deal.PartnerId, line.PostedIn })
                .Distinct()
                .OrderBy(one => one.PartnerId)
                .ThenBy(one => one.PostedIn)
                .ToListAsync();
            var texts = new List<string>();
            foreach (var one in all)
            {
                var shown = await services.GetRequiredService<Statements>().FindAsync(Make.Staff, one.PartnerId, one.PostedIn, default);
                using var bytes = new MemoryStream();
                await shown!.Statement.WriteCsvAsync(CsvForm.Plain, bytes, default);
                texts.Add(Convert.ToHexString(bytes.ToArray()));
            }

            return texts;
        }

        static async Task<IEnumerable<OrganisationRow>> RowsAsync(OrganisationDirectory directory) =>
            (await directory.ListAsync(Make.Staff, new(PageSize: 100), default)).Rows;
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=none;Timeout=2", DatabaseFaultKind.Unreachable)]
    [InlineData("Database=t_no_such_database", DatabaseFaultKind.NoSuchDatabase)]
    public async Task What_keeps_it_from_the_database_is_a_sentence(string changes, DatabaseFaultKind kind)
    {
        var address = new NpgsqlConnectionStringBuilder(_database.Address.Text + ";Pooling=false;" + changes).ConnectionString;
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPartnersCore(new DatabaseAddress(DatabaseProvider.PostgreSql, address))
            .BuildServiceProvider();
        var upkeep = services.GetRequiredService<DatabaseUpkeep>();

        var fault = (await upkeep.Invoking(one => one.MigrateAsync(default)).Should().ThrowAsync<Exception>()).Which;

        (await upkeep.ExplainAsync(fault))!.Kind.Should().Be(kind);
        (await upkeep.ExplainAsync(fault))!.Sentence(upkeep.Name).Should().Contain(upkeep.Name);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused_and_an_earlier_one_waits_for_the_command()
    {
        var upkeep = _database.Get<DatabaseUpkeep>();
        await _database.ByHandAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0.0')""");
        await upkeep.Invoking(one => one.MigrateAsync(default)).Should().ThrowAsync<DatabaseRefusedException>()
            .WithMessage("A later version of Partners made the database *");

        await using var empty = await TestDatabase.EmptyAsync();
        await empty.Get<DatabaseUpkeep>().Invoking(one => one.PrepareAsync(migrates: false, default))
            .Should().ThrowAsync<DatabaseRefusedException>().WithMessage("*Run the command migrate first.");
        await Task.WhenAll(
            Task.Run(() => empty.Get<DatabaseUpkeep>().PrepareAsync(migrates: true, default)),
            Task.Run(() => empty.Get<DatabaseUpkeep>().PrepareAsync(migrates: true, default)));
        await empty.Get<DatabaseUpkeep>().PrepareAsync(migrates: false, default);
    }

    private async Task ToggleAsync()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);
        (await MakePartnerAsync(organisation)).IsDone.Should().BeTrue();
    }

    private Task<Outcome<AgreementTaken>> MakePartnerAsync(Organisation organisation) =>
        _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);

    /// <summary>An entry that another instance writes.</summary>
    private Task<int> AddEntryAsync(long sequence, string? previous = null, string subject = "x") => _database.ByHandAsync(
        $"""
        INSERT INTO "AuditEntries" ("Sequence", "At", "ActorSubject", "ActorName", "Action", "SubjectKind", "SubjectId", "SubjectName",
            "RequestId", "PreviousHash", "Hash")
        SELECT {sequence}, now(), 'noor', 'Noor', 'x', 'x', '{subject}', 'X', gen_random_uuid(),
            {(previous is null ? "\"Hash\"" : $"'{previous}'")}, 'hash'
        FROM "AuditEntries" ORDER BY "Sequence" DESC LIMIT 1
        """);

    private async Task<long> FeedsAsync(string select)
    {
        await using var connection = await _database.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = select + " WHERE datname = current_database() AND application_name = 'partners-feed'";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The server ends the connection at the n-th statement.</summary>
    private sealed class CutsItself : DbCommandInterceptor
    {
        private int _left;

        public bool IsArmed => _left > 0;

        public void CutAt(int statement) => _left = statement;

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            await CountAsync(command);
            return result;
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await CountAsync(command);
            return result;
        }

        private async Task CountAsync(DbCommand command)
        {
            if (_left == 0 || --_left > 0)
            {
                return;
            }

            var connection = (NpgsqlConnection)command.Connection!;
            await using var other = connection.CloneWith(connection.ConnectionString);
            await other.OpenAsync();
            await using var cut = new NpgsqlCommand($"SELECT pg_terminate_backend({connection.ProcessID}, 5000)", other);
            await cut.ExecuteScalarAsync();
        }
    }
}

using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Persistence.Sqlite;
using static Partners.Core.Persistence.DatabaseFaultKind;

namespace Partners.Console.Tests.Persistence;

/// <summary>Each database fault as SQLite throws it, and what a person sees.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("partners-faults-").FullName;

    public DatabaseFaultTests() => TestStore.OnlyForTheFile("its errors");

    private string File => Path.Combine(_folder, "partners.db");

    [Fact]
    public void A_full_disk_is_one_whether_a_row_grows_or_a_new_table()
    {
        foreach (var sql in new[]
        {
            "INSERT INTO t SELECT zeroblob(100000)",
            "CREATE TABLE u AS SELECT zeroblob(100000)",
            "UPDATE t SET x = zeroblob(100000)",
        })
        {
            Of(Thrown("PRAGMA max_page_count = 3", sql)).Should().Be(DiskFull, sql);
        }
    }

    [Fact]
    public async Task A_full_disk_is_found_behind_a_failed_save_and_behind_what_wraps_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var save = () => database.QueryAsync(async context =>
        {
            await context.Database.OpenConnectionAsync();
            await context.Database.ExecuteSqlAsync($"PRAGMA max_page_count = 1");
            context.AddRange(Enumerable.Range(0, 2_000).Select(number => Make.Organisation($"Organisatie {number}")));
            return await context.SaveChangesAsync();
        });

        var fault = (await save.Should().ThrowAsync<DbUpdateException>()).Which;

        foreach (var wrapped in new Exception[]
        {
            fault,
            new AggregateException(new InvalidOperationException("beside it"), fault),
            new InvalidOperationException("around it", new IOException("around that", fault)),
        })
        {
            Of(wrapped).Should().Be(DiskFull);
        }
    }

    [Fact]
    public void A_full_disk_is_also_one_where_a_file_of_ours_is_written()
    {
        Assert.SkipUnless(System.IO.File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        var write = () => System.IO.File.WriteAllBytes("/dev/full", new byte[10]);

        Of(write.Should().Throw<IOException>().Which).Should().Be(DiskFull);
        Of(new IOException("The file is in use.", unchecked((int)0x80070020))).Should().BeNull();
    }

    [Fact]
    public void A_cut_or_overwritten_file_is_damaged_and_another_file_is_no_database()
    {
        foreach (var (change, kind) in new (Action<FileStream>, DatabaseFaultKind)[]
        {
            (file => file.SetLength(file.Length / 2), Damaged),
            (file => file.SetLength(4_096), Damaged),
            (file => Overwrite(file, 4_096, 4_096), Damaged),
            (file => Overwrite(file, 0, 4_096), NotADatabase),
            (file => file.SetLength(700), Damaged),
        })
        {
            Populate();
            using (var file = System.IO.File.Open(File, FileMode.Open))
            {
                change(file);
            }

            Of(Thrown("SELECT count(x) FROM t")).Should().Be(kind);
        }

        System.IO.File.WriteAllText(File, new string('a', 5_000));
        Of(Thrown("SELECT 1 FROM sqlite_master")).Should().Be(NotADatabase);
    }

    [Fact]
    public void What_may_only_be_read_is_said_so()
    {
        Populate();

        Of(Thrown("PRAGMA query_only = 1", "INSERT INTO t VALUES (1)")).Should().Be(ReadOnly);
        Of(Thrown("Mode=ReadOnly", ["DELETE FROM t"])).Should().Be(ReadOnly);
        Of(Thrown("Mode=ReadOnly", ["CREATE TABLE u (x)"])).Should().Be(ReadOnly);
    }

    [Fact]
    public void A_file_that_is_taken_away_while_it_is_open_was_moved()
    {
        Populate();
        using var connection = Open();
        Run(connection, "SELECT count(*) FROM t");
        System.IO.File.Move(File, $"{File}.old");

        Of(Catch(() => Run(connection, "INSERT INTO t VALUES (1)"))).Should().Be(Moved);
    }

    [Fact]
    public void A_folder_that_is_not_there_cannot_be_opened_nor_can_a_folder_itself()
    {
        foreach (var file in new[] { Path.Combine(_folder, "no", "such", "folder.db"), _folder, "/dev/null/x.db" })
        {
            Of(Catch(() =>
            {
                using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
                connection.Open();
                Run(connection, "CREATE TABLE t (x)");
            })).Should().Be(CannotOpen, file);
        }
    }

    [Fact]
    public void Another_writer_makes_it_busy()
    {
        Populate();
        using var other = Open();
        Run(other, "BEGIN IMMEDIATE");
        Run(other, "INSERT INTO t VALUES (1)");

        Of(Thrown("Default Timeout=1", ["INSERT INTO t VALUES (2)"])).Should().Be(Busy);
        Of(Thrown("Default Timeout=1", ["BEGIN IMMEDIATE"])).Should().Be(Busy);
        Of(Thrown("Default Timeout=1", ["CREATE TABLE u (x)"])).Should().Be(Busy);
    }

    [Fact]
    public void Missing_tables_are_a_fault_of_the_file_since_all_statements_are_ours()
    {
        Populate();

        Of(Thrown("SELECT * FROM gone")).Should().Be(OtherTables);
        Of(Thrown("SELECT gone FROM t")).Should().Be(OtherTables);
        Of(Thrown("CREATE TABLE t (x)")).Should().Be(OtherTables);
    }

    [Theory]
    [InlineData(10, 10, DiskFails)]
    [InlineData(10, 522, DiskFails)]
    [InlineData(10, 778, DiskFails)]
    [InlineData(10, 4_874, DiskFull)]
    [InlineData(11, 267, Damaged)]
    [InlineData(11, 779, Damaged)]
    [InlineData(6, 6, Busy)]
    [InlineData(15, 15, Busy)]
    [InlineData(7, 7, NoMemory)]
    [InlineData(3, 3, CannotOpen)]
    public void The_codes_that_no_test_can_bring_about_have_their_kind(int code, int extended, DatabaseFaultKind kind) =>
        Of(new SqliteException("made up", code, extended)).Should().Be(kind);

    [Fact]
    public void A_broken_constraint_and_a_faulty_statement_are_no_faults_of_the_database()
    {
        Populate();

        Of(Thrown("CREATE TABLE u (x INTEGER UNIQUE NOT NULL)", "INSERT INTO u VALUES (1), (1)")).Should().BeNull();
        Of(Thrown("INSERT INTO u VALUES (NULL)")).Should().BeNull();
        Of(Thrown("SELECT FROM WHERE")).Should().BeNull();
        Of(new InvalidOperationException("An error of ours.")).Should().BeNull();
        Of(new OperationCanceledException()).Should().BeNull();
    }

    [Theory]
    [InlineData("""UPDATE "Organisations" SET "CreatedAt" = 9223372036854775807""")]
    [InlineData("""UPDATE "Organisations" SET "Id" = x'0102'""")]
    [InlineData("""UPDATE "Organisations" SET "DeletedAt" = -9223372036854775807""")]
    public async Task A_value_that_no_converter_reads_is_a_fault_of_the_file(string sql)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.AddAsync(Make.Organisation());
        await database.ByHandAsync(sql);
        var read = () => database.QueryAsync(db => db.Organisations.AsNoTracking().ToListAsync());

        Of((await read.Should().ThrowAsync<Exception>()).Which).Should().Be(UnreadableValue);
    }

    [Fact]
    public void Each_kind_is_a_sentence_that_names_the_file_to_its_owner_and_no_path_to_staff()
    {
        var kinds = Enum.GetValues<DatabaseFaultKind>().Select(kind => new DatabaseFault(kind, "x")).ToList();

        kinds.Select(fault => fault.Sentence("/srv/partners.db"))
            .Should().OnlyHaveUniqueItems().And.OnlyContain(sentence => sentence.Contains("/srv/partners.db", StringComparison.Ordinal));
        kinds.Select(fault => fault.SentenceForStaff).Should().OnlyContain(sentence => sentence.EndsWith('.') && !sentence.Contains('/'));
    }

    [Fact]
    public void A_page_shows_the_sentence_with_a_reference_and_of_anything_else_the_reference_alone()
    {
        var faults = new Faults(Microsoft.Extensions.Logging.Abstractions.NullLogger<Faults>.Instance);

        faults.Record(new DbUpdateException("secret", new SqliteException("secret", 13))).Sentence
            .Should().MatchRegex("^The disk of the database is full: .*Reference [0-9A-Z]{8}$").And.NotContain("secret");
        faults.Record(new InvalidOperationException("secret")).Sentence
            .Should().MatchRegex("^Something went wrong\\. Reference [0-9A-Z]{8}$");
    }

    [Theory]
    [InlineData("/dev/null/partners.db")]
    [InlineData("/no/such/folder/partners.db")]
    public void A_lock_that_cannot_be_made_is_refused_and_not_waited_for(string file)
    {
        var take = () => MigrationLock.TryTake(file);

        take.Should().Throw<DatabaseRefusedException>().WithMessage($"The file {file}.migration-lock cannot be made. *");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static DatabaseFaultKind? Of(Exception exception) => DatabaseFault.Of(exception)?.Kind;

    private static void Overwrite(FileStream file, int from, int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        file.Position = from;
        file.Write(bytes);
    }

    private void Populate()
    {
        System.IO.File.Delete(File);
        using var connection = Open();
        Run(connection, "CREATE TABLE t (x)");
        Run(connection, """
            WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO t SELECT hex(zeroblob(i % 50)) FROM n
            """);
    }

    private SqliteException Thrown(params string[] statements) => Thrown("Mode=ReadWriteCreate", statements);

    private SqliteException Thrown(string option, string[] statements) => Catch(() =>
    {
        using var connection = Open(option);
        if (statements[0].StartsWith("PRAGMA max_page_count", StringComparison.Ordinal))
        {
            Run(connection, "CREATE TABLE IF NOT EXISTS t (x)");
            Run(connection, "INSERT INTO t VALUES (1)");
        }

        foreach (var statement in statements)
        {
            Run(connection, statement);
        }
    });

    private SqliteConnection Open(string option = "Mode=ReadWriteCreate")
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;{option}");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }

    private static SqliteException Catch(Action action) => action.Should().Throw<SqliteException>().Which;
}

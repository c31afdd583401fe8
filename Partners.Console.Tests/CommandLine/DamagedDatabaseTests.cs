using FluentAssertions;
using Microsoft.Data.Sqlite;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.CommandLine;

/// <summary>A hundred damaged copies of a database in use. Each either works or says in a sentence what is wrong.</summary>
public sealed class DamagedDatabaseTests : IDisposable
{
    private const int PageSize = 4_096;

    private static readonly string[][] s_commands =
        [["audit", "verify"], ["ledger", "export"], ["platform", "changes"], ["external-led", "export"]];

    private readonly string _folder = Directory.CreateTempSubdirectory("partners-damaged-").FullName;

    public DamagedDatabaseTests() => TestStore.OnlyForTheFile("damage to the file");

    private string File => Path.Combine(_folder, "partners.db");

    [Theory]
    [InlineData("pages")]
    [InlineData("bytes")]
    [InlineData("cut")]
    [InlineData("log")]
    public async Task A_damaged_copy_works_or_says_what_is_wrong(string damage)
    {
        for (var seed = 0; seed < 25; seed++)
        {
            await Templates.CopyDemonstrationAsync(File, FixedClock.Noon);
            await DamageAsync(damage, new Random(seed));

            var (code, output, error) = await RunAsync(s_commands[seed % s_commands.Length]);

            var said = $"{damage} {seed}: {code} {output[..Math.Min(output.Length, 300)]} {error}";
            error.Should().NotContainAny(["Something went wrong", "Exception", "   at "], said);
            (code == ExitCode.Done || output.Length + error.Length > 0).Should().BeTrue(said);
            SqliteConnection.ClearAllPools();
            Array.ForEach(Directory.GetFiles(_folder), System.IO.File.Delete);
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task DamageAsync(string damage, Random random)
    {
        if (damage == "log")
        {
            await TakeOverLogAsync(random);
            return;
        }

        await using var file = System.IO.File.Open(File, FileMode.Open);
        if (damage == "cut")
        {
            file.SetLength(random.NextInt64(file.Length));
            return;
        }

        var size = damage == "pages" ? PageSize : 16;
        var bytes = new byte[size];
        for (var time = random.Next(1, damage == "pages" ? 8 : 80); time > 0; time--)
        {
            random.NextBytes(bytes);
            file.Position = random.NextInt64(file.Length / size) * size;
            file.Write(bytes);
        }
    }

    /// <summary>The write-ahead log of another database, as when only some files were copied.</summary>
    private async Task TakeOverLogAsync(Random random)
    {
        var other = Path.Combine(_folder, "other.db");
        await Templates.CopyDemonstrationAsync(other, FixedClock.Noon);
        await using var connection = new SqliteConnection($"Data Source={other};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA journal_mode = WAL;
            CREATE TABLE "Others" ("Value" TEXT);
            INSERT INTO "Others" SELECT "After" FROM "AuditEntries";
            UPDATE "Organisations" SET "Name" = "Name" || ' en anderen' WHERE "rowid" % {random.Next(1, 9)} = 0;
            DROP TABLE "LedgerLines";
            """;
        await command.ExecuteNonQueryAsync();
        System.IO.File.Copy($"{other}-wal", $"{File}-wal");
        await using var file = System.IO.File.Open(File, FileMode.Open);
        file.SetLength(file.Length - (random.Next(0, 9) * PageSize));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ConsoleCommands.RunAsync([.. arguments, "--database", File], output, error, (_, _) => Task.FromResult(99));
        return (code, output.ToString(), error.ToString());
    }
}

using System.Diagnostics;
using FluentAssertions;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.CommandLine;

public sealed class ConsoleCommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("partners-commands-").FullName;

    [Fact]
    public async Task Import_prints_what_became_of_each_collection()
    {
        var (code, output, _) = await RunAsync("import", Importing.Sample);

        code.Should().Be(ExitCode.Done);
        output.Should().MatchRegex(@"org +8 +0 +0 +0\n").And.MatchRegex(@"Total +552 +0 +0 +0\n").And.Contain("Done: 552 rows in");
        (await RunAsync("import", Importing.Sample)).Output.Should().MatchRegex(@"Total +0 +0 +552 +0\n");
    }

    [Fact]
    public async Task Import_with_rejected_rows_ends_with_3_and_lists_them()
    {
        using var export = new ExportFiles().Add("org", "7").Without("conversation");

        var (code, output, _) = await RunAsync("import", export.Folder, "--dry-run");

        code.Should().Be(ExitCode.DoneWithRejections);
        output.Should().Contain("Rejected org.json, row 2: The row is no object.")
            .And.Contain("Skipped conversation.json: the folder does not hold it.")
            .And.Contain("Dry run: nothing was changed.");
    }

    [Fact]
    public async Task Import_that_is_refused_ends_with_1()
    {
        using var export = new ExportFiles().Raw("org", "no");
        (await RunAsync("import", "/no/such/folder")).Should().Be((ExitCode.Failed, string.Empty, $"There is no folder /no/such/folder.{Environment.NewLine}"));
        var (code, output, error) = await RunAsync("import", export.Folder);
        (code, output).Should().Be((ExitCode.Failed, string.Empty));
        error.Should().StartWith("org.json is not JSON: line 1");
    }

    [Theory]
    [InlineData("import")]
    [InlineData("import", "a", "b")]
    [InlineData("import", "a", "--dry")]
    [InlineData("seed")]
    [InlineData("seed", "--organisations", "many")]
    [InlineData("imprt", "a")]
    [InlineData("audit")]
    [InlineData("platform", "things")]
    public async Task A_wrong_call_ends_with_2(params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);
        code.Should().Be(ExitCode.BadUsage);
        error.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Help_lists_every_command_and_the_option_of_all()
    {
        var (code, output, _) = await RunAsync("--help");
        code.Should().Be(ExitCode.Done);
        output.Should().ContainAll("import", "demo", "seed", "audit", "platform", "--database", "Without a command it serves");
    }

    [Fact]
    public async Task The_other_commands_do_their_work_on_the_database_that_is_named()
    {
        (await RunAsync("platform", "changes")).Should().Be((ExitCode.Done, string.Empty, string.Empty));
        (await RunAsync("seed", "--organisations", "3")).Code.Should().Be(ExitCode.Done);
        var (code, _, error) = await RunAsync("demo");
        (code, error).Should().Be((ExitCode.Failed, $"{new Core.Platform.Demonstration.DatabaseNotEmpty().Sentence}{Environment.NewLine}"));
        (await RunAsync("audit", "verify")).Output.Should().StartWith("The chain is whole: 1 entr");
    }

    [Fact]
    public async Task Names_a_database_that_cannot_be_opened()
    {
        using var error = new StringWriter();
        var code = await ConsoleCommands.RunAsync(["audit", "verify", "--database", "/no/such/folder/x.db"], TextWriter.Null, error, (_, _) => Task.FromResult(99));
        code.Should().Be(ExitCode.Failed);
        error.ToString().Should().Contain("The database /no/such/folder/x.db cannot be opened");
    }

    [Fact]
    public async Task Serves_without_a_command_and_hands_the_hosts_options_on()
    {
        string?[] asked = [];
        var code = await ConsoleCommands.RunAsync(["--urls", "http://localhost:1", "--database", "x.db", "--Some:Setting=1"], TextWriter.Null, TextWriter.Null, (database, rest) =>
        {
            asked = [database, .. rest];
            return Task.FromResult(7);
        });
        code.Should().Be(7);
        asked.Should().Equal("x.db", "--urls=http://localhost:1", "--Some:Setting=1");
    }

    [Fact]
    public async Task The_executable_takes_folders_from_where_the_caller_stands()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(Importing.Sample), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(ConsoleCommands).Assembly.Location, "import", "platform-export", "--database", Path.Combine(_folder, "own.db")])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        (process.ExitCode, await error).Should().Be((ExitCode.Done, string.Empty));
        output.Should().StartWith("Collection").And.Contain("Done: 552 rows");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ConsoleCommands.RunAsync([.. arguments, "--database", Path.Combine(_folder, "partners.db")], output, error, (_, _) => Task.FromResult(99));
        return (code, output.ToString(), error.ToString());
    }
}

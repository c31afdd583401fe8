using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.ExternalLed;
using Partners.Core.Jobs;
using Partners.Core.Persistence;

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
        (await RunAsync("import", "/no/such/folder")).Should().Be((
            ExitCode.Failed,
            string.Empty,
            $"There is no folder /no/such/folder.{Environment.NewLine}"));
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
    [InlineData("external-led")]
    [InlineData("external-led", "refresh", "--as-of", "yesterday")]
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
        output.Should().ContainAll(
            "import", "demo", "seed", "audit", "platform", "ledger", "external-led", "--database", "Without a command it serves");
    }

    [Fact]
    public async Task The_other_commands_do_their_work_on_the_database_that_is_named()
    {
        (await RunAsync("platform", "changes")).Should().Be((ExitCode.Done, string.Empty, string.Empty));
        (await RunAsync("seed", "--organisations", "3")).Code.Should().Be(ExitCode.Done);
        var (code, _, error) = await RunAsync("demo");
        (code, error).Should().Be((
            ExitCode.Failed,
            $"{new Partners.Console.MadeUp.Demonstration.DatabaseNotEmpty().Sentence}{Environment.NewLine}"));
        (await RunAsync("audit", "verify")).Output.Should().StartWith("The chain is whole: 1 entr");
    }

    [Fact]
    public async Task External_led_refresh_says_what_it_read_and_export_has_each_listed_client_once()
    {
        await RunAsync("import", Importing.Sample);

        var (code, output, error) = await RunAsync("external-led", "refresh", "--as-of", "2026-11-20");

        (code, error).Should().Be((ExitCode.Done, string.Empty));
        var said = Regex.Match(
            output,
            @"^Read [1-9]\d* clients as of 2026-11-20: (?<listed>\d+) listed, (?<new>\d+) newly listed, 0 came back\.\n$",
            RegexOptions.None,
            TimeSpan.FromSeconds(1));
        said.Success.Should().BeTrue(output);
        var listed = int.Parse(said.Groups["listed"].Value, CultureInfo.InvariantCulture);
        listed.Should().BePositive();
        said.Groups["new"].Value.Should().Be(said.Groups["listed"].Value);
        var export = await RunAsync("external-led", "export");
        export.Code.Should().Be(ExitCode.Done);
        var lines = export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines[0].Should().Be(
            "workspace_id,client,partner,score,drives_usage,invites_people,acts_as_owner,created_organisation,stage,deal_id,ready");
        lines.Skip(1).Select(line => line.Split(',')[0]).Should().OnlyHaveUniqueItems().And.HaveCount(listed);
        (await RunAsync("external-led", "refresh", "--as-of", "2026-11-20")).Output
            .Should().StartWith("Read 0 clients as of 2026-11-20: ")
            .And.Contain(" 0 newly listed");
    }

    [Fact]
    public async Task External_led_refresh_ends_with_1_where_another_is_under_way()
    {
        await RunAsync("import", Importing.Sample);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddPartnersCore(Path.Combine(_folder, "partners.db"))
            .BuildServiceProvider();
        var (contexts, now) = (services.GetRequiredService<IDbContextFactory<PartnersDb>>(), TimeProvider.System.GetUtcNow());
        await OtherProcesses.AddElsewhereAsync(contexts, SignalRefresh.Job.Name, "reading the signals", Make.Operator, now);

        var sentence = new JobUnderWay("Amina Haddad", "reading the signals", now).Sentence;
        (await RunAsync("external-led", "refresh")).Should().Be((ExitCode.Failed, string.Empty, $"{sentence}{Environment.NewLine}"));
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_ends_with_1_and_a_sentence()
    {
        var (code, output, error) = await ExecuteAsync(
            start => start.Environment["ExternalLed__WindowDays"] = "0",
            "external-led",
            "refresh");

        (code, output, error).Should().Be((
            ExitCode.Failed,
            string.Empty,
            $"ExternalLed:WindowDays has to be from 1 to 3650.{Environment.NewLine}"));
    }

    [Fact]
    public async Task Names_a_database_that_cannot_be_opened()
    {
        using var error = new StringWriter();
        var code = await ConsoleCommands.RunAsync(
            ["audit", "verify", "--database", "/no/such/folder/x.db"],
            TextWriter.Null,
            error,
            (_, _) => Task.FromResult(99));
        code.Should().Be(ExitCode.Failed);
        error.ToString().Should().Contain("The database /no/such/folder/x.db cannot be opened");
    }

    [Fact]
    public async Task Serves_without_a_command_and_hands_the_hosts_options_on()
    {
        string?[] asked = [];
        var code = await ConsoleCommands.RunAsync(
            ["--urls", "http://localhost:1", "--database", "x.db", "--Some:Setting=1"],
            TextWriter.Null,
            TextWriter.Null,
            (database, rest) =>
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
        var (code, output, error) = await ExecuteAsync(_ => { }, "import", "platform-export");

        (code, error).Should().Be((ExitCode.Done, string.Empty));
        output.Should().StartWith("Collection").And.Contain("Done: 552 rows");
    }

    [Fact]
    public async Task Platform_push_and_pull_without_a_platform_say_so()
    {
        (await RunAsync("platform", "push")).Should().Be((
            ExitCode.Failed,
            string.Empty,
            $"{new Core.Platform.Push.PushIsOff().Sentence}{Environment.NewLine}"));
        (await RunAsync("platform", "push", "--dry-run")).Should().Be((ExitCode.Done, string.Empty, string.Empty));
        (await RunAsync("platform", "pull")).Should().Be((
            ExitCode.Failed,
            string.Empty,
            $"{new Core.Platform.Live.NotConnected().Sentence}{Environment.NewLine}"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs in its own process, with the sample's parent as its working directory.</summary>
    private async Task<(int Code, string Output, string Error)> ExecuteAsync(Action<ProcessStartInfo> prepare, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            WorkingDirectory = Path.GetDirectoryName(Importing.Sample),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[
            typeof(ConsoleCommands).Assembly.Location,
            .. arguments,
            "--database",
            Path.Combine(_folder, "own.db"),
        ])
        {
            start.ArgumentList.Add(argument);
        }

        // On a busy machine any query may be slow, and would be logged among the errors.
        start.Environment["Database__SlowQueryMilliseconds"] = "600000";
        prepare(start);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ConsoleCommands.RunAsync(
            [.. arguments, "--database", Path.Combine(_folder, "partners.db")],
            output,
            error,
            (_, _) => Task.FromResult(99));
        return (code, output.ToString(), error.ToString());
    }
}

using FluentAssertions;
using Microsoft.Extensions.Logging;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Shell;

public sealed class ActionRunnerTests : ShellContext
{
    [Fact]
    public async Task Runs_once_however_often_it_is_clicked()
    {
        using var runner = NewRunner();
        var finish = new TaskCompletionSource();
        var runs = 0;
        async Task<Outcome<string>> Command(CancellationToken cancellation)
        {
            runs++;
            await finish.Task;
            return "saved";
        }

        var first = runner.RunAsync(Command, _ => "Saved");
        var second = await runner.RunAsync(Command, _ => "Saved");
        runner.IsBusy.Should().BeTrue();
        finish.SetResult();

        (await first)!.IsDone.Should().BeTrue();
        second.Should().BeNull();
        runs.Should().Be(1);
        runner.IsBusy.Should().BeFalse();
        runner.Outcome!.Said.Should().Be("Saved");
    }

    [Fact]
    public async Task Keeps_a_refusal_for_the_field_that_it_belongs_to()
    {
        using var runner = NewRunner();
        await Refuse(runner, new AgreementEnded(), new TooMany());

        runner.RefusalsOf("reference").Should().Equal("The agreement has ended.");
        runner.RefusalsOf("Name").Should().BeEmpty();
        runner.DescribedBy("Reference").Should().Be("refusal-reference");
        runner.Invalid("Name").Should().BeNull();
    }

    [Fact]
    public async Task Tells_a_reference_of_a_fault_and_logs_the_fault_beside_it()
    {
        var log = new FaultLog();
        using var runner = new ActionRunner(new Faults(log));
        var fault = new InvalidOperationException("the password is 1234");

        var outcome = await runner.RunAsync<string>(_ => throw fault);

        outcome.Should().BeNull();
        var reference = runner.Outcome!.Fault?.Reference;
        reference.Should().MatchRegex("^[0-9A-Z]{8}$");
        log.Entries.Should().ContainSingle().Which.Should().Be(($"Fault {reference}", fault));
    }

    [Fact]
    public async Task Shows_a_missing_permission_as_a_refusal()
    {
        using var runner = NewRunner();
        await runner.RunAsync<string>(_ => throw new NotPermittedException(Permission.Transfer));

        runner.Outcome!.Refusals.Should().ContainSingle().Which.Should().Be(new NotPermitted(Permission.Transfer));
    }

    [Fact]
    public async Task Cancels_the_command_in_silence_when_the_page_is_left()
    {
        var runner = NewRunner();
        var running = runner.RunAsync<string>(async cancellation =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return "never";
        });

        runner.Dispose();

        (await running).Should().BeNull();
        runner.Outcome.Should().BeNull();
        (await runner.RunAsync<string>(_ => throw new InvalidOperationException("never run"))).Should().BeNull();
    }

    [Fact]
    public void Lets_what_asks_for_its_token_after_the_page_was_left_find_it_cancelled()
    {
        var runner = NewRunner();
        runner.Dispose();

        runner.Leaving.IsCancellationRequested.Should().BeTrue();
    }

    private sealed class FaultLog : ILogger<Faults>
    {
        public List<(string, Exception?)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Entries.Add((formatter(state, exception), exception));
    }
}

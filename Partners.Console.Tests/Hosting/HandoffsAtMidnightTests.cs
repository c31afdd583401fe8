using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Partners.Console.Hosting;
using Partners.Console.Shell;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;

namespace Partners.Console.Tests.Hosting;

/// <summary>Scheduled handoffs run while no one is there.</summary>
public sealed class HandoffsAtMidnightTests : HandoffPages
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_carries_out_what_was_due_as_the_console_itself()
    {
        var id = await ReadyAsync(Database.Today.AddDays(1));
        await ConfirmAsync(id);
        Database.Clock.Now = Database.Clock.Now.AddDays(3);
        await RunAsync("Handed off what was scheduled for 11/23/2026: 1 workspaces.");

        var handoff = (await FoundAsync(id)).Handoff;
        (handoff.Status, handoff.ConfirmedByName, handoff.EndedByName)
            .Should().Be((HandoffStatus.Completed, "Amina Haddad", "The console itself"));
    }

    [Theory]
    [InlineData("Handoff:SecondOperator", "true", "There is no setting Handoff:SecondOperator. There are: RequireSecondOperator.")]
    [InlineData("Handoff:RequireSecondOperator", "yes", "Handoff:RequireSecondOperator has to be true or false.")]
    public void A_setting_that_means_nothing_refuses_the_start(string name, string value, string sentence)
    {
        var read = () => Configured(name, value).HandoffSettings();

        read.Should().Throw<StartRefusedException>().WithMessage(sentence);
    }

    [Fact]
    public void A_second_operator_is_asked_for_where_the_setting_says_so()
    {
        Configured("Handoff:RequireSecondOperator", "true").HandoffSettings().RequireSecondOperator.Should().BeTrue();
        Configured("Other", "true").HandoffSettings().RequireSecondOperator.Should().BeFalse();
    }

    private static IConfiguration Configured(string name, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)]).Build();

    private async Task RunAsync(string said)
    {
        var log = new DemoDatabase.LoggedLines();
        using var midnight = new HandoffsAtMidnight(
            Database.Get<HandoffTransfer>(),
            Database.Get<JobRunner>(),
            Database.Clock,
            new LoggerFactory([log]).CreateLogger<HandoffsAtMidnight>());
        await midnight.StartAsync(Cancel);
        using var patience = new CancellationTokenSource(Patience);
        while (!log.Lines.Contains(said, StringComparer.Ordinal))
        {
            await Task.Delay(50, patience.Token);
        }

        await midnight.StopAsync(Cancel);
    }
}

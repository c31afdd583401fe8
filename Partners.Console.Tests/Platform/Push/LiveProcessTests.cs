using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I70: two processes of the built console on one database, at the same time, beside a real Directus.</summary>
public sealed class LiveProcessTests : IAsyncLifetime
{
    private LivePush _live = null!;

    public async ValueTask InitializeAsync() => _live = await LivePush.StartAsync();

    public ValueTask DisposeAsync()
    {
        _live?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Two_processes_that_push_at_once_send_each_act_once()
    {
        await using var database = await TestDatabase.CreateAsync(_live.With());
        var partners = Enumerable.Range(1, 6)
            .Select(index => Make.Organisation(string.Create(CultureInfo.InvariantCulture, $"Process {index}")))
            .ToList();
        await database.AddAsync(partners);
        await _live.MirrorAsync(database);
        foreach (var partner in partners)
        {
            await database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default);
        }

        using var first = Push(database);
        using var second = Push(database);
        (int Code, string Said)[] ended = [await EndAsync(first), await EndAsync(second)];

        ended.Should().Contain(one => one.Code == ExitCode.Done, string.Join(' ', ended));
        ended.Should().OnlyContain(
            one => one.Code == ExitCode.Done || one.Said.Contains("sending changes to the platform since", StringComparison.Ordinal));
        foreach (var partner in partners)
        {
            (await _live.TrailAsync("org", partner.Id)).Should().HaveCount(2, "it was made, and toggled once");
        }

        (await database.QueryAsync(db => db.PlatformChanges.AllAsync(change => change.State == PlatformChangeState.Applied)))
            .Should().BeTrue();
    }

    private Process Push(TestDatabase database)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[
            typeof(ConsoleCommands).Assembly.Location, "platform", "push", "--database", database.Address.Text])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in _live.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<(int Code, string Said)> EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}

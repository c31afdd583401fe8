using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Hosting.Instances;
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

        await using var first = Push(database);
        await using var second = Push(database);
        (int Code, string Said)[] ended = [await first.EndedAsync(), await second.EndedAsync()];

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

    private StartedConsole Push(TestDatabase database) => StartedConsole.Run(database.Address, _live.Settings, "platform", "push");
}

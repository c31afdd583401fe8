using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>A card shows the client's deal, and is ready when that deal is near its cap or its end (docs/product.md P11, P12).</summary>
public sealed class ClientDealsTests : IAsyncLifetime
{
    private LedgerScene _ledger = default!;

    public async ValueTask InitializeAsync()
    {
        _ledger = await LedgerScene.CreateAsync();
        (await _ledger.Database.Get<SignalRefresh>().RunAsync(Make.Staff, asOf: null, progress: null, default)).IsDone.Should().BeTrue();
    }

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Fact]
    public async Task A_deal_that_is_added_stands_beside_its_client_at_once()
    {
        var deal = await _ledger.AddedAsync(LedgerScene.Form(cap: "1000", expiresOn: new(2027, 3, 1)));

        var client = await ClientAsync();
        (client.DealId, client.CapLeft, client.DealEndsOn, client.NearFrom)
            .Should().Be((deal, new Money(860_00), new DateOnly(2027, 3, 1), new DateOnly(2026, 12, 31)));
    }

    [Fact]
    public async Task A_cap_that_is_lowered_makes_the_client_ready_at_once()
    {
        var deal = await _ledger.AddedAsync();

        (await _ledger.AmendAsync(deal, LedgerScene.Form(cap: "150"), holdsFrom: new(2026, 11, 20))).IsDone.Should().BeTrue();

        var client = await ClientAsync();
        (client.CapLeft, client.NearFrom).Should().Be((new Money(10_00), new DateOnly(2026, 5, 1)));
    }

    [Fact]
    public async Task A_deal_that_has_ended_stands_beside_nobody()
    {
        var deal = await _ledger.AddedAsync();

        (await _ledger.EndAsync(deal, new(2026, 11, 19))).IsDone.Should().BeTrue();

        var client = await ClientAsync();
        (client.DealId, client.CapLeft, client.NearFrom).Should().Be((null, null, null));
    }

    [Fact]
    public async Task Of_two_the_one_that_runs_stands_beside_the_client_and_after_it_the_next_to_start()
    {
        var running = await _ledger.AddedAsync(LedgerScene.Form(expiresOn: new(2026, 12, 31)));
        var next = await _ledger.AddedAsync(LedgerScene.Form(startsOn: new(2027, 1, 1)));
        (await ClientAsync()).DealId.Should().Be(running);

        (await _ledger.EndAsync(running, new(2026, 11, 19))).IsDone.Should().BeTrue();

        (await ClientAsync()).DealId.Should().Be(next);
    }

    [Fact]
    public async Task A_client_is_found_by_the_name_that_staff_give_it()
    {
        var named = await _ledger.Database.Get<Core.Workspaces.DataOwnership>().NameAsync(
            Make.Staff,
            new(
                Guid.CreateVersion7(),
                _ledger.Client.Id,
                1,
                "Gemeente Zuiderzee",
                "griffie@zwolle.example",
                OwnAddressMeant: false,
                "They merged"),
            default);

        named.Refusals.Should().BeEmpty();
        (await ClientAsync()).ClientKey.Should().Be("gemeente zuiderzee");
    }

    [Fact]
    public void Near_from_a_day_is_what_the_status_says_on_each_day()
    {
        var random = new Random(20);
        for (var i = 0; i < 2_000; i++)
        {
            var startsOn = Clients.Today.AddDays(random.Next(-200, 60));
            Money? cap = random.Next(3) == 0 ? null : new Money(random.Next(1, 1_000));
            var earned = new Money(random.Next(0, 1_000));
            DateOnly? expiresOn = random.Next(3) == 0 ? null : startsOn.AddDays(random.Next(0, 300));
            DateOnly? endedOn = random.Next(5) == 0 ? startsOn.AddDays(random.Next(0, 300)) : null;
            var lastDay = DealStatuses.LastDay(expiresOn, endedOn);

            var status = DealStatuses.Of(isVoid: false, startsOn, expiresOn, endedOn, cap, earned, Clients.Today);

            var isNear = DealStatuses.NearFrom(startsOn, lastDay, cap, earned) <= Clients.Today && !(lastDay < Clients.Today);
            isNear.Should().Be(status is DealStatus.CapReached or DealStatus.NearCap or DealStatus.NearExpiry, $"of one that is {status}");
        }
    }

    private Task<PipelineEntry> ClientAsync() => _ledger.Database.QueryAsync(db => db.PipelineEntries.AsNoTracking().SingleAsync());
}

using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary>Deals that run or have yet to start. The last day counts.</summary>
public sealed class OpenDealsTests
{
    private static readonly DateOnly s_today = new(2026, 10, 23);

    [Fact]
    public async Task The_database_and_the_rule_call_the_same_deals_open_on_every_day_on_which_one_begins_or_ends()
    {
        await using var database = await DemoDatabase.LoadedAsync();
        await using var db = database.Open();
        var all = await db.Deals.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        all.Should().Contain(deal => deal.VoidedAt != null)
            .And.Contain(deal => deal.EndedOn != null)
            .And.Contain(deal => deal.ExpiresOn != null);

        var turns = all.SelectMany(deal => new[] { deal.StartsOn, deal.EndedOn, deal.ExpiresOn })
            .OfType<DateOnly>()
            .SelectMany(day => new[] { day, day.AddDays(1) })
            .Append(s_today)
            .Distinct();
        foreach (var day in turns)
        {
            var open = await db.Deals.Open(day).Select(deal => deal.Id).ToListAsync(TestContext.Current.CancellationToken);

            open.Should().BeEquivalentTo(all.Where(deal => deal.IsOpen(day)).Select(deal => deal.Id), "of {0}", day);
        }
    }
}

using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Changes;

/// <summary>Requests are kept for 30 days, so that one sent twice gets its answer again without being repeated.</summary>
public sealed class RequestLogTests
{
    [Theory]
    [InlineData(29, 0)]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(400, 1)]
    public async Task Forgets_a_request_after_thirty_days(int days, int forgotten)
    {
        await using var database = await TestDatabase.CreateAsync();
        await MakePartnerAsync(database);
        database.Clock.Now += TimeSpan.FromDays(days);
        await MakePartnerAsync(database);

        (await database.Get<RequestLog>().PruneAsync(default)).Should().Be(forgotten);

        (await database.QueryAsync(db => db.HandledRequests.CountAsync())).Should().Be(2 - forgotten);
    }

    [Fact]
    public async Task Forgets_more_than_one_batch()
    {
        await using var database = await TestDatabase.CreateAsync();
        var at = database.Clock.Now;
        await database.AddAsync(Enumerable.Range(0, 5_001)
            .Select(number => new HandledRequest(Guid.CreateVersion7(), "Test", "somebody", $"{number}", at)));
        database.Clock.Now += TimeSpan.FromDays(31);

        (await database.Get<RequestLog>().PruneAsync(default)).Should().Be(5_001);
    }

    [Fact]
    public async Task The_audit_trail_is_whole_without_them()
    {
        await using var database = await TestDatabase.CreateAsync();
        await MakePartnerAsync(database);
        database.Clock.Now += TimeSpan.FromDays(31);
        await database.Get<RequestLog>().PruneAsync(default);

        (await database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
    }

    private static async Task MakePartnerAsync(TestDatabase database)
    {
        var organisation = Make.Organisation();
        await database.AddAsync(organisation);
        var outcome = await database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);
        outcome.IsDone.Should().BeTrue();
    }
}

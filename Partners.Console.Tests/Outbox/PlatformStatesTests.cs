using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Outbox;

/// <summary>What a record says of itself: whether the platform has it.</summary>
public sealed class PlatformStatesTests : IAsyncLifetime
{
    private readonly Organisation _partner = Make.Organisation();
    private TestDatabase _database = null!;

    private AuditQuery Record => new(SubjectKind: "organisation", SubjectId: _partner.Id.ToString());

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_partner);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_record_of_which_nothing_was_changed_here_says_nothing() =>
        (await FindAsync()).Should().Be(new RecordOnPlatform(State: null, Latest: null));

    [Fact]
    public async Task A_change_waits_until_an_import_found_it()
    {
        var act = Guid.CreateVersion7();
        var made = await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(_partner, requestId: act), default);

        made.TellsPlatform.Should().BeTrue();
        (await FindAsync()).Should().Be(new RecordOnPlatform(PlatformChangeState.Waiting, PlatformChangeState.Waiting, act));

        await _database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied'""");
        (await FindAsync()).Should().Be(new RecordOnPlatform(PlatformChangeState.Applied, PlatformChangeState.Applied));
    }

    [Fact]
    public async Task An_act_that_tells_the_platform_nothing_leaves_the_record_waiting_and_does_not_wait_itself()
    {
        var act = Guid.CreateVersion7();
        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(_partner, requestId: act), default);
        _database.Clock.Now += TimeSpan.FromMinutes(1);
        var renewed = await _database.Get<PartnerToggle>().RecordAgreementAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), _partner.Id, 2, Make.Agreement("PA-2")),
            default);

        renewed.IsDone.Should().BeTrue();
        renewed.TellsPlatform.Should().BeFalse();
        (await FindAsync()).Should().Be(new RecordOnPlatform(PlatformChangeState.Waiting, Latest: null, act));
    }

    private Task<RecordOnPlatform> FindAsync() => _database.Get<PlatformStates>().FindAsync(Make.Staff, Record, default);
}

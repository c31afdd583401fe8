using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Organisations;

/// <summary>A flag with an agreement here does not follow the platform: the difference is taken or refused (docs/product.md T11).</summary>
public sealed class PlatformFlagTests : IAsyncLifetime
{
    private readonly ExportFiles _export = new();
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.ImportAsync(_export);
    }

    public async ValueTask DisposeAsync()
    {
        _export.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task A_flag_that_the_platform_withdrew_stays_on_with_its_agreement_until_somebody_decides()
    {
        await AgreeAsync();

        await SaysAsync("false");

        var organisation = await FindAsync();
        (organisation.IsPartner, organisation.AgreementId is null, organisation.PlatformFlag).Should().Be((true, false, false));
        (await EntriesAsync()).Should().Equal(AuditActions.AgreementRecorded, AuditActions.FlagDiffers);
        await SaysAsync("false");
        (await EntriesAsync()).Should().HaveCount(2, "it is said once");
    }

    [Fact]
    public async Task It_is_refused_with_a_reason_and_the_platform_is_told()
    {
        await AgreeAsync();
        await SaysAsync("false");
        var organisation = await FindAsync();

        var command = new KeepOurFlag(Guid.CreateVersion7(), organisation.Id, organisation.Version, "By mistake");
        var kept = await Toggle.KeepFlagAsync(Make.Staff, command, default);

        kept.Value!.IsPartner.Should().BeTrue();
        (await FindAsync()).PlatformFlag.Should().BeNull();
        (await EntriesAsync()).Should().EndWith(AuditActions.OurFlagKept);
        var waiting = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (waiting.Field, waiting.Value, waiting.State).Should().Be(("is_partner", "true", PlatformChangeState.Waiting));
        await SaysAsync("false");
        (await FindAsync()).PlatformFlag.Should().BeNull("ours waits for the platform");
    }

    [Fact]
    public async Task It_is_taken_by_withdrawing_partner_status_here()
    {
        await AgreeAsync();
        await SaysAsync("false");
        var organisation = await FindAsync();

        (await Toggle.WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, organisation.Version, "It ended"), default))
            .IsDone.Should().BeTrue();

        organisation = await FindAsync();
        (organisation.IsPartner, organisation.PlatformFlag).Should().Be((false, null));
        (await EntriesAsync()).Should().EndWith(AuditActions.PartnerWithdrawn);
    }

    [Fact]
    public async Task A_flag_that_the_platform_set_again_after_its_agreement_ended_here_waits_too()
    {
        await AgreeAsync();
        var organisation = await FindAsync();
        await Toggle.WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, organisation.Version, "It ended"), default);
        await SaysAsync("false");

        await SaysAsync("true");

        organisation = await FindAsync();
        (organisation.IsPartner, organisation.PlatformFlag).Should().Be((false, true));
        (await Toggle.KeepFlagAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, organisation.Version, "It is over"), default))
            .Value!.IsPartner.Should().BeFalse();
    }

    [Fact]
    public async Task Without_an_agreement_here_the_flag_follows_the_platform()
    {
        await SaysAsync("false");
        (await FindAsync()).IsPartner.Should().BeFalse();
        await SaysAsync("true");
        (await FindAsync()).IsPartner.Should().BeTrue();
        (await EntriesAsync()).Should().BeEmpty();
        var organisation = await FindAsync();
        (await Toggle.KeepFlagAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, organisation.Version, "So"), default))
            .Refusals.Should().ContainSingle().Which.Should().BeOfType<FlagDoesNotDiffer>();
    }

    private PartnerToggle Toggle => _database.Get<PartnerToggle>();

    private async Task AgreeAsync()
    {
        var organisation = await FindAsync();
        var form = new AgreementForm("PA-2026-1", new DateOnly(2026, 1, 5), "Joris Bakker", null, null, true);
        (await Toggle.RecordAgreementAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, organisation.Version, form), default))
            .IsDone.Should().BeTrue();
    }

    private Task<Core.Platform.Import.ImportResult> SaysAsync(string flag) => _database.ImportAsync(_export.Set("org", "is_partner", flag));

    private Task<Organisation> FindAsync() => _database.QueryAsync(db => db.Organisations.AsNoTracking().SingleAsync());

    private Task<List<string>> EntriesAsync() => _database.QueryAsync(db => db.AuditEntries
        .Where(entry => entry.SubjectKind == OrganisationSubjects.Kind)
        .OrderBy(entry => entry.Sequence)
        .Select(entry => entry.Action)
        .ToListAsync());
}

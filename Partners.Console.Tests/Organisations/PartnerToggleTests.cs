using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Organisations;

public sealed class PartnerToggleTests : IAsyncLifetime
{
    private readonly Organisation _organisation = Make.Organisation();
    private TestDatabase _database = default!;

    private PartnerToggle Toggle => _database.Get<PartnerToggle>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_organisation);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_flag_is_off_until_somebody_turns_it_on() => (await ReloadAsync()).IsPartner.Should().BeFalse();

    [Fact]
    public async Task Makes_a_partner_with_its_agreement_its_audit_entry_and_its_platform_change_in_one_go()
    {
        var outcome = await Toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(_organisation), default);

        outcome.Value.Should().Be(new AgreementTaken(_organisation.Id, _organisation.Name, null));
        var organisation = await ReloadAsync();
        (organisation.IsPartner, organisation.Version).Should().Be((true, 2));
        var agreement = await _database.QueryAsync(db => db.PartnerAgreements.SingleAsync());
        (agreement.Id, agreement.Reference, agreement.RelationshipOwner, agreement.RecordedBySubject)
            .Should().Be((organisation.AgreementId!.Value, "PA-2026-41", "Jorn Tafel", Make.Staff.Subject));
        var entry = await _database.QueryAsync(db => db.AuditEntries.SingleAsync());
        (entry.Action, entry.ActorSubject, entry.OrganisationId, entry.SubjectVersion)
            .Should().Be((AuditActions.MadePartner, Make.Staff.Subject, _organisation.Id, 2));
        entry.Before.Should().Contain("\"isPartner\":false");
        entry.After.Should().Contain("\"isPartner\":true").And.Contain("PA-2026-41");
        var change = await _database.QueryAsync(db => db.PlatformChanges.SingleAsync());
        (change.Collection, change.Item, change.Field, change.Value, change.State)
            .Should().Be(("org", _organisation.Id.ToString(), "is_partner", "true", PlatformChangeState.Waiting));
    }

    [Fact]
    public async Task Refuses_to_make_a_partner_without_an_agreement()
    {
        var outcome = await Toggle.MakePartnerAsync(
            Make.Staff,
            Make.MakePartner(_organisation, new(null, null, null, null, null, false)),
            default);

        outcome.Refusals.Should().HaveCount(4).And.Contain(new AgreementReferenceMissing());
        await NothingHappenedAsync();
    }

    [Fact]
    public async Task Warns_that_the_agreement_ends_soon()
    {
        var outcome = await Toggle.MakePartnerAsync(
            Make.Staff,
            Make.MakePartner(_organisation, Make.Agreement(endsOn: _database.Today.AddDays(10))),
            default);

        outcome.Value!.Warning.Should().StartWith("The agreement ends on 30 Nov 2026");
    }

    [Fact]
    public async Task Tells_the_second_of_two_by_whom_and_when_it_was_made_a_partner()
    {
        await Toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(_organisation), default);
        _database.Clock.Now += TimeSpan.FromMinutes(5);

        var outcome = await Toggle.MakePartnerAsync(
            Make.CommercialOwner,
            Make.MakePartner(_organisation, Make.Agreement("PA-OTHER")),
            default);

        var conflict = outcome.Conflict!;
        (conflict.Who, conflict.When, conflict.Action).Should().Be((Make.Staff.Name, FixedClock.Noon, AuditActions.MadePartner));
        conflict.After.Should().Contain("PA-2026-41");
        (await _database.QueryAsync(db => db.AuditEntries.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Answers_a_double_click_with_the_first_result()
    {
        var command = Make.MakePartner(_organisation);

        var first = await Toggle.MakePartnerAsync(Make.Staff, command, default);
        var second = await Toggle.MakePartnerAsync(Make.Staff, command, default);

        second.Value.Should().Be(first.Value);
        (await _database.QueryAsync(db => db.AuditEntries.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task Refuses_a_request_id_that_somebody_else_used()
    {
        var command = Make.MakePartner(_organisation);
        await Toggle.MakePartnerAsync(Make.Staff, command, default);

        var outcome = await Toggle.MakePartnerAsync(Make.CommercialOwner, command, default);

        outcome.Refusals.Should().ContainSingle().Which.Should().Be(new Core.Changes.RequestUsedBefore());
    }

    [Fact]
    public async Task Refuses_what_is_a_partner_already_and_what_is_gone()
    {
        var partner = Make.PlatformPartner("Al Partner");
        var deleted = Make.Deleted();
        await _database.AddAsync(partner, deleted);

        (await Toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default)).Refusals
            .Should().ContainSingle().Which
            .Should().Be(new AlreadyPartner("Al Partner"));
        (await Toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(deleted), default)).Refusals
            .Should().ContainSingle().Which
            .Should().Be(new NoSuchOrganisation());
    }

    [Fact]
    public async Task Records_a_renewal_and_keeps_the_earlier_agreement()
    {
        await Toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(_organisation), default);

        var outcome = await Toggle.RecordAgreementAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), _organisation.Id, 2, Make.Agreement("PA-2027-1")),
            default);

        outcome.IsDone.Should().BeTrue();
        var agreements = await _database.QueryAsync(db => db.PartnerAgreements.OrderBy(agreement => agreement.Reference).ToListAsync());
        agreements.Select(agreement => (agreement.Reference, agreement.ReplacedAt is null))
            .Should().Equal(("PA-2026-41", false), ("PA-2027-1", true));
        (await _database.QueryAsync(db => db.PlatformChanges.CountAsync())).Should().Be(1, "the flag did not change");
    }

    [Fact]
    public async Task Refuses_to_record_an_agreement_where_the_flag_is_off() =>
        (await Toggle.RecordAgreementAsync(Make.Staff, new(Guid.CreateVersion7(), _organisation.Id, 1, Make.Agreement()), default))
            .Refusals.Should().ContainSingle().Which.Should().Be(new NotAPartner(_organisation.Name));

    [Fact]
    public async Task Withdraws_with_a_reason_and_supersedes_the_change_that_waits()
    {
        await Toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(_organisation), default);

        var outcome = await Toggle.WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), _organisation.Id, 2, " Contract ended "), default);

        outcome.Value.Should().Be(new PartnerWithdrawn(_organisation.Id, _organisation.Name));
        var organisation = await ReloadAsync();
        (organisation.IsPartner, organisation.AgreementId, organisation.Version).Should().Be((false, null, 3));
        (await _database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).LastAsync())).Reason
            .Should().Be("Contract ended");
        var changes = await _database.QueryAsync(db => db.PlatformChanges.ToListAsync());
        changes.Select(change => (change.Value, change.State))
            .Should().BeEquivalentTo([("true", PlatformChangeState.Superseded), ("false", PlatformChangeState.Waiting)]);
    }

    [Fact]
    public async Task Refuses_to_withdraw_without_a_reason_from_a_non_partner_and_while_a_handoff_is_pending()
    {
        (await Toggle.WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), _organisation.Id, 1, " "), default))
            .Refusals.Should().BeEquivalentTo([(object)new NotAPartner(_organisation.Name), new ReasonMissing()]);

        var partner = Make.PlatformPartner();
        var workspace = Make.Client(partner);
        await _database.AddAsync(partner, workspace, Make.Handoff(partner, workspace));
        (await Toggle.WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), partner.Id, 1, "Ended"), default))
            .Refusals.Should().ContainSingle().Which.Should().Be(new HandoffsPending(1));
    }

    [Fact]
    public async Task Tells_the_later_withdrawal_that_it_was_withdrawn_already()
    {
        var partner = Make.PlatformPartner();
        await _database.AddAsync(partner);
        await Toggle.WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), partner.Id, 1, "Ended"), default);

        var outcome = await Toggle.WithdrawAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), partner.Id, 1, "Also ended"), default);

        outcome.Conflict!.Action.Should().Be(AuditActions.PartnerWithdrawn);
    }

    private Task<Organisation> ReloadAsync() =>
        _database.QueryAsync(db => db.Organisations.SingleAsync(organisation => organisation.Id == _organisation.Id));

    private async Task NothingHappenedAsync()
    {
        (await ReloadAsync()).IsPartner.Should().BeFalse();
        (await _database.QueryAsync(db => db.AuditEntries.AnyAsync())).Should().BeFalse();
        (await _database.QueryAsync(db => db.PlatformChanges.AnyAsync())).Should().BeFalse();
        (await _database.QueryAsync(db => db.HandledRequests.AnyAsync())).Should().BeFalse();
    }
}

using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Billing;
using Partners.Console.Tests.Support;
using Partners.Console.Tests.Workspaces;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Clients;

public sealed class ClientWorkspacesTests : IAsyncLifetime
{
    private TestDatabase _database = default!;
    private PartnerTeam _team = default!;

    private ClientWorkspaces Workspaces => _database.Get<ClientWorkspaces>();

    private ClientWorkspaceForm Form =>
        new(
            "Participatie",
            "Gemeente Haarlem",
            "griffie@haarlem.example",
            _team.Anna.Id,
            Tier.Changemaker,
            BillingPeriod.Monthly,
            AgreementAccepted: true,
            OwnAddressMeant: false);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _team = await PartnerTeam.InAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Makes_the_workspace_with_its_own_account_its_owner_and_the_data_owner_as_a_free_observer()
    {
        var made = Done(await CreateAsync(Form with { WorkspaceName = " Participatie ", DataOwnerEmail = " Griffie@haarlem.example " }));

        var workspace = await _database.QueryAsync(db => db.Workspaces.SingleAsync(found => found.Id == made.WorkspaceId));
        (
            workspace.OrganisationId,
            workspace.Name,
            workspace.UsageContext,
            workspace.DataOwnerName,
            workspace.DataOwnerEmail,
            workspace.Visibility)
            .Should().Be((
                _team.Partner.Id,
                "Participatie",
                UsageContext.External,
                "Gemeente Haarlem",
                "Griffie@haarlem.example",
                WorkspaceVisibility.Private));
        (workspace.PartnerAgreementAcceptedAt, workspace.PartnerAgreementAcceptedBySubject, workspace.PartnerAgreementAcceptedByName)
            .Should().Be((FixedClock.Noon, Make.Staff.Subject, Make.Staff.Name));

        var account = await _database.QueryAsync(db => db.BillingAccounts.SingleAsync(found => found.WorkspaceId == made.WorkspaceId));
        (account.Id, account.OrganisationId, account.Label, account.Tier, account.BillingPeriod, account.PaymentMode, account.Discount)
            .Should().Be((
                workspace.BillingAccountId!.Value,
                null,
                "Gemeente Haarlem",
                Tier.Changemaker,
                BillingPeriod.Monthly,
                PaymentMode.None,
                null));

        var host = await _database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(found => found.WorkspaceId == made.WorkspaceId));
        (host.PersonId, host.Role, host.Source, host.DeletedAt).Should().Be((_team.Anna.Id, WorkspaceRole.Owner, "direct", null));

        var invite = await _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(found => found.WorkspaceId == made.WorkspaceId));
        (invite.Email, invite.EmailKey, invite.Role, invite.ExpiresAt)
            .Should().Be(("Griffie@haarlem.example", "griffie@haarlem.example", WorkspaceRole.Observer, FixedClock.Noon.AddDays(30)));
        made.Should().Be(new ClientWorkspaceCreated(workspace.Id, "Participatie", "Griffie@haarlem.example", FixedClock.Noon.AddDays(30)));
        (await SeatsAsync(account.Id)).Should().Be(new SeatCount(1, 0), "the observer is free");
    }

    [Fact]
    public async Task Writes_all_of_it_to_the_trail_and_to_the_list_for_the_platform()
    {
        var made = Done(await CreateAsync(Form));

        var entries = await _database.QueryAsync(db => db.AuditEntries.OrderBy(entry => entry.Sequence).ToListAsync());
        entries.Select(entry => entry.Action)
            .Should().Equal(
                AuditActions.ClientWorkspaceCreated,
                AuditActions.BillingAccountOpened,
                AuditActions.PersonAdded,
                AuditActions.PersonInvited);
        entries.Should().OnlyContain(entry =>
            entry.WorkspaceId == made.WorkspaceId
            && entry.OrganisationId == _team.Partner.Id
            && entry.ActorSubject == Make.Staff.Subject
            && entry.Before == null);
        entries.Should().OnlyContain(entry => entry.Reason == "For Gemeente Haarlem; the partner agreement accepted for this client");
        entries[0].After
            .Should().Contain("\"dataOwnerEmail\":\"griffie@haarlem.example\"")
            .And.Contain("\"partnerAgreementAcceptedBy\":\"Noor de Wit\"")
            .And.Contain("2026-11-20T11:00:00");

        var changes = await _database.QueryAsync(db => db.PlatformChanges.ToListAsync());
        changes.Should().HaveCount(4).And.OnlyContain(change =>
            change.Field == "*" && change.State == PlatformChangeState.Waiting && change.ByName == Make.Staff.Name);
        var invite = await _database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(found => found.WorkspaceId == made.WorkspaceId));
        var host = await _database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(found => found.WorkspaceId == made.WorkspaceId));
        var account = await _database.QueryAsync(db => db.BillingAccounts.SingleAsync(found => found.WorkspaceId == made.WorkspaceId));
        Value("workspace").Should().Be(
            $$"""{"id":"{{made.WorkspaceId}}","org_id":"{{_team.Partner.Id}}","name":"Participatie","usage_context":"external","data_owner_org_name":"Gemeente Haarlem","data_owner_email":"griffie@haarlem.example","partner_agreement_accepted_at":"2026-11-20T11:00:00.000Z","billing_account_id":"{{account.Id}}","visibility":"private","created_by":"{{_team.Anna.Id}}","created_at":"2026-11-20T11:00:00.000Z"}""");
        Value("billing_account").Should().Be(
            $$"""{"id":"{{account.Id}}","workspace_id":"{{made.WorkspaceId}}","label":"Gemeente Haarlem","tier":"changemaker","payment_mode":"none","billing_period":"monthly","created_by":"{{_team.Anna.Id}}","created_at":"2026-11-20T11:00:00.000Z"}""");
        Value("workspace_membership").Should().Be(
            $$"""{"id":"{{host.Id}}","workspace_id":"{{made.WorkspaceId}}","user_id":"{{_team.Anna.Id}}","role":"owner","source":"direct","created_at":"2026-11-20T11:00:00.000Z"}""");
        Value("workspace_invite").Should().Be(
            $$"""{"id":"{{invite.Id}}","workspace_id":"{{made.WorkspaceId}}","email":"griffie@haarlem.example","role":"observer","invited_by":"{{_team.Anna.Id}}","created_at":"2026-11-20T11:00:00.000Z","expires_at":"2026-12-20T11:00:00.000Z"}""");

        string Value(string collection) => JsonNode.Parse(changes.Single(change => change.Collection == collection).Value)!.ToJsonString();
    }

    [Fact]
    public async Task Makes_one_workspace_of_a_form_that_was_sent_twice()
    {
        var request = Guid.CreateVersion7();

        var first = Done(await CreateAsync(Form, request: request));
        var second = Done(await CreateAsync(Form, request: request));

        second.Should().Be(first);
        (await _database.QueryAsync(db => db.Workspaces.CountAsync(workspace => workspace.Name == "Participatie"))).Should().Be(1);
        (await _database.QueryAsync(db => db.WorkspaceInvites.CountAsync())).Should().Be(1);
        (await _database.QueryAsync(db => db.AuditEntries.CountAsync())).Should().Be(4);
    }

    [Fact]
    public async Task Asks_for_no_host_where_the_organisation_has_nobody_who_could_be_one()
    {
        var empty = Make.PlatformPartner("Bureau Leeg");
        await _database.AddAsync(empty);

        var made = Done(await CreateAsync(Form with { HostId = null }, organisation: empty.Id));

        (await _database.QueryAsync(db => db.WorkspaceMemberships.AnyAsync(membership => membership.WorkspaceId == made.WorkspaceId)))
            .Should().BeFalse();
    }

    [Fact]
    public async Task Refuses_an_organisation_that_is_no_partner()
    {
        var organisation = Make.Organisation("Gewoon Bureau");
        await _database.AddAsync(organisation);
        await RefusedAsync(Form, new OnlyForPartners("Gewoon Bureau"), organisation: organisation.Id);
    }

    [Fact]
    public async Task Refuses_a_partner_whose_agreement_has_ended_and_not_on_its_last_day()
    {
        var organisation = Make.Organisation("Bureau Verlopen");
        await _database.AddAsync(organisation);
        await _database.Get<PartnerToggle>().MakePartnerAsync(
            Make.Staff,
            Make.MakePartner(organisation, Make.Agreement(endsOn: _database.Today)),
            default);
        Done(await CreateAsync(Form with { HostId = null }, organisation: organisation.Id));

        _database.Clock.Now = FixedClock.Noon.AddDays(1);

        await RefusedAsync(
            Form with { WorkspaceName = "Nog een" },
            new PartnerAgreementEnded("Bureau Verlopen", new DateOnly(2026, 11, 20)),
            organisation: organisation.Id);
    }

    [Fact]
    public async Task Refuses_an_organisation_that_is_not_there()
    {
        var deleted = Make.Deleted();
        await _database.AddAsync(deleted);
        await RefusedAsync(Form, new NoSuchOrganisation(), organisation: Guid.NewGuid());
        await RefusedAsync(Form, new NoSuchOrganisation(), organisation: deleted.Id);
    }

    [Fact]
    public async Task Refuses_somebody_who_may_not() =>
        await RefusedAsync(Form, new NotPermitted(Permission.ManageWorkspaces), who: Make.Nobody);

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public async Task Refuses_a_workspace_without_a_name(string? name) =>
        await RefusedAsync(Form with { WorkspaceName = name }, new WorkspaceNameMissing());

    [Fact]
    public async Task Refuses_a_name_that_is_too_long()
    {
        var longest = Organisation.LongestName;
        await RefusedAsync(Form with { WorkspaceName = new('x', longest + 1) }, new TooLong("The name", longest, "WorkspaceName"));
        await RefusedAsync(Form with { DataOwnerName = new('x', longest + 1) }, new TooLong("The name", longest, "DataOwnerName"));
        Done(await CreateAsync(Form with { WorkspaceName = new('x', longest), DataOwnerName = new('x', longest) }));
    }

    [Theory]
    [InlineData("Woonvisie")]
    [InlineData(" WOONVÍSIE ")]
    public async Task Refuses_a_name_that_another_workspace_of_the_organisation_has(string name) =>
        await RefusedAsync(Form with { WorkspaceName = name }, new WorkspaceNameTaken("Woonvisie"));

    [Fact]
    public async Task Lets_two_partners_use_the_same_name_and_a_removed_workspace_free_its_own()
    {
        var other = Make.PlatformPartner("Bureau Anders");
        await _database.AddAsync(other);
        Done(await CreateAsync(Form with { WorkspaceName = "Woonvisie", HostId = null }, organisation: other.Id));
        await _database.ByHandAsync("""UPDATE "Workspaces" SET "DeletedAt" = 1 WHERE "Name" = 'Woonvisie'""");
        Done(await CreateAsync(Form with { WorkspaceName = "Woonvisie" }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public async Task Refuses_a_data_owner_without_a_name(string? name) =>
        await RefusedAsync(Form with { DataOwnerName = name }, new DataOwnerNameMissing());

    [Theory]
    [InlineData(null, "Enter an email address.")]
    [InlineData("  ", "Enter an email address.")]
    [InlineData("Griffie <griffie@haarlem.example>", "Enter only the address, without a name: griffie@haarlem.nl.")]
    [InlineData("\"Griffie\" griffie@haarlem.example", "Enter only the address, without a name: griffie@haarlem.nl.")]
    [InlineData("de griffie@haarlem.example", "An address has no spaces in it.")]
    [InlineData("griffie@haar lem.example", "An address has no spaces in it.")]
    [InlineData("griffie@haarlem.example,raad@haarlem.example", "Enter one address at a time.")]
    [InlineData("griffie@haarlem.example, raad@haarlem.example", "Enter one address at a time.")]
    [InlineData("griffie@haarlem.example; raad@haarlem.example", "Enter one address at a time.")]
    [InlineData("griffie", "An address has one @, with a name before it and a domain after it.")]
    [InlineData("griffie@raad@haarlem.example", "An address has one @, with a name before it and a domain after it.")]
    [InlineData("@haarlem.example", "There is no name before the @.")]
    [InlineData("griffie@", "The domain after the @ is not complete, as in haarlem.nl.")]
    [InlineData("griffie@haarlem", "The domain after the @ is not complete, as in haarlem.nl.")]
    [InlineData("griffie@haarlem..example", "The domain after the @ is not complete, as in haarlem.nl.")]
    [InlineData("griffie@haarlem.example.", "The domain after the @ is not complete, as in haarlem.nl.")]
    [InlineData(".griffie@haarlem.example", "This is not an email address.")]
    public async Task Refuses_an_address_that_cannot_be_written_to(string? address, string sentence) =>
        await RefusedAsync(Form with { DataOwnerEmail = address }, new BadAddress(sentence, "DataOwnerEmail"));

    [Fact]
    public async Task Refuses_an_address_that_is_too_long() =>
        await RefusedAsync(
            Form with { DataOwnerEmail = new string('x', 250) + "@haarlem.example" },
            new BadAddress("An address can have at most 254 characters.", "DataOwnerEmail"));

    [Theory]
    [InlineData("bert@kok-advies.example", "of somebody who belongs to the partner")]
    [InlineData("BERT@Kok-Advies.example", "in other letters")]
    [InlineData("info@samenspel.example", "at the domain of the partner's owner")]
    [InlineData("els.smit@gmail.com", "of the partner's admin, at a public provider's domain")]
    public async Task Warns_of_an_address_of_the_partners_own_and_takes_it_where_it_is_meant(string address, string because)
    {
        await RefusedAsync(Form with { DataOwnerEmail = address }, new DataOwnerIsThePartner(address, _team.Partner.Name));

        var made = Done(await CreateAsync(Form with { DataOwnerEmail = address, OwnAddressMeant = true }));
        made.DataOwnerEmail.Should().Be(address, because);
    }

    [Theory]
    [InlineData("somebody@gmail.com", "anybody can have an address there")]
    [InlineData("info@kok-advies.example", "a mere member's domain is not the partner's")]
    [InlineData("info@notsamenspel.example", "another domain that only ends alike")]
    public async Task Takes_an_address_that_only_resembles_the_partners(string address, string because) =>
        Done(await CreateAsync(Form with { DataOwnerEmail = address })).DataOwnerEmail.Should().Be(address, because);

    [Fact]
    public async Task Refuses_without_the_partner_agreement() =>
        await RefusedAsync(Form with { AgreementAccepted = false }, new PartnerAgreementNotAccepted());

    [Fact]
    public async Task Refuses_without_a_host_where_there_are_some() => await RefusedAsync(Form with { HostId = null }, new HostMissing());

    [Fact]
    public async Task Refuses_a_host_who_is_owner_or_admin_no_longer()
    {
        await RefusedAsync(Form with { HostId = _team.Bert.Id }, new HostNotOfOrganisation());
        await _database.ByHandAsync("""UPDATE "OrganisationMemberships" SET "DeletedAt" = 1 WHERE "Role" = 'Admin'""");
        await RefusedAsync(Form with { HostId = _team.Els.Id }, new HostNotOfOrganisation());
    }

    [Theory]
    [InlineData(Tier.Pilot)]
    [InlineData(Tier.Pioneer)]
    public async Task Refuses_a_tier_of_earlier_years(Tier tier) =>
        await RefusedAsync(Form with { Tier = tier }, new TierNotSold(tier.ToString()));

    [Fact]
    public async Task Says_everything_that_is_wrong_at_once() => await RefusedAsync(
        new ClientWorkspaceForm(null, null, "x", null, Tier.Pilot, BillingPeriod.Annual, AgreementAccepted: false, OwnAddressMeant: false),
        new WorkspaceNameMissing(),
        new DataOwnerNameMissing(),
        new BadAddress("An address has one @, with a name before it and a domain after it.", "DataOwnerEmail"),
        new TierNotSold("Pilot"),
        new PartnerAgreementNotAccepted(),
        new HostMissing());

    private static T Done<T>(Outcome<T> outcome)
        where T : notnull
    {
        outcome.IsDone.Should().BeTrue(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
        return outcome.Value!;
    }

    private Task<Outcome<ClientWorkspaceCreated>> CreateAsync(
        ClientWorkspaceForm form,
        Staff? who = null,
        Guid? organisation = null,
        Guid? request = null) =>
        Workspaces.CreateAsync(who ?? Make.Staff, new(request ?? Guid.CreateVersion7(), organisation ?? _team.Partner.Id, form), default);

    private Task RefusedAsync(ClientWorkspaceForm form, params Refusal[] refusals) => RefusedAsync(() => CreateAsync(form), refusals);

    private Task RefusedAsync(ClientWorkspaceForm form, Refusal refusal, Staff? who = null, Guid? organisation = null) =>
        RefusedAsync(() => CreateAsync(form, who, organisation), refusal);

    private async Task RefusedAsync(Func<Task<Outcome<ClientWorkspaceCreated>>> create, params Refusal[] refusals)
    {
        var before = await _database.EverythingAsync();
        var outcome = await create();
        outcome.Refusals.Should().Equal(refusals);
        (await _database.EverythingAsync()).Should().Equal(before);
    }

    private Task<SeatCount> SeatsAsync(Guid account) =>
        _database.QueryAsync(async db => (await db.SeatsOfAsync(_database.Clock.Now, account))[account]);
}

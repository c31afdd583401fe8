using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>Carrying a handoff out, over the real services and a database.</summary>
public sealed class HandoffTransferTests : IAsyncLifetime
{
    private HandoffScene _scene = null!;

    private TestDatabase Database => _scene.Database;

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task The_client_owns_the_workspace_and_nobody_of_the_partner_has_a_way_in()
    {
        var draft = await _scene.DecidedAsync();
        draft.Checks.Should().NotContain(check => check.Verdict == CheckVerdict.Stop);
        var done = await _scene.HandOffAsync(draft);

        done.Value.Should().Be(new HandedOff(draft.Handoff.Id, "Woonvisie", HandoffStatus.Completed, new(2026, 11, 20)));
        (await _scene.WorkspaceNowAsync()).Should().Match<Workspace>(workspace =>
            workspace.OrganisationId == _scene.Zwolle.Id && workspace.UsageContext == UsageContext.Internal);
        (await _scene.PeopleNowAsync()).Should().Equal(new Dictionary<string, WorkspaceRole>(StringComparer.Ordinal)
        {
            ["Carla Bos"] = WorkspaceRole.Owner,
            ["Otto Kamp"] = WorkspaceRole.Member,
        });
        (await InvitesAsync()).Should().Equal(
            ("piet@samenspel.example", WorkspaceRole.Member, true),
            ("raad@zwolle.example", WorkspaceRole.Member, false));
        var proof = (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!.Proof;
        proof.Holds.Should().BeTrue();
        (
            proof.PartnerPeople,
            proof.Looked[AccessPathKind.DirectMembership],
            proof.Looked[AccessPathKind.OwningOrganisation],
            proof.Looked[AccessPathKind.PendingInvite])
            .Should().Be((2, 2, 2, 1));
        (await Database.Get<OrganisationDirectory>().FindRowAsync(Make.Staff, _scene.Partner.Id, default))!.ExternalWorkspaces
            .Should().Be(0);
    }

    [Fact]
    public async Task A_new_organisation_is_made_with_its_owner()
    {
        var draft = await _scene.DecidedAsync(new(NewName: " Raad van Zwolle ", NewOwnerId: _scene.Otto.Id));
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        var organisation = await Database.QueryAsync(db => db.Organisations.SingleAsync(found => found.Name == "Raad van Zwolle"));
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(organisation.Id);
        (await Database.QueryAsync(db =>
            db.OrganisationMemberships
                .Where(membership => membership.OrganisationId == organisation.Id)
                .ToDictionaryAsync(membership => membership.PersonId, membership => membership.Role)))
            .Should().BeEquivalentTo(new Dictionary<Guid, OrganisationRole>
            {
                [_scene.Otto.Id] = OrganisationRole.Owner,
                [_scene.Carla.Id] = OrganisationRole.Member,
            });
        (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record.Should().Match<HandoffRecord>(record =>
            record.ClientIsNew && record.ClientId == organisation.Id);
    }

    [Fact]
    public async Task The_account_becomes_the_clients_who_paid_leaves_it_and_what_was_earned_stays()
    {
        var before = await StandingAsync();
        before.Earned.Cents.Should().Be(20_00);
        await _scene.HandOffAsync(await _scene.DecidedAsync());

        var account = await Database.QueryAsync(db => db.BillingAccounts.SingleAsync());
        (account.OrganisationId, account.WorkspaceId, account.MollieCustomerId, account.PaymentMode, account.LegalName, account.VatNumber)
            .Should().Be((_scene.Zwolle.Id, null, null, PaymentMode.Offline, "Gemeente Zwolle", "NL001234567B01"));
        var after = await StandingAsync();
        (after.Earned, after.Owed, after.EndedOn, after.ClientKey).Should().Be((
            before.Earned,
            before.Owed,
            new DateOnly(2026, 11, 20),
            before.ClientKey));
    }

    [Fact]
    public async Task Where_the_client_has_an_account_the_workspace_keeps_its_own()
    {
        await _scene.AddAsync(new BillingAccount(
            Guid.CreateVersion7(),
            new(
                _scene.Zwolle.Id,
                null,
                "Zwolle",
                Tier.Guardian,
                PaymentMode.Offline,
                BillingPeriod.Annual,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                FixedClock.Noon,
                null)));
        var draft = await _scene.DecidedAsync();
        draft.Checks.Should().Contain(check => check.Name == "Billing account" && check.Verdict == CheckVerdict.Warning);
        await _scene.HandOffAsync(draft);

        (await Database.QueryAsync(db =>
            db.BillingAccounts.SingleAsync(account => account.Label == "Woonvisie"))).WorkspaceId
            .Should().Be(_scene.Workspace.Id);
    }

    [Fact]
    public async Task A_deal_that_is_continued_goes_on_earning()
    {
        await _scene.HandOffAsync(await _scene.DecidedAsync(but: plan => plan with { Deals = [new(_scene.Deal.Id, DealFate.Continue)] }));
        (await Database.QueryAsync(db => db.BillingAccounts.SingleAsync())).WorkspaceId
            .Should().Be(_scene.Workspace.Id, "a pooled account would earn from other workspaces too");

        // The client's first checkout makes it a customer of its own.
        await Database.ByHandAsync("UPDATE BillingAccounts SET MollieCustomerId = 'cst_zwolle'");
        await _scene.AddAsync(Make.Payment("tr_2", "cst_zwolle", 121_00, 21_00, FixedClock.Noon.AddHours(1)));

        (await StandingAsync()).Should().Match<Core.Referrals.DealSummary>(summary =>
            summary.Earned.Cents == 40_00 && summary.EndedOn == null);
    }

    [Fact]
    public async Task Somebody_of_the_partner_stays_on_purpose_as_a_paid_external_and_the_proof_says_so()
    {
        var draft = await _scene.DecidedAsync(but: plan => Keep(plan, _scene.Paula, WorkspaceRole.External, "She writes the final report"));
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        (await _scene.PeopleNowAsync())["Paula Vos"].Should().Be(WorkspaceRole.External);
        var path = (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!.Proof.Paths.Should().ContainSingle().Subject;
        (path.Kind, path.Who, path.IsKept, path.Because)
            .Should().Be((AccessPathKind.DirectMembership, "Paula Vos", true, "Belongs to Bureau Samenspel."));
        (await Database.QueryAsync(db => db.WorkspaceMemberships.SingleAsync(seat => seat.Id == Seat(draft, "Paula Vos")))).ExpiresAt
            .Should().Be(new DateOnly(2027, 2, 19).StartInAmsterdam(), "the 90th day is the last");
    }

    [Fact]
    public async Task The_card_graduates_and_everything_is_audited_and_told_to_the_platform()
    {
        var card = new Candidate(_scene.Workspace.Id, _scene.Partner.Id, FixedClock.Noon.AddDays(-9));
        await _scene.AddAsync(card);
        await _scene.HandOffAsync(await _scene.DecidedAsync());

        (await Database.QueryAsync(db => db.Candidates.SingleAsync())).Stage.Should().Be(PipelineStage.Graduated);
        (await Database.QueryAsync(db =>
            db.AuditEntries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action).Distinct().ToListAsync()))
            .Should().Contain(
                [
                    AuditActions.HandoffBegun,
                    AuditActions.HandoffPlanned,
                    AuditActions.WorkspaceHandedOff,
                    AuditActions.WorkspaceReceived,
                    AuditActions.PersonRemoved,
                    AuditActions.RoleChanged,
                    AuditActions.InviteRevoked,
                    AuditActions.InviteChanged,
                    AuditActions.BillingAccountHandedOver,
                    AuditActions.DealEnded,
                    AuditActions.CandidateGraduated,
                    AuditActions.HandoffCompleted,
                ]);
        (await Database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
        var carried =
            await Database.QueryAsync(db => db.PlatformChanges.Select(change => change.Collection + "." + change.Field).ToListAsync());
        carried.Should().Contain([
            "workspace.org_id", "workspace.usage_context", "workspace_membership.role", "workspace_membership.deleted_at",
            "workspace_invite.deleted_at", "billing_account.org_id", "billing_account.billing_vat_id", "referral_ledger.expires_at",
        ]);
    }

    [Fact]
    public async Task For_a_day_to_come_it_is_scheduled_and_runs_on_that_day_by_itself()
    {
        var draft = await _scene.DecidedAsync(on: new(2026, 12, 1));
        (await _scene.HandOffAsync(draft)).Value.Should().Be(new HandedOff(
            draft.Handoff.Id,
            "Woonvisie",
            HandoffStatus.Scheduled,
            new(2026, 12, 1)));
        (await RunDueAsync()).Should().Be(0, "its day has not come");
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(_scene.Partner.Id);

        Database.Clock.Now += TimeSpan.FromDays(11);
        (await RunDueAsync()).Should().Be(1);
        (await RunDueAsync()).Should().Be(0, "it is done once");
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(_scene.Zwolle.Id);
        (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Should().Match<Handoff>(handoff =>
            handoff.ConfirmedByName == "Amina Haddad" && handoff.EndedByName == "The console itself");
    }

    [Fact]
    public async Task A_scheduled_one_whose_checks_no_longer_pass_does_not_run_and_says_why_once()
    {
        var draft = await _scene.DecidedAsync(on: new(2026, 12, 1));
        await _scene.HandOffAsync(draft);
        var nina = Make.Person("Nina Nieuw", "nina@zwolle.example");
        await _scene.AddAsync(nina, Make.Seat(_scene.Workspace, nina, WorkspaceRole.Member));
        Database.Clock.Now += TimeSpan.FromDays(11);

        (await RunDueAsync()).Should().Be(0);
        (await RunDueAsync()).Should().Be(0);
        var blocked = (await _scene.FindAsync(draft.Handoff.Id)).Handoff;
        (blocked.Status, blocked.BlockedBecause).Should().Be((
            HandoffStatus.Scheduled,
            "Decisions about people: Nina Nieuw joined after you started. Decide who keeps access."));
        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.HandoffBlocked))).Should().Be(1);
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(_scene.Partner.Id);
    }

    [Fact]
    public async Task A_plan_gone_stale_stops_and_names_the_newcomer()
    {
        var draft = await _scene.DecidedAsync();
        var nina = Make.Person("Nina Nieuw", "nina@zwolle.example");
        await _scene.AddAsync(nina, Make.Seat(_scene.Workspace, nina, WorkspaceRole.Member));

        (await _scene.HandOffAsync(draft)).Refusals.Should().Equal(new ChecksStop(
            "Decisions about people",
            "Nina Nieuw joined after you started. Decide who keeps access."));
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(_scene.Partner.Id);
    }

    [Fact]
    public async Task A_name_with_other_capitals_is_refused_and_so_is_what_was_not_understood()
    {
        var draft = await _scene.DecidedAsync();
        var outcome = await Database.Get<HandoffTransfer>().HandOffAsync(
            Make.Operator,
            HandoffScene.Confirmed(draft) with
            {
                WorkspaceName = "woonvisie",
                ClientName = "gemeente Zwolle",
                PartnerLosesAccess = false,
                CannotBeUndone = false,
            },
            default);

        outcome.Refusals.Should().Equal(
            new WorkspaceNameTypedWrong("Woonvisie"),
            new ClientNameTypedWrong("Gemeente Zwolle"),
            new LossNotUnderstood(),
            new FinalityNotUnderstood());
    }

    [Fact]
    public async Task Sent_twice_or_by_two_operators_it_is_done_once()
    {
        var draft = await _scene.DecidedAsync();
        var transfer = Database.Get<HandoffTransfer>();
        var request = Guid.CreateVersion7();
        var outcomes = await Task.WhenAll(
            Task.Run(() => transfer.HandOffAsync(Make.Operator, HandoffScene.Confirmed(draft, request), default)),
            Task.Run(() => transfer.HandOffAsync(Make.Operator, HandoffScene.Confirmed(draft, request), default)),
            Task.Run(() => transfer.HandOffAsync(Make.SecondOperator, HandoffScene.Confirmed(draft), default)));

        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.HandoffCompleted)))
            .Should().Be(1);
        outcomes
            .Where(outcome => !outcome.IsDone)
            .SelectMany(outcome => outcome.Refusals)
            .Should().OnlyContain(refusal => refusal == new HandoffIsOver("Woonvisie", HandoffStatus.Completed));
        outcomes.Where(outcome => outcome.IsDone).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE Workspaces SET DeletedAt = 1 WHERE Name = 'Woonvisie'", "Workspace")]
    [InlineData("UPDATE Workspaces SET UsageContext = 'Internal' WHERE Name = 'Woonvisie'", "Workspace")]
    [InlineData(
        "UPDATE Workspaces SET OrganisationId = (SELECT Id FROM Organisations WHERE Name = 'Gemeente Zwolle') WHERE Name = 'Woonvisie'",
        "Workspace")]
    [InlineData("UPDATE Organisations SET IsPartner = 0 WHERE Name = 'Bureau Samenspel'", "Partner")]
    [InlineData("UPDATE Organisations SET DeletedAt = 1 WHERE Name = 'Gemeente Zwolle'", "Client organisation")]
    [InlineData(
        "UPDATE OrganisationMemberships SET DeletedAt = 1 WHERE OrganisationId = (SELECT Id FROM Organisations WHERE Name = "
            + "'Gemeente Zwolle')",
        "Owner of the organisation")]
    [InlineData(
        "UPDATE OrganisationMemberships SET OrganisationId = (SELECT Id FROM Organisations WHERE Name = 'Gemeente Zwolle') WHERE "
            + "Role = 'Member'",
        "Independence")]
    [InlineData(
        "UPDATE WorkspaceInvites SET Email = 'nieuw@samenspel.example', EmailKey = 'nieuw@samenspel.example' WHERE Role = 'Observer'",
        "Open invites")]
    [InlineData(
        "UPDATE BillingAccounts SET WorkspaceId = NULL, OrganisationId = (SELECT Id FROM Organisations WHERE Name = 'Bureau Samenspel')",
        "Billing account")]
    public async Task What_changed_meanwhile_stops_it(string sql, string? check)
    {
        var draft = await _scene.DecidedAsync();
        await Database.ByHandAsync(sql);
        var outcome = await _scene.HandOffAsync(draft);

        if (check is null)
        {
            outcome.IsDone.Should().BeTrue("who left the partner for the client is the client's");
            return;
        }

        outcome.Refusals.OfType<ChecksStop>().Select(stop => stop.Check).Should().Contain(check);
        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.HandoffCompleted)))
            .Should().Be(0);
    }

    [Fact]
    public async Task Staff_are_refused_everything()
    {
        var draft = await _scene.DecidedAsync();
        NotPermitted[] refused = [new(Permission.Transfer)];
        (await Database.Get<HandoffTransfer>().HandOffAsync(Make.Staff, HandoffScene.Confirmed(draft), default)).Refusals
            .Should().Equal(refused);
        (await Database.Get<HandoffDrafts>().SaveAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), draft.Handoff.Id, draft.Handoff.Version, new()),
            default)).Refusals
            .Should().Equal(refused);
        (await Database.Get<HandoffDrafts>().BeginAsync(Make.Staff, new(Guid.CreateVersion7(), _scene.Workspace.Id), default)).Refusals
            .Should().Equal(refused);
        var run = () => Database.Get<HandoffTransfer>().RunDueAsync(Make.Staff, default);
        await run.Should().ThrowAsync<NotPermittedException>();
    }

    [Fact]
    public async Task Where_a_second_operator_has_to_approve_whoever_prepared_it_cannot()
    {
        await using var scene =
            await HandoffScene.CreateAsync(services => services.AddSingleton(new HandoffSettings { RequireSecondOperator = true }));
        var draft = await scene.DecidedAsync();
        (await scene.HandOffAsync(draft)).Refusals.Should().Equal(new SecondOperatorMissing());
        var drafts = scene.Database.Get<HandoffDrafts>();
        (await drafts.ApproveAsync(Make.Operator, new(Guid.CreateVersion7(), draft.Handoff.Id, draft.Handoff.Version), default)).Refusals
            .Should().Equal(new ApprovedByWhoPreparedIt("Amina Haddad"));
        (await drafts.ApproveAsync(
            Make.SecondOperator,
            new(Guid.CreateVersion7(), draft.Handoff.Id, draft.Handoff.Version),
            default)).IsDone
            .Should().BeTrue();

        var approved = await scene.FindAsync(draft.Handoff.Id);
        await scene.SaveAsync(approved, approved.Handoff.Plan with { Billing = HandoffScene.Bill with { City = "Zwolle-Zuid" } });
        var changed = await scene.FindAsync(draft.Handoff.Id);
        changed.Handoff.ApprovedByName.Should().BeNull("the plan is another one now");
        await drafts.ApproveAsync(Make.SecondOperator, new(Guid.CreateVersion7(), draft.Handoff.Id, changed.Handoff.Version), default);
        (await scene.HandOffAsync(await scene.FindAsync(draft.Handoff.Id))).IsDone.Should().BeTrue();
    }

    private Task<int> RunDueAsync() =>
        Database.Get<HandoffTransfer>().RunDueAsync(Staff.TheConsoleItself(Permission.Read | Permission.Transfer), default);

    private static Guid Seat(HandoffDetails draft, string name) =>
        draft.Facts.People.Single(person => person.Name == name).MembershipId;

    private Task<Core.Referrals.DealSummary> StandingAsync() => Database.QueryAsync(db => db.DealSummaries.AsNoTracking().SingleAsync());

    private async Task<List<(string, WorkspaceRole, bool)>> InvitesAsync() =>
        (await Database.QueryAsync(db => db.WorkspaceInvites.OrderBy(invite => invite.Email).ToListAsync()))
            .ConvertAll(invite => (invite.Email, invite.Role, invite.DeletedAt is not null));

    private HandoffPlan Keep(HandoffPlan plan, Person person, WorkspaceRole role, string purpose)
    {
        var membership = Database
            .QueryAsync(db => db.WorkspaceMemberships.Where(found => found.PersonId == person.Id).Select(found => found.Id).SingleAsync())
            .GetAwaiter()
            .GetResult();
        return plan with
        {
            People =
            [
                .. plan.People.Select(one => one.MembershipId == membership
                    ? one with { Role = role, Purpose = purpose, Until = Database.Today.AddDays(PersonPlan.UsualDays) }
                    : one),
            ],
        };
    }
}

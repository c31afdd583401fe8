using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// Every path by which the partner could come back or conversations could leave (docs/product.md H18): planted behind the transfer's back
/// it undoes everything; there beforehand and decided, the handoff is done and the proof holds.
/// </summary>
public sealed class PlantedPathTests : IAsyncLifetime
{
    private const string Workspace = "(SELECT Id FROM Workspaces WHERE Name = 'Woonvisie')";

    private HandoffScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    public static TheoryData<string, string> Paths() => new()
    {
        { "the partner's domain, in capitals", "Pip has access by a role in the workspace." },
        { "a subdomain of the partner's", "Suze has access by a role in the workspace." },
        { "a former member", "Mila has access by a role in the workspace." },
        { "an inherited membership", "Pip has access by a role that came from an organisation." },
        { "dembrane's support", "Sam has access by dembrane’s own access." },
        { "the partner's, as dembrane's support", "Pip has access by a role in the workspace." },
        { "an expired membership that is renewed", "Eks has access by a role in the workspace." },
        { "a pending invite at a subdomain", "nog@mail.samenspel.example has access by an invite that is still open." },
        { "a former member's place in the client", "Mila has access by membership in the organisation that owns it." },
        {
            "a webhook kept by nobody",
            "Conversations leave by the webhook Transcripts to hooks.samenspel.example, of Inloopavonden."
        },
        {
            "a live mandate of the partner",
            "cst_woonvisie, who paid until the handoff, still pays."
        },
        {
            "the partner as the platform's payer",
            "Bureau Samenspel is still listed as paying on the platform, and can begin the platform’s own handoff."
        },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Planted_it_undoes_everything(string path, string sentence)
    {
        await PeopleAsync();
        var draft = await _scene.DecidedAsync();
        draft.Stops.Should().BeFalse();
        await _scene.Database.ByHandAsync(
            path == "a live mandate of the partner"
                ? $"CREATE TRIGGER Plant AFTER UPDATE OF LegalName ON BillingAccounts BEGIN {Plant(path)}; END"
                : path == "an expired membership that is renewed"
                ? "CREATE TRIGGER Plant AFTER UPDATE OF DeletedAt ON WorkspaceMemberships WHEN OLD.ExpiresAt IS NOT NULL "
                    + $"BEGIN {Plant(path)}; END"
                : "CREATE TRIGGER Plant AFTER UPDATE OF UsageContext ON Workspaces WHEN NEW.UsageContext = 'Internal' "
                    + $"BEGIN {Plant(path)}; END");
        var outcome = await _scene.HandOffAsync(draft);

        outcome.IsDone.Should().BeFalse();
        outcome.Refusals.Select(refusal => refusal.Sentence).Should().ContainSingle()
            .Which.Replace("would still have access", "has access", StringComparison.Ordinal).Should().Contain(sentence);
        (await _scene.WorkspaceNowAsync()).OrganisationId.Should().Be(_scene.Partner.Id);
        (await _scene.PeopleNowAsync()).Should().ContainKey("Pim Smit");
        (await _scene.Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.HandoffCompleted)))
            .Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task There_beforehand_and_decided_the_proof_holds(string path, string sentence)
    {
        await PeopleAsync();
        await _scene.Database.ByHandAsync(Plant(path).Replace("NEW.Id", Workspace, StringComparison.Ordinal));
        if (path == "a former member's place in the client")
        {
            (await _scene.DecidedAsync()).Checks.Should().Contain(check =>
                check.Name == "Independence" && check.Verdict == CheckVerdict.Stop, sentence);
            return;
        }

        var draft = await _scene.DecidedAsync(but: plan => plan with
        {
            Flows = [.. Webhooks().Select(id => new FlowPlan(id, FlowFate.Remove))],
        });
        draft.Checks.Should().OnlyContain(check => check.Verdict != CheckVerdict.Stop, "by default nobody but the client's people stay");
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        var proof = (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!.Proof;
        (proof.Holds, proof.Paths.Count).Should().Be((true, 0));
        (await _scene.PeopleNowAsync()).Keys.Should().BeEquivalentTo("Carla Bos", "Otto Kamp");
    }

    [Fact]
    public async Task A_webhook_that_is_kept_is_accepted_by_the_client_and_counted()
    {
        await _scene.Database.ByHandAsync(Plant("a webhook kept by nobody"));
        var webhook = Webhooks().Single();
        var draft = await _scene.DecidedAsync(but: plan => plan with { Flows = [new(webhook, FlowFate.Keep)] });
        draft.Checks.Single(check => check.Name == "Data flows").Sentence.Should().Be(
            "Enter who at the client accepted Transcripts to hooks.samenspel.example, of Inloopavonden, and when.");

        await _scene.SaveAsync(
            draft,
            draft.Handoff.Plan with { Flows = [new(webhook, FlowFate.Keep, "Carla Bos", _scene.Database.Today.AddDays(-1))] });
        (await _scene.HandOffAsync(await _scene.FindAsync(draft.Handoff.Id))).IsDone.Should().BeTrue();

        var record = (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!;
        record.Flows.Should().ContainSingle().Which.Should().Match<RecordedFlow>(flow =>
            flow.Fate == FlowFate.Keep && flow.AcceptedBy == "Carla Bos" && flow.Host == "hooks.samenspel.example");
        record.Proof.Looked[AccessPathKind.DataFlow].Should().Be(1);
        record.Proof.Paths.Should().ContainSingle(flow => flow.Kind == AccessPathKind.DataFlow && flow.IsKept);
    }

    [Fact]
    public async Task A_webhook_that_is_removed_leaves_with_the_transfer_and_the_platform_is_told()
    {
        await _scene.Database.ByHandAsync(Plant("a webhook kept by nobody"));
        var webhook = Webhooks().Single();
        (await _scene.DecidedAsync()).Checks.Single(check => check.Name == "Data flows").Should().Match<HandoffCheck>(check =>
            check.Verdict == CheckVerdict.Stop && check.FixedAt == HandoffStep.DataFlows);
        var pending = await _scene.Database.QueryAsync(db => db.Handoffs.AsNoTracking().SingleAsync());
        var draft = await _scene.FindAsync(pending.Id);
        await _scene.SaveAsync(draft, draft.Handoff.Plan with { Flows = [new(webhook, FlowFate.Remove)] });
        (await _scene.HandOffAsync(await _scene.FindAsync(pending.Id))).IsDone.Should().BeTrue();

        (await _scene.Database.QueryAsync(db => db.ProjectWebhooks.SingleAsync())).DeletedAt.Should().NotBeNull();
        (await _scene.Database.QueryAsync(db => db.PlatformChanges
            .Where(change => change.Collection == "project_webhook")
            .Select(change => new { change.Item, change.Field })
            .SingleAsync())).Should().Be(new { Item = webhook.ToString(), Field = "deleted_at" });
        (await _scene.Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.FlowRemoved)))
            .Should().Be(1);
    }

    /// <summary>docs/product.md H31.</summary>
    [Fact]
    public async Task What_the_partners_people_had_until_a_day_that_has_passed_ends_for_good_with_the_transfer()
    {
        await PeopleAsync();
        var lapsed = Make.Invite(
            _scene.Workspace,
            "later@samenspel.example",
            WorkspaceRole.Member,
            expiresAt: FixedClock.Noon.AddDays(-3));
        var (clients, clientsInvite) = (
            new WorkspaceMembership(
                Guid.CreateVersion7(),
                _scene.Workspace.Id,
                await AddedAsync(Make.Person("Kees", "kees@zwolle.example")),
                WorkspaceRole.Member,
                WorkspaceMembership.Direct,
                FixedClock.Noon.AddMonths(-3),
                deletedAt: null,
                expiresAt: FixedClock.Noon.AddDays(-10)),
            Make.Invite(_scene.Workspace, "oud@zwolle.example", WorkspaceRole.Member, expiresAt: FixedClock.Noon.AddDays(-3)));
        await _scene.AddAsync(lapsed, clients, clientsInvite);
        var draft = await _scene.DecidedAsync();
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        var ended = await _scene.Database.QueryAsync(db => db.WorkspaceMemberships
            .Where(seat => seat.ExpiresAt != null)
            .Select(seat => new { seat.Id, IsEnded = seat.DeletedAt != null })
            .ToListAsync());
        ended.Should().HaveCount(2).And.OnlyContain(seat => seat.IsEnded == (seat.Id != clients.Id), "only the partner's is ended");
        (await _scene.Database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(invite => invite.Id == lapsed.Id)))
            .DeletedAt.Should().NotBeNull();
        (await _scene.Database.QueryAsync(db => db.WorkspaceInvites.SingleAsync(invite => invite.Id == clientsInvite.Id)))
            .DeletedAt.Should().BeNull("the client's own can be sent again");
        (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!.Lapsed.Select(lapse => (lapse.Name, lapse.IsInvite))
            .Should().Equal(("Eks", false), ("later@samenspel.example", true));
        var told = ended.Select(seat => seat.Id).Append(lapsed.Id).Where(id => id != clients.Id).Select(id => id.ToString()).ToList();
        (await _scene.Database.QueryAsync(db => db.PlatformChanges
            .CountAsync(change => told.Contains(change.Item) && change.Field == "deleted_at"))).Should().Be(2, "the platform is told");
    }

    /// <summary>docs/product.md H31.</summary>
    [Fact]
    public async Task An_invite_that_lapsed_before_the_handoff_cannot_be_sent_again_after_it()
    {
        var lapsed = Make.Invite(
            _scene.Workspace,
            "later@samenspel.example",
            WorkspaceRole.Member,
            expiresAt: FixedClock.Noon.AddDays(-3));
        await _scene.AddAsync(lapsed);
        (await _scene.HandOffAsync(await _scene.DecidedAsync())).IsDone.Should().BeTrue();

        var again = await _scene.Database.Get<WorkspacePeople>().SendInviteAgainAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), lapsed.Id),
            default);
        again.Refusals.Should().ContainSingle().Which.Sentence.Should().Be("The invite to later@samenspel.example was already revoked.");
    }

    [Fact]
    public async Task Somebody_put_on_the_clients_side_by_hand_stays_and_the_proof_says_that_it_believed_it()
    {
        await PeopleAsync();
        await _scene.Database.ByHandAsync(
            Plant("the partner's domain, in capitals").Replace("NEW.Id", Workspace, StringComparison.Ordinal));
        (await _scene.Database.Get<WorkspacePeople>().PutOnSideAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), _scene.Workspace.Id, "PIP@samenspel.example", Side.Client, "Works for Zwolle now"),
            default)).IsDone.Should().BeTrue();
        var draft = await _scene.DecidedAsync();
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        (await _scene.PeopleNowAsync()).Should().ContainKey("Pip");
        (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!.Proof.ByHand.Should().Equal(
            "Pip: on the client’s side. Put there by Amina Haddad: Works for Zwolle now");
    }

    [Fact]
    public async Task The_platforms_own_pending_handoff_stops_ours()
    {
        await _scene.Database.ByHandAsync("UPDATE Workspaces SET PlatformHandoff = 'Pending'");

        (await _scene.DecidedAsync()).Checks.Should().Contain(check =>
            check.Name == "The platform’s own handoff" && check.Verdict == CheckVerdict.Stop);
    }

    private async Task PeopleAsync()
    {
        var (pip, suze) = (Make.Person("Pip", "Pip@SAMENSPEL.example"), Make.Person("Suze", "suze@post.samenspel.example"));
        var (mila, eks) = (Make.Person("Mila", "mila@gmail.com"), Make.Person("Eks", "eks@samenspel.example"));
        await _scene.AddAsync(
            pip,
            suze,
            mila,
            eks,
            Make.Person("Sam", "sam@dembrane.com"),
            Make.Belonging(_scene.Partner, mila, OrganisationRole.Member, leftAt: FixedClock.Noon.AddDays(-100)),
            new WorkspaceMembership(
                Guid.CreateVersion7(),
                _scene.Workspace.Id,
                eks.Id,
                WorkspaceRole.Member,
                WorkspaceMembership.Direct,
                FixedClock.Noon.AddMonths(-3),
                deletedAt: null,
                expiresAt: FixedClock.Noon.AddDays(-10)));
    }

    private async Task<Guid> AddedAsync(Person person)
    {
        await _scene.AddAsync(person);
        return person.Id;
    }

    private List<Guid> Webhooks() =>
        _scene.Database.QueryAsync(db => db.ProjectWebhooks.Select(webhook => webhook.Id).ToListAsync()).GetAwaiter().GetResult();

    private static string Plant(string path) => path switch
    {
        "the partner's domain, in capitals" => Seat("Pip", "direct"),
        "a subdomain of the partner's" => Seat("Suze", "direct"),
        "a former member" => Seat("Mila", "direct"),
        "an inherited membership" => Seat("Pip", "inherited"),
        "dembrane's support" => Seat("Sam", "staff_support"),
        "the partner's, as dembrane's support" => Seat("Pip", "staff_support"),
        "an expired membership that is renewed" =>
            "UPDATE WorkspaceMemberships SET ExpiresAt = NULL, DeletedAt = NULL WHERE ExpiresAt IS NOT NULL",
        "a pending invite at a subdomain" =>
            "INSERT INTO WorkspaceInvites (Id, WorkspaceId, Email, EmailKey, Role, CreatedAt) VALUES (randomblob(16), NEW.Id, "
                + "'nog@mail.samenspel.example', 'nog@mail.samenspel.example', 'Member', 1)",
        "a former member's place in the client" =>
            "INSERT INTO OrganisationMemberships (Id, OrganisationId, PersonId, Role, CreatedAt) VALUES (randomblob(16), "
                + "(SELECT Id FROM Organisations WHERE Name = 'Gemeente Zwolle'), (SELECT Id FROM People WHERE DisplayName = 'Mila'), "
                + "'Member', 1)",
        "a webhook kept by nobody" =>
            "INSERT INTO ProjectWebhooks (Id, ProjectId, Name, Host, AddressHash, Events) SELECT randomblob(16), Id, 'Transcripts', "
                + "'hooks.samenspel.example', 'abc', 'conversation.transcribed' FROM Projects WHERE Name = 'Inloopavonden'",
        "a live mandate of the partner" => "UPDATE BillingAccounts SET MollieCustomerId = 'cst_woonvisie'",
        "the partner as the platform's payer" =>
            "UPDATE Workspaces SET BilledToId = (SELECT Id FROM Organisations WHERE Name = 'Bureau Samenspel') WHERE Id = NEW.Id",
        _ => throw new ArgumentOutOfRangeException(nameof(path)),
    };

    private static string Seat(string person, string source) =>
        "INSERT INTO WorkspaceMemberships (Id, WorkspaceId, PersonId, Role, Source, CreatedAt, Version) VALUES (randomblob(16), NEW.Id, "
            + $"(SELECT Id FROM People WHERE DisplayName = '{person}'), 'Admin', '{source}', 1, 1)";
}

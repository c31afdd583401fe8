using System.Text.Json.Nodes;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Branding;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Moves;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Console.Tests.Workspaces;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Clients;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Push;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I70, I73: what each command of the console comes to, as requests in their order, without a platform.</summary>
public sealed class WriteSetTests
{
    [Fact]
    public async Task The_partner_flag_is_one_conditional_change()
    {
        await using var database = await TestDatabase.CreateAsync();
        var partner = Make.Organisation();
        await database.AddAsync(partner);
        await database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default);

        (await RequestsAsync(database)).Should().Equal("PATCH org where(id is_partner) data(is_partner)");
    }

    [Fact]
    public async Task A_clients_workspace_is_one_request_then_the_accounts_link_then_the_invite()
    {
        await using var database = await TestDatabase.CreateAsync();
        var team = await PartnerTeam.InAsync(database);
        var form = new ClientWorkspaceForm(
            "Participatie",
            "Gemeente Haarlem",
            "griffie@haarlem.example",
            team.Anna.Id,
            Tier.Changemaker,
            BillingPeriod.Monthly,
            AgreementAccepted: true,
            OwnAddressMeant: false);
        await database.Get<ClientWorkspaces>().CreateAsync(Make.Staff, new(Guid.CreateVersion7(), team.Partner.Id, form), default);

        (await RequestsAsync(database)).Should().Equal(
            "POST workspace_membership(id workspace_id(id org_id name usage_context data_owner_org_name data_owner_email "
                + "partner_agreement_accepted_at billing_account_id(id label tier payment_mode billing_period created_by) visibility "
                + "created_by) user_id role source)",
            "PATCH billing_account where(id workspace_id) data(workspace_id)",
            "POST workspace_invite(id workspace_id email role invited_by expires_at)");
    }

    [Theory]
    [InlineData(
        WorkspaceRole.External,
        WorkspaceRole.Member,
        "POST org_membership(id org_id user_id role)",
        "PATCH workspace_membership where(id role) data(role)")]
    [InlineData(WorkspaceRole.External, WorkspaceRole.Observer, "PATCH workspace_membership where(id role) data(role)")]
    [InlineData(WorkspaceRole.Member, WorkspaceRole.Admin, "PATCH workspace_membership where(id role) data(role)")]
    public async Task A_role_that_crosses_to_the_inside_makes_a_member_first(
        WorkspaceRole before, WorkspaceRole after, params string[] requests)
    {
        await using var database = await TestDatabase.CreateAsync();
        var team = await PartnerTeam.InAsync(database);
        var seat = Make.Seat(team.Client, team.Carla, before);
        await database.AddAsync(seat);
        await database.Get<WorkspacePeople>().ChangeRoleAsync(
            Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, after, "As agreed"), default);

        (await RequestsAsync(database)).Should().Equal(requests);
    }

    [Fact]
    public async Task A_removed_member_of_the_organisation_is_kept_out_by_the_settings_too()
    {
        await using var database = await TestDatabase.CreateAsync();
        var team = await PartnerTeam.InAsync(database);
        var seat = Make.Seat(team.Client, team.Els, WorkspaceRole.Admin);
        await database.AddAsync(seat);
        await database.Get<WorkspacePeople>().RemoveAsync(Make.Staff, new(Guid.CreateVersion7(), seat.Id, 1, "Left"), default);

        (await RequestsAsync(database)).Should().Equal(
            "PATCH workspace_membership where(id deleted_at) data(deleted_at)", "PATCH workspace where(id) data(settings(sticky_removed))");
    }

    [Fact]
    public async Task A_logo_is_a_file_before_a_workspace_shows_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = new LogoScene();
        await database.AddAsync(scene.Everything);
        await database.Get<WorkspaceLogos>().PlaceAsync(Make.Staff, scene.Place(Pictures.Png()), default);

        (await RequestsAsync(database)).Should().Equal("POST file", "PATCH workspace where(id logo_url) data(logo_url)");
    }

    [Fact]
    public async Task Moved_projects_go_in_one_request_with_one_move_more()
    {
        var scene = await MoveScene.CreateAsync();
        await using var database = scene.Database;
        await scene.MoveAsync(MoveScene.Operator, scene.Archive, null, MoveScene.All(scene.Team));

        var project = "(id workspace_id move_history)";
        (await RequestsAsync(database)).Should().Equal($"PATCH project[{project}{project}{project}]");
    }

    [Fact]
    public async Task A_deal_is_told_with_what_the_platform_can_hold_and_ends_by_its_expiry()
    {
        var scene = await LedgerScene.CreateAsync();
        await using var database = scene.Database;
        var deal = await scene.AddedAsync();
        database.Clock.Now += TimeSpan.FromMinutes(1);
        await scene.EndAsync(deal, new(2026, 11, 1));

        (await RequestsAsync(database)).Should().Equal(
            "The platform keeps no cap with a deal. It holds here.",
            "The platform keeps no discount with a deal. It holds here.",
            "POST referral_ledger(id partner_team_id workspace_id partner_kickback_percent starts_at expires_at notes)",
            "PATCH referral_ledger where(id expires_at) data(expires_at)");
    }

    [Fact]
    public async Task A_handoff_founds_the_organisation_then_settles_invites_then_hands_everything_over_at_once()
    {
        await using var scene = await HandoffScene.CreateAsync();
        await scene.HandOffAsync(await scene.DecidedAsync(new(NewName: "Raad van Zwolle", NewOwnerId: scene.Otto.Id)));

        var requests = await RequestsAsync(scene.Database);
        requests.Select(request => request[..request.IndexOfAny(['(', '[', ' '], 8)]).Should().Equal(
            "POST org_membership",
            "POST org_membership",
            "PATCH workspace_invite",
            "PATCH workspace_membership",
            "PATCH referral_ledger",
            "PATCH billing_account");
        requests[0].Should().Be("POST org_membership(id org_id(id name created_by) user_id role)");
        requests[3].Split(['(', ')', '[', ']', ' ']).Should().Contain([
            "workspace_id", "org_id", "usage_context", "billed_to_team_id", "handoff_status", "effective_client_team_id",
            "billing_account_id", "billing_legal_name", "payment_mode",
        ]);
        requests[5].Should().Be("PATCH billing_account where(id mollie_customer_id) data(mollie_customer_id)");
    }

    [Fact]
    public void What_somebody_changed_there_is_left_as_it_is_and_what_is_there_is_not_written()
    {
        var (partner, change) = (Guid.NewGuid(), Guid.NewGuid());
        var field = new PushField(change, "is_partner", JsonValue.Create(false), KnowsBefore: true, JsonValue.Create(true));
        var row = new PushRow("org", $"{partner}", "Bureau Samenspel", Values: null, [field], [change]);
        var step = new PushStep(StepShape.Change, [row]);

        Verdict(true).Should().BeOfType<AllThere>();
        Verdict(false).Should().BeOfType<ToSend>();
        Verdict(null).Should().BeOfType<Differing>().Which.Fields.Single().Theirs.Should().BeNull();
        StepVerdicts.Of(step, RowsThere.None, new(null, default)).Should().BeOfType<CannotBeSent>()
            .Which.Because.Should().Be("The platform does not have Bureau Samenspel.");

        StepVerdict Verdict(bool? there) => StepVerdicts.Of(
            step,
            new RowsThere(new Dictionary<(string, string), JsonObject>
            {
                [row.Key] = new() { ["id"] = $"{partner}", ["is_partner"] = there },
            }),
            new(null, default));
    }

    /// <summary>The requests of every act on a platform that is as it was believed to be: method, collection and the fields sent.</summary>
    private static async Task<IReadOnlyList<string>> RequestsAsync(TestDatabase database)
    {
        var lines = new List<string>();
        var made = new Dictionary<(string, string), JsonObject>();
        var acts = (await database.QueryAsync(db => db.PlatformChanges.AsNoTracking().OrderBy(change => change.At).ToListAsync()))
            .GroupBy(change => change.Act)
            .ToList();
        foreach (var act in acts)
        {
            var set = WriteSets.Of([.. act]);
            lines.AddRange(set.NotHeld.Select(one => one.Because).Order(StringComparer.Ordinal));
            foreach (var step in set.Steps)
            {
                var verdict = StepVerdicts.Of(step, new RowsThere(Before(step)).With(made), new(null, act.First().At));
                lines.Add(verdict is ToSend send ? InWords(send.Write) : verdict.ToString()!);
                CheckNames((verdict as ToSend)?.Write);
                foreach (var row in step.Rows.Where(row => row.IsNew))
                {
                    made[row.Key] = row.Values!;
                }
            }
        }

        return lines;
    }

    /// <summary>What a request needs is among what a check asks for (docs/product.md I55).</summary>
    private static void CheckNames(PlatformWrite? write) => (write?.Needs ?? [])
        .Where(need => !NeededRight.All.Any(right =>
            right.Collection == need.Collection
            && right.Action == need.Action
            && right.Fields.Contains(need.Field, StringComparer.Ordinal)))
        .Select(need => $"{need.Action} {need.Collection} ({need.Field})")
        .Should().BeEmpty("a check says whether the console may do it");

    private static Dictionary<(string, string), JsonObject> Before(PushStep step) => step.Rows
        .Where(row => !row.IsNew)
        .ToDictionary(row => row.Key, row =>
        {
            var there = new JsonObject { ["id"] = row.Item };
            foreach (var field in row.Fields.Where(field => field.Field != PlatformFields.StickyRemoved))
            {
                there[field.Field] = field.Before?.DeepClone();
            }

            return there;
        });

    private static string InWords(PlatformWrite write) => write switch
    {
        PlaceFile => "POST file",
        ChangeRow change =>
            $"PATCH {change.Collection} where({string.Join(' ', change.Before.Keys.Prepend("id"))}) data{Shape(change.Data)}",
        ChangeRows change => $"PATCH {change.Collection}[{string.Concat(change.Rows.Select(Shape))}]",
        CreateRows { Rows: [var one] } => $"POST {write.Collection}{Shape(one)}",
        CreateRows many => $"POST {write.Collection}[{string.Concat(many.Rows.Select(Shape))}]",
        _ => write.Line,
    };

    private static string Shape(JsonObject row) =>
        $"({string.Join(' ', row.Select(field => field.Value is JsonObject inner ? $"{field.Key}{Shape(inner)}" : field.Key))})";
}

using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>Each check by itself: correct facts and a correct plan, with one thing wrong.</summary>
public sealed class HandoffChecksTests
{
    private static readonly DateOnly s_today = new(2026, 11, 20);
    private static readonly Guid s_partner = Guid.CreateVersion7();
    private static readonly Guid s_client = Guid.CreateVersion7();
    private static readonly Guid s_workspace = Guid.CreateVersion7();

    private static readonly AccessFact s_pim = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "Pim Smit",
        "pim@samenspel.example",
        WorkspaceRole.Owner,
        IsOfPartner: true,
        IsOfClient: false,
        IsDataOwner: false,
        null);
    private static readonly AccessFact s_carla = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "Carla Bos",
        "griffie@zwolle.example",
        WorkspaceRole.Observer,
        IsOfPartner: false,
        IsOfClient: true,
        IsDataOwner: true,
        FixedClock.Noon.AddDays(-3));
    private static readonly InviteFact s_invite = new(
        Guid.CreateVersion7(),
        "raad@zwolle.example",
        WorkspaceRole.Observer,
        IsOfPartner: false,
        IsDataOwner: false,
        null);
    private static readonly DealFact s_deal = new(
        Guid.CreateVersion7(),
        "Bureau Samenspel – Gemeente Zwolle",
        DealStatus.Active,
        new(2026, 1, 1),
        new(2027, 12, 31),
        new(20_00),
        new(20_00),
        null,
        null);

    private static readonly HandoffFacts s_facts = new(
        new(
            s_workspace,
            "Woonvisie",
            s_partner,
            UsageContext.External,
            "Gemeente Zwolle",
            "griffie@zwolle.example",
            IsDeleted: false,
            3,
            12),
        new(s_partner, "Bureau Samenspel", IsPartner: true, IsDeleted: false),
        new(s_client, "Gemeente Zwolle", IsPartner: false, IsDeleted: false, ["Carla Bos"], [], HasAccount: false),
        NewOwner: null,
        NamesakeOfNew: null,
        new(Guid.CreateVersion7(), "Gemeente Zwolle", OrganisationId: null, s_workspace, Tier.Changemaker, PaymentMode.Mollie, null, new()),
        [s_pim, s_carla],
        [s_invite],
        [s_deal],
        s_today);

    private static readonly HandoffPlan s_plan = new()
    {
        Client = new(s_client),
        Timing = HandoffScene.Agreed(s_today),
        People = [new(s_pim.MembershipId, null), new(s_carla.MembershipId, WorkspaceRole.Owner)],
        Invites = [new(s_invite.InviteId, WorkspaceRole.Member)],
        Billing = HandoffScene.Bill,
        Deals = [new(s_deal.Id, DealFate.SettleAndEnd)],
    };

    [Fact]
    public void Where_nothing_is_wrong_every_check_passes()
    {
        var checks = HandoffChecks.Of(s_plan, s_facts);

        checks
            .Should().OnlyContain(check => check.Verdict == CheckVerdict.Pass)
            .And.HaveCount(23)
            .And.OnlyHaveUniqueItems(check => check.Name);
    }

    [Fact]
    public void An_empty_plan_is_told_everything_at_once() =>
        HandoffChecks.Of(new(), s_facts with { Client = null })
            .Where(check => check.Verdict == CheckVerdict.Stop)
            .Select(check => check.Name)
            .Should().Equal(
                "Client organisation", "Owner of the organisation", "Agreed date", "Confirmations", "Decisions about people",
                "Owner of the workspace", "Open invites", "Billing details", "Deals");

    [Fact]
    public void The_workspace_is_the_partners_external_client()
    {
        Stops(
            s_plan,
            s_facts with { Workspace = s_facts.Workspace with { IsDeleted = true } },
            "Workspace").Should().Be("The workspace was deleted.");
        Stops(
            s_plan,
            s_facts with { Workspace = s_facts.Workspace with { UsageContext = UsageContext.Internal } },
            "Workspace").Should().StartWith("The workspace is internal");
        Stops(
            s_plan,
            s_facts with { Workspace = s_facts.Workspace with { OrganisationId = s_client } },
            "Workspace").Should().StartWith("The workspace no longer belongs to Bureau Samenspel.");
        Stops(
            s_plan,
            s_facts with { Partner = s_facts.Partner with { IsPartner = false } },
            "Partner").Should().StartWith("Bureau Samenspel is no longer a partner.");
    }

    [Fact]
    public void The_client_is_an_organisation_that_is_there_and_not_the_partner()
    {
        Stops(
            s_plan with { Client = new(s_partner) },
            s_facts,
            "Client organisation").Should().Be("Bureau Samenspel cannot hand the workspace to itself.");
        Stops(
            s_plan,
            s_facts with { Client = s_facts.Client! with { IsDeleted = true } },
            "Client organisation").Should().Be("The organisation you chose no longer exists.");
        Stops(
            s_plan,
            s_facts with { Client = s_facts.Client! with { Owners = [] } },
            "Owner of the organisation").Should().Be("Gemeente Zwolle has no owner who does not belong to Bureau Samenspel.");
        Stops(
            s_plan,
            s_facts with { Client = s_facts.Client! with { OfPartner = ["Pim Smit"] } },
            "Independence").Should().Be("Pim Smit of Bureau Samenspel belongs to Gemeente Zwolle too, and would keep a way in.");
    }

    [Fact]
    public void A_new_organisation_has_a_name_and_an_owner_who_is_not_the_partners()
    {
        var (plan, facts) = (s_plan with { Client = new(NewName: "Raad") }, s_facts with { Client = null });
        Stops(plan, facts, "Owner of the organisation").Should().Be("Choose who owns the new organisation.");
        Stops(
            plan,
            facts with { NewOwner = new(Guid.NewGuid(), "Pim Smit", "pim@samenspel.example", IsOfPartner: true) },
            "Owner of the organisation").Should().Be("Pim Smit belongs to Bureau Samenspel.");
        Of(plan, facts with { NamesakeOfNew = "RAAD" }, "Client organisation").Should().Match<HandoffCheck>(check =>
            check.Verdict == CheckVerdict.Warning && check.Sentence.Contains("RAAD"));
    }

    [Fact]
    public void Whoever_is_to_own_the_new_organisation_keeps_a_place_in_its_workspace()
    {
        var (plan, facts) = (
            s_plan with { Client = new(NewName: "Raad", NewOwnerId: s_carla.PersonId) },
            s_facts with { Client = null, NewOwner = new(s_carla.PersonId, "Carla Bos", "griffie@zwolle.example", IsOfPartner: false) });
        const string Name = "Role of the new owner";
        Of(plan, facts, Name).Should().Match<HandoffCheck>(check =>
            check.Verdict == CheckVerdict.Pass && check.Sentence == "Carla Bos owns the workspace as well.");
        Stops(
            plan with { People = [s_plan.People[0], new(s_carla.MembershipId, null)] },
            facts,
            Name).Should().Be("Carla Bos is meant to own the new organisation, so they cannot lose access to its workspace.");
        Stops(plan, facts with { People = [s_pim] }, Name).Should().StartWith(
            "Carla Bos is meant to own the new organisation but no longer has access to the workspace.");
        Of(
            plan with { People = [s_plan.People[0], new(s_carla.MembershipId, WorkspaceRole.Billing)] },
            facts,
            Name).Should().Match<HandoffCheck>(check =>
                check.Verdict == CheckVerdict.Warning && check.Sentence.EndsWith("is billing of its workspace."));
    }

    [Theory]
    [InlineData(null, WorkspaceRole.Owner)]
    [InlineData(WorkspaceRole.Observer, WorkspaceRole.Owner)]
    [InlineData(WorkspaceRole.External, WorkspaceRole.Owner)]
    [InlineData(WorkspaceRole.Admin, WorkspaceRole.Admin)]
    public void Chosen_as_owner_somebody_gets_a_place_that_an_owner_can_have(WorkspaceRole? planned, WorkspaceRole? becomes)
    {
        var (plan, chosen) = (
            s_plan with { People = [s_plan.People[0], new(s_carla.MembershipId, planned)] },
            new ClientPlan(NewName: "Raad", NewOwnerId: s_carla.PersonId));
        var after = plan.WithClient(chosen, s_facts);
        after.Should().Be(plan with { Client = chosen, People = [s_plan.People[0], new(s_carla.MembershipId, becomes)] });

        var decided = after with { People = plan.People };
        decided.WithClient(chosen with { NewName = "Raad van Zwolle" }, s_facts).People
            .Should().Equal(plan.People, "what was decided after the choice stays");
        plan.WithClient(new(NewOwnerId: s_pim.PersonId), s_facts).People
            .Should().Equal(plan.People, "nobody from the partner gets a place by it");
    }

    [Fact]
    public void Both_sides_have_confirmed_the_agreed_day()
    {
        var timing = s_plan.Timing;
        Confirmed(timing with { Partner = null }).Should().Be("The partner's confirmation is missing.");
        Confirmed(timing with { Client = timing.Client! with { By = " " } }).Should().Be(
            "The client's confirmation does not say who gave it.");
        Confirmed(timing with { Client = timing.Client! with { On = null } }).Should().Be(
            "The client's confirmation does not say when it was given.");
        Confirmed(timing with { Partner = timing.Partner! with { How = null } }).Should().Be(
            "The partner's confirmation does not say how it was given.");
        Confirmed(timing with { Partner = timing.Partner! with { For = null } }).Should().Be(
            "The partner's confirmation does not say for which day.");
        Confirmed(timing with { Client = timing.Client! with { For = s_today.AddDays(1) } }).Should().Be(
            "They agreed to different days: the partner to 20 Nov 2026, the client to 21 Nov 2026.");
        Confirmed(timing with { AgreedOn = s_today.AddDays(1) }).Should().Be(
            "Both agreed to 20 Nov 2026, which is not the agreed date.");

        static string Confirmed(TimingPlan timing) => Stops(s_plan with { Timing = timing }, s_facts, "Confirmations");
    }

    [Fact]
    public void Everybody_with_access_is_decided_on_and_the_client_has_an_owner()
    {
        Stops(
            s_plan with { People = [] },
            s_facts,
            "Decisions about people").Should().Be("Decide who of the 2 people with access keeps it.");
        Stops(
            s_plan with { People = [s_plan.People[1]] },
            s_facts,
            "Decisions about people").Should().Be("Pim Smit joined after you started. Decide who keeps access.");
        Of(
            s_plan with { People = [.. s_plan.People, new(Guid.NewGuid(), WorkspaceRole.Owner)] },
            s_facts,
            "Decisions about people").Verdict.Should().Be(CheckVerdict.Pass, "who left meanwhile stands in no one's way");
        Stops(
            People(WorkspaceRole.Member),
            s_facts,
            "Owner of the workspace").Should().Be("Nobody from the client with accepted access becomes owner.");
        Stops(People(WorkspaceRole.Observer), s_facts, "No observers").Should().Be(
            "Carla Bos cannot stay an observer in the client's own workspace.");
        Stops(People(WorkspaceRole.External), s_facts, "Externals").Should().StartWith("Carla Bos belongs to the client");
    }

    [Fact]
    public void Somebody_of_the_partner_stays_only_as_a_paid_external_and_for_a_purpose()
    {
        Stops(Pim(WorkspaceRole.Admin, "Advice"), s_facts, "People of the partner").Should().Be(
            "Pim Smit of Bureau Samenspel can only stay as a paid external.");
        Stops(
            Pim(WorkspaceRole.External, " "),
            s_facts,
            "People of the partner").Should().Be("Enter why Pim Smit of Bureau Samenspel keeps access.");
        Stops(
            Pim(WorkspaceRole.External, "Advice"),
            s_facts,
            "People of the partner").Should().Be("Enter until when Pim Smit of Bureau Samenspel keeps access.");
        Stops(Pim(WorkspaceRole.External, "Advice", s_today.AddDays(-1)), s_facts, "People of the partner").Should().Be(
            "The last day of access for Pim Smit has passed.");
        Stops(Pim(WorkspaceRole.External, "Advice", s_today.AddYears(2).AddDays(1)), s_facts, "People of the partner").Should().Be(
            "Pim Smit can keep access until 20 Nov 2028 at most, two years from now.");
        Of(Pim(WorkspaceRole.External, "Advice", s_today.AddYears(2)), s_facts, "People of the partner").Verdict
            .Should().Be(CheckVerdict.Warning);
        Stops(
            Pim(WorkspaceRole.Owner, "Advice") with
            {
                People = [new(s_pim.MembershipId, WorkspaceRole.Owner, "Advice"), new(s_carla.MembershipId, WorkspaceRole.Member)],
            },
            s_facts,
            "Owner of the workspace").Should().NotBeNull("an owner of the partner's is none of the client's");

        static HandoffPlan Pim(WorkspaceRole role, string purpose, DateOnly? until = null) =>
            s_plan with { People = [new(s_pim.MembershipId, role, purpose, until), s_plan.People[1]] };
    }

    [Fact]
    public void Open_invites_are_decided_on_and_let_nobody_of_the_partner_in()
    {
        Stops(s_plan with { Invites = [] }, s_facts, "Open invites")
            .Should().StartWith("raad@zwolle.example was invited after you started.");
        Stops(
            s_plan with { Invites = [new(s_invite.InviteId, WorkspaceRole.Observer)] },
            s_facts,
            "Open invites").Should().StartWith("raad@zwolle.example cannot be invited as an observer");
        Stops(s_plan, s_facts with { Invites = [s_invite with { IsOfPartner = true }] }, "Open invites").Should().EndWith("Revoke it.");
        Of(
            s_plan with { Invites = [new(s_invite.InviteId, null)] },
            s_facts with { Invites = [s_invite with { IsOfPartner = true }] },
            "Open invites").Verdict.Should().Be(CheckVerdict.Pass);
    }

    [Fact]
    public void The_workspace_takes_its_own_account_along()
    {
        Stops(s_plan, s_facts with { Account = null }, "Billing account").Should().StartWith("The workspace has no billing account");
        Stops(
            s_plan,
            s_facts with { Account = s_facts.Account! with { WorkspaceId = null, OrganisationId = s_partner, Label = "Samenspel" } },
            "Billing account").Should().StartWith("Samenspel pays for the workspace");
        Of(
            s_plan,
            s_facts with { Client = s_facts.Client! with { HasAccount = true } },
            "Billing account").Verdict.Should().Be(CheckVerdict.Warning);
    }

    [Fact]
    public void Each_open_deal_is_decided_on_and_a_waiver_says_why()
    {
        Stops(s_plan with { Deals = [] }, s_facts, "Deals").Should().Be("Decide what happens to Bureau Samenspel – Gemeente Zwolle.");
        Stops(s_plan with { Deals = [new(s_deal.Id, DealFate.Waive)] }, s_facts, "Deals").Should().StartWith("Enter why");
        Of(
            s_plan with { Deals = [new(s_deal.Id, DealFate.Waive, "Agreed on 3 November")] },
            s_facts,
            "Deals").Verdict.Should().Be(CheckVerdict.Pass);
        Stops(
            s_plan,
            s_facts with { Deals = [s_deal with { ClosedThrough = new Month(2026, 11) }] },
            "Deals").Should().EndWith("cannot end in a closed month.");
    }

    [Fact]
    public void A_data_owner_who_was_not_seen_is_worth_knowing_and_no_stop()
    {
        Of(s_plan, Seen(null), "Data owner").Should().Match<HandoffCheck>(check =>
            check.Verdict == CheckVerdict.Warning && check.Sentence == "Carla Bos has never signed in on the platform.");
        Of(s_plan, Seen(FixedClock.Noon.AddDays(-91)), "Data owner").Verdict.Should().Be(CheckVerdict.Warning);
        Of(s_plan, Seen(FixedClock.Noon.AddDays(-90)), "Data owner").Verdict.Should().Be(CheckVerdict.Pass);

        static HandoffFacts Seen(DateTimeOffset? at) => s_facts with { People = [s_pim, s_carla with { LastSignIn = at }] };
    }

    [Theory]
    [InlineData("NL", "NL001234567B01", "8011 PK", true)]
    [InlineData("NL", "nl 0012.34567.b01", "8011pk", true)]
    [InlineData("NL", null, "8011 PK", true)]
    [InlineData("NL", "NL001234567", "8011 PK", false)]
    [InlineData("NL", "BE0123456789", "8011 PK", false)]
    [InlineData("NL", "NL001234567B01", "811 PK", false)]
    [InlineData("BE", "BE0123456789", "9000", true)]
    [InlineData("BE", "BE2123456789", "9000", false)]
    [InlineData("GR", "EL123456789", "104 31", true)]
    [InlineData("CH", "anything", "8000", true)]
    [InlineData("Nederland", null, "8011 PK", false)]
    public void A_bill_is_made_out_in_the_form_of_its_country(string country, string? vatNumber, string postalCode, bool isRight) =>
        (BillingDetailsRules.Problems(HandoffScene.Bill with
        {
            Country = country,
            VatNumber = vatNumber,
            PostalCode = postalCode,
        }).Count == 0)
            .Should().Be(isRight);

    [Fact]
    public void Each_missing_detail_of_the_bill_has_its_sentence_at_its_field() =>
        BillingDetailsRules.Problems(new())
            .Select(problem => problem.Field)
            .Should().Equal("LegalName", "AddressLine", "PostalCode", "City", "Country", "InvoiceEmail", "PaymentMode");

    private static HandoffPlan People(WorkspaceRole carla) => s_plan with { People = [s_plan.People[0], new(s_carla.MembershipId, carla)] };

    private static HandoffCheck Of(HandoffPlan plan, HandoffFacts facts, string name) =>
        HandoffChecks.Of(plan, facts).Single(check => check.Name == name);

    private static string Stops(HandoffPlan plan, HandoffFacts facts, string name)
    {
        var check = Of(plan, facts, name);
        check.Verdict.Should().Be(CheckVerdict.Stop);
        return check.Sentence;
    }
}

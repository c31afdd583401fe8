using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>
/// Whose side somebody is on (docs/product.md W21): Bureau Samenspel's owner Petra has an address at samenspel.example, its admin Gijs one
/// at gmail.com; Mila was a member from 1 March until 1 June 2026.
/// </summary>
public sealed class SideTests
{
    private static readonly Guid s_petra = Guid.NewGuid();
    private static readonly Guid s_mila = Guid.NewGuid();
    private static readonly DateTimeOffset s_march = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_june = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly TeamOfPartner s_team = new(
        "Bureau Samenspel",
        [
            new(s_petra, "petra@samenspel.example", s_march.AddYears(-1), LeftAt: null, IsHost: true),
            new(Guid.NewGuid(), "gijs@gmail.com", s_march.AddYears(-1), LeftAt: null, IsHost: true),
            new(s_mila, "mila@xs4all.nl", s_march, s_june, IsHost: false),
        ],
        new SideSettings { DembraneDomains = ["dembrane.com"] });

    [Theory]
    [InlineData("petra@samenspel.example", Side.Partner, "Belongs to Bureau Samenspel.")]
    [InlineData("mila@xs4all.nl", Side.Partner, "Belonged to Bureau Samenspel until 1 Jun 2026.")]
    [InlineData(
        "pip@samenspel.example",
        Side.Partner,
        "Has an address at samenspel.example, as the owners and admins of Bureau Samenspel have.")]
    [InlineData(
        "pip@mail.nl.samenspel.example",
        Side.Partner,
        "Has an address at samenspel.example, as the owners and admins of Bureau Samenspel have.")]
    [InlineData("pip@nietsamenspel.example", Side.Client, "Neither belonged to Bureau Samenspel nor has an address at its domain.")]
    [InlineData("pip@example", Side.Client, "Neither belonged to Bureau Samenspel nor has an address at its domain.")]
    [InlineData("iemand@gmail.com", Side.Client, "Neither belonged to Bureau Samenspel nor has an address at its domain.")]
    [InlineData("iemand@xs4all.nl", Side.Client, "Neither belonged to Bureau Samenspel nor has an address at its domain.")]
    [InlineData("sam@dembrane.com", Side.Dembrane, "Has an address at dembrane.com.")]
    [InlineData("sam@support.dembrane.com", Side.Dembrane, "Has an address at dembrane.com.")]
    [InlineData("sam@notdembrane.com", Side.Client, "Neither belonged to Bureau Samenspel nor has an address at its domain.")]
    public void An_address_is_on_one_side_for_one_reason(string address, Side side, string because) =>
        s_team.Of(personId: null, address, isSupport: false, byHand: null).Should().Be(new Standing(side, because));

    [Fact]
    public void A_person_is_known_by_their_membership_whatever_their_address_is_now() =>
        s_team.Of(s_petra, "petra@elders.example", isSupport: false, byHand: null).Side.Should().Be(Side.Partner);

    [Fact]
    public void From_the_day_somebody_joined_the_partner_they_are_the_partners_also_after_they_left()
    {
        Mila(s_march.AddDays(-1)).Should().Be(Side.Client, "what they did before counts as it was");
        Mila(s_march.AddHours(-1)).Should().Be(Side.Partner, "a day is the smallest part of it");
        Mila(s_june.AddDays(-1)).Should().Be(Side.Partner);
        Mila(s_june.AddDays(30)).Should().Be(Side.Partner);

        static Side Mila(DateTimeOffset at) => s_team.Of(s_mila, "mila@xs4all.nl", isSupport: false, byHand: null, at).Side;
    }

    [Fact]
    public void Who_is_in_by_support_is_dembranes_whoever_they_are() =>
        s_team.Of(s_petra, "petra@samenspel.example", isSupport: true, byHand: null).Side.Should().Be(Side.Dembrane);

    [Fact]
    public void What_staff_said_by_hand_comes_before_memberships_and_addresses()
    {
        var said = new SidePlacement(Guid.NewGuid(), "Pip@samenspel.example", Side.Client, "Works for Zwolle now", Make.Operator, s_june);

        s_team.Of(personId: null, "pip@samenspel.example", isSupport: false, said)
            .Should().Be(new Standing(Side.Client, "Put there by Amina Haddad: Works for Zwolle now", IsByHand: true));
    }

    [Fact]
    public void Owners_who_left_give_their_domain_only_where_no_other_does()
    {
        var left = new TeamMember(Guid.NewGuid(), "ria@rijk.example", s_march, s_june, IsHost: true);
        var stays = new TeamMember(Guid.NewGuid(), "petra@samenspel.example", s_march, LeftAt: null, IsHost: true);
        var settings = new SideSettings();

        new TeamOfPartner("Bureau", [left, stays], settings).Of(null, "x@rijk.example", isSupport: false, byHand: null).Side
            .Should().Be(Side.Client);
        new TeamOfPartner("Bureau", [left], settings).Of(null, "x@rijk.example", isSupport: false, byHand: null).Side
            .Should().Be(Side.Partner);
    }

    [Fact]
    public void A_mail_provider_that_the_list_lacks_can_be_named()
    {
        TeamMember host = new(Guid.NewGuid(), "jo@dorpsmail.example", s_march, LeftAt: null, IsHost: true);

        new TeamOfPartner("Bureau", [host], new() { PublicMailDomains = ["dorpsmail.example"] })
            .Of(null, "x@dorpsmail.example", isSupport: false, byHand: null).Side.Should().Be(Side.Client);
    }

    [Theory]
    [InlineData("dembrane")]
    [InlineData("@dembrane.com")]
    [InlineData("two words.com")]
    public void A_domain_in_the_settings_is_one(string domain) =>
        new SideSettings { DembraneDomains = [domain] }.Problem().Should().Contain(domain);
}

using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>Review says first what changes, with amounts, and then what stays the same (docs/product.md H28).</summary>
public sealed class HandoffReviewTests : IAsyncLifetime
{
    private HandoffScene _scene = default!;

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Says_who_pays_from_when_and_what_a_month_costs_before_and_after()
    {
        await ReadAsync();

        Row("Who pays").Should().Be(("Bureau Samenspel, until 20 Nov 2026", "Gemeente Zwolle, from 20 Nov 2026"));
        Row("Price, net of VAT").Should().Be(
            ("€ 258.75 a month, 3 seats of Changemaker", "€ 258.75 a month, 3 seats of Changemaker"),
            "Pim, Paula and Piet’s invite go; Carla, Otto and the invite of the council are no observers any more");
        Row("Seats").Should().Be(("3", "3"));
        Row("Account").Should().Be(("Woonvisie, for this workspace alone", "Woonvisie, pooled for Gemeente Zwolle"));
    }

    [Fact]
    public async Task Counts_the_seats_of_those_who_stay()
    {
        await ReadAsync(but: (plan, facts) => plan with
        {
            People = [.. facts.People.Select(person => new PersonPlan(
                person.MembershipId,
                person.Name == "Carla Bos" ? WorkspaceRole.Owner : null))],
            Invites = [.. facts.Invites.Select(invite => new InvitePlan(invite.InviteId, Role: null))],
        });

        Row("Price, net of VAT").After.Should().Be("€ 86.25 a month, 1 seat of Changemaker");
        Row("Seats").Should().Be(("3", "1"));
    }

    [Fact]
    public async Task A_discount_ends_with_the_deal_that_promises_it_and_the_price_without_it_is_named()
    {
        await _scene.Database.ByHandAsync("UPDATE BillingAccounts SET Discount = 1000");
        await _scene.Database.ByHandAsync("UPDATE DealSummaries SET Discount = 1000");
        await ReadAsync();

        Row("Discount").Should().Be(("10 %", "Ends with the deal that promises it"));
        Row("Price, net of VAT").After.Should().Be("€ 232.87 a month, 3 seats of Changemaker less 10 %");
        Notes("Price, net of VAT").Should().Be("€ 258.75 once the discount is taken off the account");

        await ReadAsync(DealFate.Continue);
        Row("Discount").Should().Be(("10 %", "10 %"));
        Notes("Price, net of VAT").Should().BeNull();
    }

    [Fact]
    public async Task A_scholarship_is_no_deals_discount_and_stays()
    {
        await _scene.Database.ByHandAsync("UPDATE BillingAccounts SET Discount = 1000, DiscountKind = 'scholarship'");
        await _scene.Database.ByHandAsync("UPDATE DealSummaries SET Discount = 1000");
        await ReadAsync();

        Row("Discount").Should().Be(("10 % (scholarship)", "10 % (scholarship)"));
    }

    [Fact]
    public async Task Says_of_each_deal_what_is_owed_and_how_it_is_settled()
    {
        await _scene.Database.ByHandAsync("UPDATE DealSummaries SET Owed = 31050");
        var name = $"Bureau Samenspel – {_scene.Workspace.DataOwnerName}";
        await ReadAsync();
        (Row(name), Notes(name)).Should().Be((
            ("Active, until 31 Dec 2027", "Ends on 20 Nov 2026, settled"),
            "€ 310.50 is owed and paid out."));

        await ReadAsync(DealFate.Waive);
        (Row(name).After, Notes(name)).Should().Be(("Ends on 20 Nov 2026, waived", "€ 310.50 stays owed. As agreed"));

        await ReadAsync(DealFate.Continue);
        (Row(name), Notes(name)).Should().Be((
            ("Active, until 31 Dec 2027", "Continues until 31 Dec 2027"),
            "€ 310.50 is owed so far."));
    }

    [Fact]
    public async Task Says_whether_a_logo_goes_and_who_gets_in_by_visibility()
    {
        await ReadAsync();
        Row("Logo").Should().Be(("None", "None"));
        Row("Gets in by visibility").Should().Be(("The owners of Bureau Samenspel", "Carla Bos"));

        await _scene.Database.ByHandAsync("UPDATE Workspaces SET LogoUrl = 'logo.png', Visibility = 'OpenToOrganisation'");
        await _scene.AddAsync(Make.Belonging(_scene.Zwolle, _scene.Otto, OrganisationRole.Admin));
        await ReadAsync();
        Row("Logo").Should().Be(("Its own, in the participant portal", "None: white labelling ends"));
        Row("Gets in by visibility").Should().Be(("The owners and admins of Bureau Samenspel", "Carla Bos, Otto Kamp"));
    }

    [Fact]
    public async Task Says_which_notices_name_the_partner_and_have_to_change()
    {
        await _scene.Database.ByHandAsync(
            "UPDATE Projects SET LegalBasis = 'consent', PrivacyAddress = 'https://samenspel.example/privacy'");
        await ReadAsync();
        Row("Inloopavonden").Should().Be((
            "Consent, https://samenspel.example/privacy",
            "To be changed by its hosts: the address is Bureau Samenspel’s"));

        await _scene.Database.ByHandAsync("UPDATE Projects SET PrivacyAddress = 'https://zwolle.example/privacy'");
        await ReadAsync();
        Row("Inloopavonden").Should().Be(("Consent, https://zwolle.example/privacy", "Consent, https://zwolle.example/privacy"));
    }

    [Fact]
    public async Task Names_what_is_unchanged_as_a_whole()
    {
        await ReadAsync();

        _groups.Select(group => group.Unchanged).OfType<string>().Should().Equal("Data flows: none");
    }

    private IReadOnlyList<ReviewGroup> _groups = [];

    private async Task ReadAsync(
        DealFate fate = DealFate.SettleAndEnd,
        Func<HandoffPlan, HandoffFacts, HandoffPlan>? but = null)
    {
        var pending = await _scene.Database.Get<HandoffDirectory>().PendingAsync(Make.Operator, _scene.Workspace.Id, default);
        var draft = pending is { } id ? await _scene.FindAsync(id) : await _scene.DecidedAsync();
        var plan = draft.Handoff.Plan with
        {
            Deals = [.. draft.Facts.Deals.Select(deal => new DealPlan(deal.Id, fate, fate == DealFate.Waive ? "As agreed" : null))],
        };
        _groups = HandoffReview.Of(but?.Invoke(plan, draft.Facts) ?? plan, draft.Facts);
    }

    private (string Before, string After) Row(string what) => Single(what) is var row ? (row.Before, row.After) : default;

    private string? Notes(string what) => Single(what).Note;

    private ReviewRow Single(string what) => _groups.SelectMany(group => group.Rows).Single(row => row.What == what);
}

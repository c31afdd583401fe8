using Bunit;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Handoffs;
using Partners.Console.Shell;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Handoffs;

/// <summary>After a handoff no page contradicts it (docs/product.md H19, X22).</summary>
public sealed class AfterHandoffTests : ShellContext, IAsyncLifetime
{
    private HandoffScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task The_graduated_card_has_nothing_left_to_do_and_the_deal_has_ended()
    {
        var card = new Candidate(_scene.Workspace.Id, _scene.Partner.Id, FixedClock.Noon.AddDays(-9));
        await _scene.AddAsync(card);
        await _scene.Database.ByHandAsync(
            "UPDATE Candidates SET NextStep = 'Choose the day', NextStepOn = '2026-11-25', Notes = 'Likes to be called'");
        (await _scene.HandOffAsync(await _scene.DecidedAsync())).IsDone.Should().BeTrue();

        (await _scene.Database.QueryAsync(db => db.Candidates.AsNoTracking().SingleAsync())).Should().Match<Candidate>(found =>
            found.Stage == PipelineStage.Graduated && found.NextStep == null && found.NextStepOn == null
            && found.Notes == "Likes to be called");
        (await _scene.Database.QueryAsync(db => db.Deals.AsNoTracking().SingleAsync())).Should().Match<Deal>(deal =>
            deal.EndedOn == _scene.Database.Today);
    }

    [Fact]
    public async Task The_clients_organisation_is_the_partners_client_until_the_day_of_the_last_handoff()
    {
        var draft = await _scene.DecidedAsync();
        (await StandingAsync()).Until.Should().BeNull("the partner still runs it");
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        var of = await StandingAsync();
        (of.Until, of.Workspaces.Count).Should().Be((_scene.Database.Today, 0));
        of.Handoffs.Should().ContainSingle().Which.Status.Should().Be(HandoffStatus.Completed);
    }

    [Theory]
    [InlineData("NULL", true)]
    [InlineData("'staff_discount'", true)]
    [InlineData("'scholarship'", false)]
    public async Task The_discount_of_the_deal_that_ended_is_an_anomaly_until_somebody_takes_it_off(string kind, bool found)
    {
        await _scene.Database.ByHandAsync($"UPDATE BillingAccounts SET Discount = 1000, DiscountKind = {kind}");
        await _scene.Database.ByHandAsync("UPDATE DealTerms SET Discount = 1000");
        (await _scene.HandOffAsync(await _scene.DecidedAsync())).IsDone.Should().BeTrue();
        var account = await _scene.Database.QueryAsync(db => db.BillingAccounts.AsNoTracking().SingleAsync(one => one.Discount != null));
        account.OrganisationId.Should().NotBeNull("it is pooled for the client by now");
        (await FoundAsync()).Should().BeEmpty("the deal still earns today");

        _scene.Database.Clock.Now += TimeSpan.FromDays(1);
        (await FoundAsync()).Should().HaveCount(found ? 1 : 0);
        await _scene.Database.ByHandAsync("UPDATE BillingAccounts SET Discount = 500");
        (await FoundAsync()).Should().BeEmpty("another discount is the client's own");

        async Task<IReadOnlyList<Finding>> FoundAsync() =>
            (await _scene.Database.Get<FindingDirectory>().ListAsync(Make.Staff, FindingKind.DiscountWithoutDeal, 1, 50, default)).Rows;
    }

    [Fact]
    public void What_ends_as_a_day_begins_was_there_until_the_day_before()
    {
        AmsterdamTime.LastDay(new(2027, 2, 27, 23, 0, 0, TimeSpan.Zero)).Should().Be("27 Feb 2027", "it is midnight in Amsterdam");
        AmsterdamTime.LastDay(new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero)).Should().Be("1 Mar 2027", "the platform writes a day so");
    }

    [Fact]
    public async Task A_partner_without_its_flag_is_mended_on_its_own_page()
    {
        var draft = await _scene.DecidedAsync();
        await _scene.Database.ByHandAsync("UPDATE Organisations SET IsPartner = 0");
        var found = await _scene.FindAsync(draft.Handoff.Id);
        Services.AddSingleton<TimeProvider>(_scene.Database.Clock);
        var step = Render<ChecksStep>(parameters => parameters
            .Add(checks => checks.HandoffId, found.Handoff.Id)
            .Add(checks => checks.Facts, found.Facts)
            .Add(checks => checks.Checks, found.Checks));

        step.Find(".check a").GetAttribute("href").Should().Be($"/organisations/{_scene.Partner.Id}");
        step.Find(".check a").TextContent.Trim().Should().Be("Go to the partner");
    }

    private async Task<ClientOf> StandingAsync() =>
        (await _scene.Database.Get<ClientStanding>().FindAsync(Make.Staff, _scene.Zwolle.Id, default)).Should().ContainSingle().Subject;
}

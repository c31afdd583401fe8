using Bunit;
using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Core.Handoffs;
using Confirmation = Partners.Core.Handoffs.Confirmation;

namespace Partners.Console.Tests.Handoffs;

/// <summary>Two operators on one draft: neither loses input.</summary>
public sealed class HandoffConflictTests : HandoffPages
{
    [Fact]
    public async Task What_another_saved_is_shown_at_once_to_whoever_has_typed_nothing()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.Timing);
        await SaveAsync(id, Sven, await PlanAsync(id) with { Timing = new(new(2026, 12, 1)) });

        page.WaitForAssertion(
            () => page.Find(".banner-conflict").TextContent.Should().Be("Sven Kok changed this just now: handoff planned."),
            Patience);
        Field(page, "Agreed date").GetAttribute("value").Should().Be("2026-12-01");
    }

    [Fact]
    public async Task Of_two_changes_both_are_shown_and_mine_saved_over_it_keeps_the_others()
    {
        var id = await BegunAsync();
        var page = await ConflictedAsync(id);
        page
            .FindAll(".change-table tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent))
            .Should().ContainSingle().Which
            .Should().Equal("Agreed date", "–", "1 Dec 2026", "1 Dec 2026");
        Button(page, "Save mine over it").Click();

        page.WaitForAssertion(() => page.FindAll(".change-table").Should().BeEmpty(), Patience);
        using var patience = new CancellationTokenSource(Patience);
        while ((await PlanAsync(id)).Timing.Partner is null)
        {
            await Task.Delay(20, patience.Token);
        }

        (await PlanAsync(id)).Timing.Should().Be(new TimingPlan(new(2026, 12, 1), new Confirmation("Pim")));
    }

    [Fact]
    public async Task Reload_takes_what_the_other_saved()
    {
        var id = await BegunAsync();
        var page = await ConflictedAsync(id);
        Button(page, "Reload").Click();

        page.WaitForAssertion(() => Field(page, "Agreed date").GetAttribute("value").Should().Be("2026-12-01"), Patience);
        Field(page, "Who confirmed", "the partner").GetAttribute("value").Should().BeNullOrEmpty();
        (await PlanAsync(id)).Timing.Should().Be(new TimingPlan(new(2026, 12, 1)));
    }

    [Fact]
    public async Task What_one_had_left_as_it_was_follows_the_other_line_by_line()
    {
        var opened = await PlanAsync(await ReadyAsync());
        var now = opened with
        {
            Client = new(null, "Raad"),
            People = [.. opened.People.Select(person => person with { Role = null })],
            Billing = opened.Billing with { City = "Deventer" },
        };
        var mine = opened with { Timing = new(), Billing = opened.Billing with { VatNumber = null }, Deals = [] };

        PlanMerge.TakeOver(opened, now, mine).Should().Be(now with
        {
            Timing = new(),
            Billing = opened.Billing with { City = "Deventer", VatNumber = null },
            Deals = [],
        });
        PlanMerge.TakeOver(opened, opened, mine).Should().Be(mine);
        PlanMerge.TakeOver(opened, opened with { Client = new(NewName: "Raad") }, opened with { Client = new(NewOwnerId: Carla.Id) }).Client
            .Should().Be(new ClientPlan(null, "Raad", Carla.Id));
        var begun = opened with { Timing = new() };
        PlanMerge
            .TakeOver(
                begun,
                begun with { Timing = new(Partner: new("Pim")) },
                begun with { Timing = new(Partner: new(How: "by mail")) }).Timing
            .Should().Be(new TimingPlan(Partner: new("Pim", How: "by mail")));
        PlanMerge.TakeOver(opened, now, opened).Should().Be(now);
    }

    /// <summary>Amina typed who confirmed, and Sven saved the day before her input was saved.</summary>
    private async Task<IRenderedComponent<HandoffPage>> ConflictedAsync(Guid id)
    {
        var page = Open(id, HandoffStep.Timing);
        var plan = await PlanAsync(id);
        Field(page, "Who confirmed", "the partner").Input("Pim");
        await SaveAsync(id, Sven, plan with { Timing = new(new(2026, 12, 1)) });
        page.WaitForAssertion(() => page.Find(".banner-conflict table, .banner-conflict .change-table").Should().NotBeNull(), Patience);
        page.Find(".step-actions .banner-conflict").TextContent.Should().Contain("Changed by Sven Kok");
        Field(page, "Who confirmed", "the partner").GetAttribute("value").Should().Be("Pim");
        return page;
    }
}

using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Several cards ticked on the page; today is 20 November 2026.</summary>
public sealed class CardSelectionTests : PipelinePages
{
    [Theory]
    [InlineData("/external-led")]
    [InlineData("/external-led?view=list")]
    public async Task Ticked_cards_are_counted_and_can_be_acted_on_and_exported(string address)
    {
        var ede = Scene.Listed("Gemeente Ede");
        Scene.Listed("Gemeente Zwolle");
        var page = await ShownAsync(address);
        page.FindAll(".selection-bar").Should().BeEmpty();

        await TickAsync(page, "Gemeente Ede");

        page.Find(".selection-bar").GetAttribute("role").Should().Be("toolbar");
        page.Find(".selection-bar strong").TextContent.Should().Be("1 selected");
        page.FindAll("[role=status]").Select(status => status.TextContent.Trim()).Should().Contain("1 selected");
        page.FindAll(".selection-bar button").Select(button => button.TextContent.Trim())
            .Should().Equal("Select all 2", "Assign…", "Snooze…", "Clear selection");
        page.Find(".selection-bar a").GetAttribute("href").Should().Be($"/external-led/clients.csv?only={ede.Id:N}");

        await ButtonAsync(page, "Select all 2");
        page.Find(".selection-bar strong").TextContent.Should().Be("2 selected");
        page.FindAll(".select-box input").Should().OnlyContain(box => box.HasAttribute("checked"));
        await ButtonAsync(page, "Clear selection");
        page.FindAll(".selection-bar").Should().BeEmpty();
    }

    [Fact]
    public async Task Snoozing_several_says_what_was_left_alone_and_the_undo_brings_them_all_back()
    {
        Scene.Listed("Gemeente Ede");
        Scene.Listed("Gemeente Zwolle");
        Scene.Listed("Gemeente Oost", work: card => card.Graduate(card.StageSince));
        var page = await ShownAsync("/external-led");
        await TickAsync(page, "Gemeente Ede");
        await ButtonAsync(page, "Select all 3");
        CardSeen[] cards =
        [
            .. page.FindAll("[data-card]").Select(card => new CardSeen(Guid.Parse(card.GetAttribute("data-card")!), 1)),
        ];

        var snoozing = ButtonAsync(page, "Snooze…");
        var outcome = await Pipeline.SnoozeManyAsync(Noor, new(Guid.CreateVersion7(), cards, new(2026, 12, 4)), default);
        await page.InvokeAsync(() => Services.GetRequiredService<PageDialogs>().Close(outcome.Value));
        await snoozing;

        page.WaitForAssertion(() => SaidOn(page).Should().StartWith("Snoozed 2 cards. Left 1 card alone:"));
        page.Find(".left-alone li").TextContent.Should().Be("Bureau Samenspel – Gemeente Oost: This client has graduated.");
        CardsIn(page, PipelineStage.Signalled).Should().BeEmpty();
        page.FindAll(".selection-bar").Should().BeEmpty();

        await page.Find(".result-undo").ClickAsync();
        page.WaitForAssertion(() => SaidOn(page).Should().Be("Brought back 2 cards."));
        CardsIn(page, PipelineStage.Signalled).Should().BeEquivalentTo("Gemeente Ede", "Gemeente Zwolle");
    }

    [Fact]
    public async Task Who_may_not_work_the_pipeline_is_told_so_and_may_export()
    {
        Scene.Listed("Gemeente Ede");
        var page = await ShownAsync("/external-led", new Staff("reader", "Rik Lezer", "rik@dembrane.example", Permission.Read));

        await TickAsync(page, "Gemeente Ede");

        page.FindAll(".selection-bar button[disabled]").Select(button => button.TextContent.Trim()).Should().Equal("Assign…", "Snooze…");
        page.FindAll(".selection-bar a").Should().HaveCount(2);
    }

    private static Task TickAsync(IRenderedComponent<ExternalLedPage> page, string client) =>
        page.Find($"input[aria-label='Select {client}']").ChangeAsync(true);

    private static Task ButtonAsync(IRenderedComponent<ExternalLedPage> page, string text) =>
        page.FindAll(".selection-bar button").Single(button => button.TextContent.Trim() == text).ClickAsync();
}

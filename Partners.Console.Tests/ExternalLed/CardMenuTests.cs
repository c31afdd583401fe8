using FluentAssertions;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

public sealed class CardMenuTests
{
    private static readonly Staff Operator = Make.Staff with { Permissions = Role.HandoffOperator.Permissions };

    private readonly List<string> _done = [];

    [Fact]
    public void A_card_of_the_board_can_be_worked_and_moved_to_every_other_stage_by_hand()
    {
        var card = Cards.Card() with { Stage = PipelineStage.Contacted };

        TextsOf(card).Should().Equal(
            "Evidence", "Assign…", "Next step…", "Move to Signalled", "Move to Agreed", "Move to Handoff planned", "Snooze…", "Dismiss…",
            "Start handoff", "Audit trail");
        MenuOf(card, Operator).Should().OnlyContain(item => item.DisabledReason == null);
        MenuOf(card).Where(item => item.Href is not null).Select(item => (item.Text, item.Href)).Should().Equal(
            ("Evidence", "/external-led?card=1"),
            ("Start handoff", $"/handoffs/new?workspace={card.WorkspaceId}"),
            ("Audit trail", $"/audit?workspace={card.WorkspaceId}"));
    }

    [Fact]
    public void What_is_snoozed_can_be_brought_back_and_still_be_moved_and_dismissed() =>
        TextsOf(Cards.Card() with { IsSnoozed = true }).Should().Equal(
            "Evidence", "Assign…", "Next step…", "Move to Contacted", "Move to Agreed", "Move to Handoff planned", "Bring back", "Dismiss…",
            "Start handoff", "Audit trail");

    [Fact]
    public void What_is_dismissed_can_be_brought_back_and_neither_moved_nor_dismissed_again() =>
        TextsOf(Cards.Card() with { Stage = PipelineStage.Dismissed }).Should().Equal(
            "Evidence",
            "Assign…",
            "Next step…",
            "Bring back",
            "Start handoff",
            "Audit trail");

    [Fact]
    public void What_has_graduated_is_not_put_aside() =>
        MenuOf(Cards.Card() with { Stage = PipelineStage.Graduated }, Operator)
            .Where(item => item.DisabledReason is not null)
            .Select(item => (item.Text, item.DisabledReason))
            .Should().Equal(
                ("Snooze…", "This client has graduated."),
                ("Dismiss…", "This client has graduated."),
                ("Start handoff", "This client has graduated."));

    [Fact]
    public void A_handoff_is_started_by_those_who_may_transfer_a_workspace() =>
        MenuOf(Cards.Card())
            .Where(item => item.DisabledReason is not null)
            .Select(item => (item.Text, item.DisabledReason))
            .Should().Equal(("Start handoff", "Only a handoff operator can do this."));

    [Theory]
    [InlineData("Assign…", "assign")]
    [InlineData("Next step…", "plan")]
    [InlineData("Move to Agreed", "move Agreed")]
    [InlineData("Snooze…", "snooze")]
    [InlineData("Dismiss…", "dismiss")]
    public async Task Does_what_it_says(string text, string done)
    {
        await MenuOf(Cards.Card()).Single(item => item.Text == text).OnClick!();

        _done.Should().Equal(done);
    }

    [Fact]
    public async Task Brings_back()
    {
        await MenuOf(Cards.Card() with { IsSnoozed = true }).Single(item => item.Text == "Bring back").OnClick!();

        _done.Should().Equal("bring back");
    }

    [Fact]
    public void Says_to_somebody_who_may_only_read_why_the_steps_are_disabled()
    {
        var reader = Make.Staff with { Permissions = Permission.Read };

        MenuOf(Cards.Card(), reader)
            .Where(item => item.OnClick is not null)
            .Should().HaveCount(7)
            .And.OnlyContain(item => item.DisabledReason == new NotPermitted(Permission.WorkPipeline).Sentence);
        MenuOf(Cards.Card(), reader)
            .Where(item => item.Href is not null && item.DisabledReason is null)
            .Select(item => item.Text)
            .Should().Equal("Evidence", "Audit trail");
    }

    private IEnumerable<string> TextsOf(CandidateCard card) => MenuOf(card).Select(item => item.Text);

    private IReadOnlyList<KebabItem> MenuOf(CandidateCard card, Staff? who = null) =>
        CardMenu.For(card, who ?? Make.Staff, "/external-led?card=1", new(
            _ => Do("assign"),
            _ => Do("plan"),
            (_, stage) => Do($"move {stage}"),
            _ => Do("snooze"),
            _ => Do("dismiss"),
            _ => Do("bring back")));

    private Task Do(string what)
    {
        _done.Add(what);
        return Task.CompletedTask;
    }
}

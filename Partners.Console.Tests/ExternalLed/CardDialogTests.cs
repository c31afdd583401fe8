using Bunit;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The dialogs of a card, over the real services. Today is 20 November 2026.</summary>
public sealed class CardDialogTests : PipelinePages
{
    private Task<CandidateChanged?> _answer = Task.FromResult<CandidateChanged?>(null);

    [Fact]
    public async Task A_card_is_assigned_to_whoever_opens_the_dialog_or_to_somebody_who_was_here()
    {
        var client = await ListedAsync();
        await MoveElsewhereAsync(client.Id, PipelineStage.Contacted);
        var dialog = await OpenAsync(client, CardDialogs.AssignCardAsync);

        dialog.Find(".mud-dialog-title h2").TextContent.Trim().Should().Be("Assign Gemeente Zwolle");
        dialog.Options("Owner").Should().Equal("Nobody", "Noor de Wit (you)", "Joris Bakker");
        dialog.ValueOf("Owner").Should().Be(Noor.Subject);
        await dialog.ChooseAsync("Owner", "Joris Bakker");
        await dialog.SendAsync();

        (await AnsweredAsync())!.WorkspaceId.Should().Be(client.Id);
        (await CardAsync(client.Id)).OwnerName.Should().Be("Joris Bakker");
    }

    [Fact]
    public async Task An_owner_who_is_the_same_is_refused_and_nobody_takes_the_owner_away()
    {
        var client = await ListedAsync(card => card.Assign(PipelineScene.Owner(Make.CommercialOwner)));
        var dialog = await OpenAsync(client, CardDialogs.AssignCardAsync);
        dialog.ValueOf("Owner").Should().Be(Make.CommercialOwner.Subject, "it is a choice although the trail does not know them");
        await dialog.SendAsync();
        dialog.Alert().Should().Contain("Nothing changed.");

        await dialog.ChooseAsync("Owner", "Nobody");
        await dialog.SendAsync();
        (await CardAsync(client.Id)).OwnerName.Should().BeNull();
    }

    [Fact]
    public async Task A_card_is_snoozed_until_a_day_from_tomorrow_on()
    {
        var client = await ListedAsync();
        var dialog = await OpenAsync(client, CardDialogs.SnoozeCardAsync);
        dialog.ValueOf("Until").Should().Be("2026-12-04");

        await dialog.TypeAsync("Until", "2026-11-20");
        await dialog.SendAsync();
        dialog.RefusalAt("Until").Should().Be("Choose a day from tomorrow on.");
        await dialog.TypeAsync("Until", string.Empty);
        await dialog.SendAsync();
        dialog.RefusalAt("Until").Should().Be("Choose a day, or the next new signal.");
        _answer.IsCompleted.Should().BeFalse("the dialog is still open");

        await dialog.TypeAsync("Until", "2026-11-21");
        await dialog.SendAsync();
        (await CardAsync(client.Id)).Should().Match<CandidateCard>(card =>
            card.IsSnoozed && card.SnoozedUntil == new DateOnly(2026, 11, 21));
    }

    [Fact]
    public async Task A_card_is_snoozed_until_the_next_new_signal()
    {
        var client = await ListedAsync();
        var dialog = await OpenAsync(client, CardDialogs.SnoozeCardAsync);
        await dialog.FindAll("input[type=radio]")[1].ChangeAsync(new() { Value = "on" });
        dialog.FindAll("input[type=date]").Should().BeEmpty();
        await dialog.SendAsync();

        (await CardAsync(client.Id)).Should().Match<CandidateCard>(card => card.IsSnoozed && card.SnoozedUntil == null);
    }

    [Fact]
    public async Task A_card_is_dismissed_with_a_reason()
    {
        var client = await ListedAsync();
        var dialog = await OpenAsync(client, CardDialogs.DismissCardAsync);
        await dialog.SendAsync();
        dialog.RefusalAt("Reason").Should().Be("Enter a reason. It is kept in the audit trail.");

        await dialog.TypeAsync("Reason", "They stay with the partner");
        await dialog.SendAsync();
        (await CardAsync(client.Id)).DismissedBecause.Should().Be("They stay with the partner");
    }

    [Fact]
    public async Task A_next_step_has_a_day_and_notes_and_a_day_alone_is_refused()
    {
        var client = await ListedAsync();
        var dialog = await OpenAsync(client, CardDialogs.PlanCardAsync);
        dialog.Find(".mud-dialog-title h2").TextContent.Trim().Should().Be("Next step for Gemeente Zwolle");
        await dialog.TypeAsync("On (optional)", "2026-12-01");
        await dialog.SendAsync();
        dialog.RefusalAt("Next step (optional)").Should().Be("Enter what to do on that day.");

        await dialog.TypeAsync(("Next step (optional)", "Call the griffier"), ("Notes (optional)", "Prefers mornings"));
        await dialog.SendAsync();
        (await CardAsync(client.Id)).Should().Match<CandidateCard>(card =>
            card.NextStep == "Call the griffier" && card.NextStepOn == new DateOnly(2026, 12, 1) && card.Notes == "Prefers mornings");
    }

    [Fact]
    public async Task Where_a_colleague_planned_meanwhile_both_are_shown_and_nothing_typed_is_lost()
    {
        var client = await ListedAsync(card => card.Plan("Write to them", null, "Friendly"));
        var dialog = await OpenAsync(client, CardDialogs.PlanCardAsync);
        await dialog.TypeAsync("Next step (optional)", "Call them");
        await Pipeline.PlanAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), client.Id, 1, "Visit them", new(2026, 12, 3), "Friendly"),
            default);
        await dialog.SendAsync();

        dialog.Alert().Should().Contain("Changed by Joris Bakker").And.Contain("Nothing of yours was saved.");
        dialog
            .FindAll(".change-table tbody tr")
            .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent)))
            .Should().Equal(
                "Next step | Write to them | Visit them | Call them", "On | – | 3 Dec 2026 | 3 Dec 2026");
        dialog.ValuesOf("Next step (optional)", "On (optional)").Should().Equal("Call them", "2026-12-03");

        await dialog.FindAll("button").Single(button => button.TextContent.Contains("Save mine over it")).ClickAsync();
        (await AnsweredAsync()).Should().NotBeNull();
        (await CardAsync(client.Id)).Should().Match<CandidateCard>(card =>
            card.NextStep == "Call them" && card.NextStepOn == new DateOnly(2026, 12, 3) && card.Notes == "Friendly");
    }

    [Fact]
    public async Task Where_a_colleague_moved_the_card_meanwhile_it_is_said_and_after_a_reload_it_is_done()
    {
        var client = await ListedAsync();
        var dialog = await OpenAsync(client, CardDialogs.DismissCardAsync);
        await dialog.TypeAsync("Reason", "They stay");
        await MoveElsewhereAsync(client.Id, PipelineStage.Agreed);
        await dialog.SendAsync();
        dialog.Alert().Should().Contain("Changed by Joris Bakker").And.Contain("Card moved").And.Contain("agreed");

        await dialog.FindAll("button").Single(button => button.TextContent.Contains("Reload")).ClickAsync();
        await dialog.SendAsync();
        (await CardAsync(client.Id)).DismissedBecause.Should().Be("They stay");
    }

    /// <summary>Without an open dialog to close, the same form can submit twice.</summary>
    [Fact]
    public async Task Sent_twice_it_is_done_once()
    {
        var client = await ListedAsync();
        var card = await CardAsync(client.Id);
        var dialog = Render<DismissCardDialog>(parameters => parameters.Add(one => one.Card, card).AddCascadingValue(Noor));
        await dialog.TypeAsync("Reason", "They stay");
        await dialog.SendAsync();
        await dialog.SendAsync();

        dialog.FindAll(".banner").Should().BeEmpty("the second is answered with the first");
        (await Database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.SubjectId == client.Id.ToString()))).Should().Be(1);
    }

    [Fact]
    public async Task Somebody_who_may_only_read_is_refused()
    {
        var client = await ListedAsync();
        var dialog = await OpenAsync(client, CardDialogs.SnoozeCardAsync, Noor with { Permissions = Permission.Read });
        await dialog.SendAsync();

        dialog.Alert().Should().Contain("Only staff can do this.");
    }

    private async Task<Workspace> ListedAsync(Action<Candidate>? work = null)
    {
        var client = Scene.Listed(work: work);
        await Scene.SaveAsync(Database);
        return client;
    }

    private async Task<IRenderedComponent<MudDialogProvider>> OpenAsync(
        Workspace client,
        Func<PageDialogs, CandidateCard, Task<CandidateChanged?>> open,
        Staff? who = null)
    {
        var card = await CardAsync(client.Id);
        RenderTree.Add<Microsoft.AspNetCore.Components.CascadingValue<Staff>>(scope => scope.Add(staff => staff.Value, who ?? Noor));
        var page = Render<MudDialogProvider>();
        await page.InvokeAsync(() => { _answer = open(Services.GetRequiredService<PageDialogs>(), card); });
        await page.WaitForElementAsync("form");
        return page;
    }

    private Task<CandidateChanged?> AnsweredAsync() => _answer.WaitAsync(TimeSpan.FromSeconds(10));
}

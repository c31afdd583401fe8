using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

/// <summary>
/// The wizard. It holds one plan: each step changes its part, and changes are saved after a short pause, when the step changes and when the
/// page is left. Each rendering loads its own data, since a plan may name hundreds of people.
/// </summary>
public sealed partial class HandoffPage
{
    private PlanEditing editing = default!;
    private HandoffConfirmation confirmation = new();
    private Guid confirming = Guid.CreateVersion7();
    private HandoffStep? stepShown;
    private IDisposable? typed;

    /// <summary>Shown if the address names no step: a scheduled handoff opens at its summary.</summary>
    private HandoffStep opensAt;

    /// <summary>The furthest step that this page showed.</summary>
    private HandoffStep furthest;

    [Inject]
    private HandoffDirectory Directory { get; set; } = default!;

    [Inject]
    private HandoffDrafts Drafts { get; set; } = default!;

    [Inject]
    private HandoffTransfer Transfer { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    private LastSaves LastSaves { get; set; } = default!;

    [Inject]
    private OpenInput Input { get; set; } = default!;

    [Parameter]
    public string Id { get; set; } = string.Empty;

    [SupplyParameterFromQuery(Name = "step")]
    public string? StepName { get; set; }

    public override bool IsFound => editing.Shown is not null;

    public override RecordNoun Noun => new("handoff", "All handoffs", HandoffAddresses.List, Gone: string.Empty);

    private HandoffPlan Plan => editing.Plan;

    private HandoffStep Step => StepName is null ? opensAt : HandoffAddresses.StepOf(StepName);

    private HandoffStep Reached => (HandoffStep)Math.Max((int)StepStates.Reached(Shown), (int)furthest);

    private HandoffDetails Shown => editing.Shown!;

    private Handoff Handoff => Shown.Handoff;

    private HandoffFacts Facts => Shown.Facts;

    private bool MayChange => Staff.May(Permission.Transfer);

    private string Lead =>
        $"From {Facts.Partner.Name} to {Shown.ClientName ?? Facts.Workspace.DataOwnerName ?? "its client"}"
        + $"{(Plan.Timing.AgreedOn is { } day ? $", on {AmsterdamTime.Day(day)}" : null)}."
        + $"{(Handoff.Status == HandoffStatus.Draft ? " Nothing changes before Confirm." : null)}";

    /// <summary>What blocks handing off now; null if nothing does. Missing names and ticks are left to the refusal.</summary>
    private string? BlockedReason =>
        Shown.Stops ? "A check stops the handoff."
        : Shown.NeedsApproval && Handoff.ApprovedBySubject is null ? new SecondOperatorMissing().Sentence
        : Handoff.Status == HandoffStatus.Scheduled && Handoff.AgreedOn > Facts.Today
            ? $"It is scheduled for {HandoffWords.Day(Handoff.AgreedOn)}."
        : null;

    protected override void OnInitialized()
    {
        editing = new(() => Staff, Directory, Drafts, Runner, LastSaves, StateHasChanged);
        typed = Input.Add(() => InvokeAsync(() => editing.SaveAsync(CancellationToken.None)));
        Listen(Feed, Concerns, RefreshAfterAsync);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!Guid.TryParse(Id, out var id))
        {
            Missing = $"“{Id}” is not a handoff's id. It may have been cut off when it was copied.";
        }
        else if (editing.Shown?.Handoff.Id != id)
        {
            Missing = "There is no handoff with this id.";
            (furthest, ChangedBy, confirming, confirmation) = (HandoffStep.Workspace, null, Guid.CreateVersion7(), new());
            Runner.Clear();
            await editing.OpenAsync(id, Leaving);
            opensAt = editing.Shown is { Handoff.Status: HandoffStatus.Scheduled } ? HandoffStep.Review : HandoffStep.Workspace;

            // Only once, on the way in: navigating away also arrives here as a new address.
            if (editing.Shown is { Handoff.Status: HandoffStatus.Completed })
            {
                Navigation.NavigateTo(HandoffAddresses.Record(id), replace: true);
            }
        }
        else if (stepShown != Step)
        {
            // The step changed by the step bar, or by going back in the browser.
            await SaveAsync();
        }

        (stepShown, furthest) = (Step, Step > furthest ? Step : furthest);
        Answer();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            typed?.Dispose();
            editing.Dispose();
        }

        base.Dispose(disposing);
    }

    private Task ChangeAsync(HandoffPlan plan)
    {
        ChangedBy = null;
        return editing.ChangeAsync(plan, Leaving);
    }

    private Task<bool> SaveAsync() => editing.SaveAsync(Leaving);

    private async Task<int?> SavedVersionAsync() => await SaveAsync() ? editing.Version : null;

    private Task SaveOverAsync() => editing.SaveOverAsync(Leaving);

    /// <summary>Takes the other person's plan and discards what was typed here.</summary>
    private Task TakeTheirsAsync() => editing.OpenAsync(Handoff.Id, Leaving);

    private async Task GoAsync(HandoffStep step)
    {
        if (await SaveAsync())
        {
            Navigation.NavigateTo(HandoffAddresses.Of(Handoff.Id, step));
        }
    }

    private async Task SaveAndCloseAsync()
    {
        if (await SaveAsync())
        {
            Navigation.NavigateTo(HandoffAddresses.List);
        }
    }

    private async Task CancelAsync()
    {
        if (!await SaveAsync())
        {
            return;
        }

        var requestId = Guid.CreateVersion7();
        await Dialogs.ConfirmAsync(new($"Cancel the handoff of {Facts.Workspace.Name}", "Cancel handoff")
        {
            Sentence = "Nothing changes hands. The plan stays on record, and you can start another handoff.",
            AsksReason = true,
            IsDangerous = true,
            Run = async (runner, given) => await runner.RunAsync(cancel =>
                Drafts.CancelAsync(Staff, new(requestId, Handoff.Id, editing.Version, given.Reason), cancel)) is { IsDone: true },
        });
        await ReloadAsync();
    }

    private async Task ApproveAsync()
    {
        if (await Runner.RunAsync(
            cancel => Drafts.ApproveAsync(Staff, new(Guid.CreateVersion7(), Handoff.Id, editing.Version), cancel),
            _ => "You approved it.") is { IsDone: true })
        {
            await ReloadAsync();
        }
    }

    private async Task HandOffAsync()
    {
        if (!await SaveAsync())
        {
            return;
        }

        var outcome = await Runner.RunAsync(
            cancel => Transfer.HandOffAsync(
                Staff,
                new(
                    confirming,
                    Handoff.Id,
                    editing.Version,
                    confirmation.WorkspaceName,
                    confirmation.ClientName,
                    confirmation.PartnerLosesAccess,
                    confirmation.CannotBeUndone),
                cancel),
            done => done.Status == HandoffStatus.Scheduled
                ? $"{done.Workspace} changes hands on {AmsterdamTime.Day(done.On)}."
                : $"{done.Workspace} was handed off.");
        if (outcome is { IsDone: true, Value.Status: HandoffStatus.Completed })
        {
            Navigation.NavigateTo(HandoffAddresses.Record(Handoff.Id));
            return;
        }

        if (outcome is { IsDone: true })
        {
            (confirming, confirmation) = (Guid.CreateVersion7(), new());
        }

        // After a refusal, show the checks as they are now.
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await editing.ReloadAsync(Leaving);
        StateHasChanged();
    }

    private async Task RefreshAfterAsync(Changed change)
    {
        if (editing.IsSaving || editing.Theirs is not null)
        {
            return;
        }

        await ReloadAsync();
        if (change.ActorSubject != Staff.Subject && !change.IsNewsOfPlatform)
        {
            Tell(change);
        }
    }

    /// <summary>Includes changes to the workspace itself: someone may join it while the people are being reviewed.</summary>
    protected override bool Concerns(Changed change) =>
        editing.Shown is { } open
        && (change.Id == open.Handoff.Id.ToString()
            || (change.WorkspaceId == open.Handoff.WorkspaceId && change.ActorSubject != Staff.Subject));
}

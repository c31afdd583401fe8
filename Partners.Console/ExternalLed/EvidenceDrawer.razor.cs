using Microsoft.AspNetCore.Components;
using Partners.Console.Shell;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.ExternalLed;

/// <summary>Why a client seems to lead itself, with the records behind each figure and the actions on its card.</summary>
public sealed partial class EvidenceDrawer
{
    private const int LastEntries = 5;

    private bool loaded;
    private string? done;
    private string? changedBy;
    private ElementReference panel;
    private Guid bringingBack = Guid.CreateVersion7();

    [Inject]
    private EvidenceDirectory Directory { get; set; } = default!;

    [Inject]
    private PartnerClients Clients { get; set; } = default!;

    [Inject]
    private WorkspaceOverview Workspaces { get; set; } = default!;

    [Inject]
    private Pipeline Pipeline { get; set; } = default!;

    [Inject]
    private AuditTrail Trail { get; set; } = default!;

    [Inject]
    private SignalSettings Settings { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    private ChangeFeed Feed { get; set; } = default!;

    [Parameter, EditorRequired]
    public Guid WorkspaceId { get; set; }

    /// <summary>Called with the client's name once it is known.</summary>
    [Parameter]
    public Action<string>? OnNamed { get; set; }

    /// <summary>Called after each change to the card made here.</summary>
    [Parameter]
    public Action? OnChanged { get; set; }

    private Found? Shown { get; set; }

    private CandidateEvidence Evidence => Shown!.Evidence;

    private CandidateCard Card => Evidence.Card!;

    protected override async Task OnInitializedAsync()
    {
        Listen(Feed, IsOfOthers, change =>
        {
            (done, changedBy) = (
                null,
                $"{change.ActorName} changed this just now: {AuditActions.InWords(change.Action).ToLowerInvariant()}.");
            return LoadAsync();
        });
        await LoadAsync();
        loaded = true;
        if (Shown is not null)
        {
            OnNamed?.Invoke(Evidence.Client);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await panel.FocusAsync(preventScroll: true);
        }
    }

    private async Task LoadAsync()
    {
        Shown = await Directory.FindAsync(Staff, WorkspaceId, Leaving) is { } evidence
            && await Workspaces.FindAsync(Staff, WorkspaceId, Leaving) is { } workspace
            ? new(
                evidence,
                workspace,
                await Clients.FindAsync(Staff, WorkspaceId, Leaving),
                await Trail.ListAsync(
                    Staff,
                    new(SubjectKind: CandidateSubjects.Candidate, SubjectId: WorkspaceId.ToString(), PageSize: LastEntries),
                    Leaving))
            : null;
    }

    /// <summary>A refresh names no client, so it may have read this one.</summary>
    private bool IsOfOthers(Changed change) => change.ActorSubject != Staff.Subject && change.Kind switch
    {
        CandidateSubjects.Candidate => change.Id == WorkspaceId.ToString(),
        CandidateSubjects.Refresh => true,
        _ => false,
    };

    private async Task AssignAsync() =>
        await ShowAsync(
            await Dialogs.AssignCardAsync(Card),
            card => card.OwnerName is { } owner ? $"{owner} looks after it now." : "Nobody looks after it now.");

    private async Task PlanAsync() => await ShowAsync(await Dialogs.PlanCardAsync(Card), _ => "The next step is saved.");

    private async Task SnoozeAsync() =>
        await ShowAsync(
            await Dialogs.SnoozeCardAsync(Card),
            card => card.SnoozedUntil is { } day
                ? $"Snoozed until {AmsterdamTime.Day(day)}, or a new signal before it."
                : "Snoozed until the next new signal.");

    private async Task DismissAsync() =>
        await ShowAsync(await Dialogs.DismissCardAsync(Card), _ => "Dismissed. It comes back when new evidence appears.");

    private async Task BringBackAsync()
    {
        var outcome = await Runner.RunAsync(cancel => Pipeline.BringBackAsync(Staff, new(bringingBack, WorkspaceId, Card.Version), cancel));
        if (outcome is { IsDone: true })
        {
            bringingBack = Guid.CreateVersion7();
            await ShowAsync(outcome.Value, card => $"Back: {card.Place.InWords()}.");

            // The button that was pressed is gone.
            await panel.FocusAsync(preventScroll: true);
        }
    }

    /// <summary>Also reloads after a dialog that did nothing, because it may have reported someone else's change.</summary>
    private async Task ShowAsync(CandidateChanged? changed, Func<CandidateCard, string> said)
    {
        await LoadAsync();
        (done, changedBy) = (changed is not null && Shown?.Evidence.Card is { } card ? said(card) : null, null);
        if (changed is not null)
        {
            OnChanged?.Invoke();
        }
    }

    /// <param name="Client">As the last refresh read it; null if none has yet.</param>
    private sealed record Found(CandidateEvidence Evidence, WorkspaceDetails Workspace, PartnerClient? Client, AuditListing Trail);
}

using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
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

    [Parameter, EditorRequired]
    public Guid WorkspaceId { get; set; }

    /// <summary>Called with the client's name once it is known.</summary>
    [Parameter]
    public Action<string>? OnNamed { get; set; }

    /// <summary>Called after each change to the card made here.</summary>
    [Parameter]
    public Action? OnChanged { get; set; }

    public override RecordNoun Noun => new("client", "All external-led organisations", ExternalLedAddresses.Board);

    protected override string IdText => WorkspaceId.ToString();

    private CandidateEvidence Evidence => Shown.Evidence;

    private CandidateCard Card => Evidence.Card!;

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (IsFound)
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

    protected override async Task<Found?> FindAsync(Guid id) => await Directory.FindAsync(Staff, id, Leaving) is { } evidence
        && await Workspaces.FindAsync(Staff, id, Leaving) is { } workspace
        ? new(
            evidence,
            workspace,
            await Clients.FindAsync(Staff, id, Leaving),
            await Trail.ListAsync(
                Staff,
                new(SubjectKind: CandidateSubjects.Candidate, SubjectId: id.ToString(), PageSize: LastEntries),
                Leaving))
        : null;

    /// <summary>Of what was done to the client's workspace: a card itself is none of the platform's.</summary>
    protected override AuditQuery RecordOf(Found found) => new(WorkspaceId: found.Workspace.Id);

    /// <summary>A dialog is drawn once the page is open.</summary>
    protected override bool IsHanded(Found found) => false;

    /// <summary>A refresh names no client, so it may have read this one. What becomes of a mail changes no card.</summary>
    protected override bool Concerns(Changed change) => change.ActorSubject != Staff.Subject && change.Kind switch
    {
        CandidateSubjects.Candidate => change.Id == IdText && AuditKinds.Of(change.Action) != AuditKind.Mail,
        CandidateSubjects.Refresh => true,
        _ => false,
    };

    private async Task AssignAsync() =>
        await ShowCardAsync(
            await Dialogs.AssignCardAsync(Card),
            card => card.OwnerName is { } owner ? $"{owner} looks after it now." : "Nobody looks after it now.");

    private async Task PlanAsync() => await ShowCardAsync(await Dialogs.PlanCardAsync(Card), _ => "The next step is saved.");

    private async Task SnoozeAsync() =>
        await ShowCardAsync(
            await Dialogs.SnoozeCardAsync(Card),
            card => card.SnoozedUntil is { } day
                ? $"Snoozed until {AmsterdamTime.Day(day)}, or a new signal before it."
                : "Snoozed until the next new signal.");

    private async Task DismissAsync() =>
        await ShowCardAsync(await Dialogs.DismissCardAsync(Card), _ => "Dismissed. It comes back when new evidence appears.");

    private async Task BringBackAsync()
    {
        var outcome = await Runner.RunAsync(cancel => Pipeline.BringBackAsync(Staff, new(bringingBack, WorkspaceId, Card.Version), cancel));
        if (outcome is { IsDone: true })
        {
            bringingBack = Guid.CreateVersion7();
            await ShowCardAsync(outcome.Value, card => $"Back: {card.Place.InWords()}.");

            // The button that was pressed is gone.
            await panel.FocusAsync(preventScroll: true);
        }
    }

    private async Task ShowCardAsync(CandidateChanged? changed, Func<CandidateCard, string> said)
    {
        await ShowAsync(changed, _ => said(Card));
        if (changed is not null)
        {
            OnChanged?.Invoke();
        }
    }

    /// <param name="Client">As the last refresh read it; null if none has yet.</param>
    public sealed record Found(CandidateEvidence Evidence, WorkspaceDetails Workspace, PartnerClient? Client, AuditListing Trail);
}

using Microsoft.AspNetCore.Components;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>The base of dialogs with one action on a card: tracks the card as the person knows it, and closes when done.</summary>
public abstract class CardActionDialog : StaffComponent
{
    private CandidateCard? reloaded;

    /// <summary>The card as the opening page showed it.</summary>
    [Parameter, EditorRequired]
    public CandidateCard Card { get; set; } = default!;

    [Inject]
    protected PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    protected Pipeline Pipeline { get; set; } = default!;

    [Inject]
    protected PipelineDirectory Directory { get; set; } = default!;

    /// <summary>One per opened dialog, so that a command sent twice runs once.</summary>
    protected Guid RequestId { get; } = Guid.CreateVersion7();

    /// <summary>The card as the person last saw it.</summary>
    protected CandidateCard Seen => reloaded ?? Card;

    protected void Leave() => Dialogs.Close();

    /// <summary>After a conflict: loads the current card and keeps what was typed.</summary>
    protected async Task ReloadAsync() => reloaded = await Directory.FindAsync(Staff, Card.WorkspaceId, Leaving) ?? Seen;

    /// <summary>Records that the person has seen a newer card than the dialog's.</summary>
    protected void See(CandidateCard now) => reloaded = now;

    /// <summary>Closes the dialog with the answer if done; otherwise the banner says why not.</summary>
    protected async Task<Outcome<CandidateChanged>?> RunAsync(Func<CancellationToken, Task<Outcome<CandidateChanged>>> command)
    {
        var outcome = await Runner.RunAsync(command);
        if (outcome is { IsDone: true })
        {
            Dialogs.Close(outcome.Value);
        }

        return outcome;
    }
}

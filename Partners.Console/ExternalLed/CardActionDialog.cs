using Microsoft.AspNetCore.Components;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Radzen;

namespace Partners.Console.ExternalLed;

/// <summary>What the dialogs that do one thing to a card have in common: the card as it is known, and closing once it is done.</summary>
public abstract class CardActionDialog : StaffComponent
{
    private CandidateCard? reloaded;

    /// <summary>As the page showed it that the dialog was opened from.</summary>
    [Parameter, EditorRequired]
    public CandidateCard Card { get; set; } = default!;

    [Inject]
    protected DialogService Dialogs { get; set; } = default!;

    [Inject]
    protected Pipeline Pipeline { get; set; } = default!;

    [Inject]
    protected PipelineDirectory Directory { get; set; } = default!;

    /// <summary>One for each opened dialog: sent twice, it is done once.</summary>
    protected Guid RequestId { get; } = Guid.CreateVersion7();

    /// <summary>The card as the person last saw it.</summary>
    protected CandidateCard Seen => reloaded ?? Card;

    protected void Leave() => Dialogs.Close();

    /// <summary>After a conflict: the card as it is now, and what was typed stays.</summary>
    protected async Task ReloadAsync() => reloaded = await Directory.FindAsync(Staff, Card.WorkspaceId, Leaving) ?? Seen;

    /// <summary>The person has seen a card that is newer than the dialog's.</summary>
    protected void See(CandidateCard now) => reloaded = now;

    /// <summary>Closes the dialog with the answer where it is done; otherwise the banner says why not.</summary>
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

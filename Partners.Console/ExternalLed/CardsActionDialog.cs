using Microsoft.AspNetCore.Components;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;

namespace Partners.Console.ExternalLed;

/// <summary>The base of dialogs with one action on several cards: closes when at least one was acted on.</summary>
public abstract class CardsActionDialog : StaffComponent
{
    /// <summary>As the opening page showed them.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<CardSeen> Cards { get; set; } = [];

    [Inject]
    protected PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    protected Pipeline Pipeline { get; set; } = default!;

    /// <summary>One per opened dialog, so that a command sent twice runs once.</summary>
    protected Guid RequestId { get; } = Guid.CreateVersion7();

    protected void Leave() => Dialogs.Close();

    protected async Task RunAsync(Func<CancellationToken, Task<Outcome<CandidatesChanged>>> command)
    {
        if (await Runner.RunAsync(command) is { IsDone: true } done)
        {
            Dialogs.Close(done.Value);
        }
    }
}

using Microsoft.AspNetCore.Components;
using Partners.Console.Presence;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.Referrals;

namespace Partners.Console.Referrals;

/// <summary>The base of dialogs with one action on a deal: tracks the deal as the person knows it, and closes when done.</summary>
public abstract class DealActionDialog : StaffComponent
{
    private LedgerRow? reloaded;

    /// <summary>The deal as the opening page showed it.</summary>
    [Parameter, EditorRequired]
    public LedgerRow Deal { get; set; } = default!;

    [Inject]
    protected PageDialogs Dialogs { get; set; } = default!;

    [Inject]
    private LedgerDirectory Directory { get; set; } = default!;

    protected OpenRecord Record => new(DealSubjects.Deal, Deal.Id);

    /// <summary>One per opened dialog, so that a command sent twice runs once.</summary>
    protected Guid RequestId { get; } = Guid.CreateVersion7();

    protected string? Reason { get; set; }

    /// <summary>The deal as the person last saw it.</summary>
    protected LedgerRow Seen => reloaded ?? Deal;

    protected void Leave() => Dialogs.Close();

    /// <summary>After a conflict: loads the current deal and keeps what was typed.</summary>
    protected async Task ReloadAsync() => reloaded = await Directory.FindRowAsync(Staff, Deal.Id, Leaving) ?? Seen;

    /// <summary>Closes the dialog with the answer if done; otherwise the banner says why not.</summary>
    protected async Task RunAsync<T>(Func<CancellationToken, Task<Outcome<T>>> command)
        where T : notnull
    {
        if (await Runner.RunAsync(command) is { IsDone: true } outcome)
        {
            Dialogs.Close(outcome.Value);
        }
    }
}

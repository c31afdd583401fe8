using Microsoft.AspNetCore.Components;
using Partners.Console.Presence;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Radzen;

namespace Partners.Console.Referrals;

/// <summary>What the dialogs that do one thing to a deal have in common: the deal as it is known, and closing once it is done.</summary>
public abstract class DealActionDialog : StaffComponent
{
    private LedgerRow? reloaded;

    /// <summary>As the page showed it that the dialog was opened from.</summary>
    [Parameter, EditorRequired]
    public LedgerRow Deal { get; set; } = default!;

    [Inject]
    protected DialogService Dialogs { get; set; } = default!;

    [Inject]
    private LedgerDirectory Directory { get; set; } = default!;

    protected OpenRecord Record => new(DealSubjects.Deal, Deal.Id);

    /// <summary>One for each opened dialog: sent twice, it is done once.</summary>
    protected Guid RequestId { get; } = Guid.CreateVersion7();

    protected string? Reason { get; set; }

    /// <summary>The deal as the person last saw it.</summary>
    protected LedgerRow Seen => reloaded ?? Deal;

    protected void Leave() => Dialogs.Close();

    /// <summary>After a conflict: the deal as it is now, and what was typed stays.</summary>
    protected async Task ReloadAsync() => reloaded = await Directory.FindRowAsync(Staff, Deal.Id, Leaving) ?? Seen;

    /// <summary>Closes the dialog with the answer where it is done; otherwise the banner says why not.</summary>
    protected async Task RunAsync<T>(Func<CancellationToken, Task<Outcome<T>>> command)
        where T : notnull
    {
        if (await Runner.RunAsync(command) is { IsDone: true } outcome)
        {
            Dialogs.Close(outcome.Value);
        }
    }
}

using Microsoft.AspNetCore.Components;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>What a page or a dialog that acts begins from: who acts, a runner for commands, and a token for queries.</summary>
public abstract class StaffComponent : ComponentBase, IDisposable
{
    private ActionRunner? _runner;
    private IDisposable? _listening;

    [CascadingParameter]
    public Staff Staff { get; set; } = default!;

    [Inject]
    protected Faults Faults { get; set; } = default!;

    protected ActionRunner Runner => _runner ??= new ActionRunner(Faults);

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Leaving => Runner.Leaving;

    /// <summary>Hears, until the component is left, of what is committed; it renders afterwards.</summary>
    /// <param name="concerns">Whether a change concerns the component; asked on the thread of whoever made it.</param>
    /// <param name="answer">Gets the first change of the commit that does.</param>
    protected void Listen(ChangeFeed feed, Func<Changed, bool> concerns, Func<Changed, Task> answer) =>
        _listening = feed.Listen(changes =>
        {
            if (changes.FirstOrDefault(concerns) is { } change)
            {
                _ = InvokeAsync(async () =>
                {
                    await answer(change);
                    StateHasChanged();
                });
            }
        });

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _listening?.Dispose();
            Runner.Dispose();
        }
    }
}

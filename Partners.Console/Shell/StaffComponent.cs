using Microsoft.AspNetCore.Components;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>The base of pages and dialogs that act: the person, a runner for commands, and a token for queries.</summary>
public abstract class StaffComponent : ComponentBase, IDisposable
{
    private ActionRunner? _runner;
    private readonly List<IDisposable> _listening = [];
    private Action? _catchUp;

    [CascadingParameter]
    public Staff Staff { get; set; } = default!;

    [Inject]
    protected Faults Faults { get; set; } = default!;

    [Inject]
    protected Notices Notices { get; set; } = default!;

    [Inject]
    protected FirstRendering FirstRendering { get; set; } = default!;

    protected ActionRunner Runner => _runner ??= new ActionRunner(Faults);

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Leaving => Runner.Leaving;

    /// <summary>
    /// Listens to commits until the component is left, and rerenders after each answer. If that fails, the page stays as it is and a notice
    /// says that it is out of date. What was committed since the first rendering is answered once the component shows what it handed over.
    /// </summary>
    /// <param name="concerns">True if a change concerns the component; called on the committing thread.</param>
    /// <param name="answer">Called with the commit's first change that does.</param>
    protected void Listen(ChangeFeed feed, Func<Changed, bool> concerns, Func<Changed, Task> answer)
    {
        _listening.Add(feed.Listen(Hear));
        var missed = FirstRendering.Missed();
        _catchUp += () => Hear(missed);

        void Hear(IReadOnlyList<Changed> changes)
        {
            if (changes.FirstOrDefault(change => change == Changed.Untold || concerns(change)) is { } change)
            {
                _ = FollowAsync(() => answer(change));
            }
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _catchUp?.Invoke();
        }
    }

    private async Task FollowAsync(Func<Task> answer)
    {
        try
        {
            await InvokeAsync(async () =>
            {
                await answer();
                StateHasChanged();
            });
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException && Leaving.IsCancellationRequested)
        {
            // The page was left meanwhile, so no one sees it any more.
        }
#pragma warning disable CA1031 // No one waits for it: whatever it is, the person is told and the log has it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Notices.Tell("This page could not show what somebody else changed just now.", Faults.Record(fault).Sentence);
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _listening.ForEach(listening => listening.Dispose());
            Runner.Dispose();
        }
    }
}

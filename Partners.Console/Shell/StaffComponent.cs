using Microsoft.AspNetCore.Components;
using Partners.Core.Access;

namespace Partners.Console.Shell;

/// <summary>What a page or a dialog that acts begins from: who acts, a runner for commands, and a token for queries.</summary>
public abstract class StaffComponent : ComponentBase, IDisposable
{
    private ActionRunner? _runner;

    [CascadingParameter]
    public Staff Staff { get; set; } = default!;

    [Inject]
    protected Faults Faults { get; set; } = default!;

    protected ActionRunner Runner => _runner ??= new ActionRunner(Faults);

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Leaving => Runner.Leaving;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Runner.Dispose();
        }
    }
}

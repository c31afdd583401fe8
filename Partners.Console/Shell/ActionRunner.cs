using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>
/// The one way from a page to a command: runs one command at a time and shows every outcome. <see cref="StaffComponent"/> creates it for a
/// page or dialog. Call it from an event handler, so that the page rerenders before and after.
/// </summary>
public sealed class ActionRunner : IDisposable
{
    private readonly Faults _faults;
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<RefusedField> _fields = [];

    public ActionRunner(Faults faults)
    {
        _faults = faults;
        Leaving = _leaving.Token;
    }

    public bool IsBusy { get; private set; }

    public ActionOutcome? Outcome { get; private set; }

    /// <summary>Cancelled when the page is left. Still usable afterwards, for example by a search that waited for more input.</summary>
    public CancellationToken Leaving { get; }

    /// <param name="said">The success sentence; without one, nothing is shown.</param>
    /// <returns>The command's answer; null if it did not run (another was running), faulted, or the page was left.</returns>
    public async Task<Outcome<T>?> RunAsync<T>(Func<CancellationToken, Task<Outcome<T>>> command, Func<T, string>? said = null)
        where T : notnull
    {
        if (IsBusy || _leaving.IsCancellationRequested)
        {
            return null;
        }

        IsBusy = true;
        Outcome = null;
        try
        {
            var outcome = await command(Leaving);
            Outcome = new ActionOutcome
            {
                Said = outcome.IsDone ? said?.Invoke(outcome.Value) : null,
                Waits = outcome.TellsPlatform,
                Refusals = outcome.Refusals,
                Conflict = outcome.Conflict,
            };
            return outcome;
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            return null;
        }
        catch (NotPermittedException refused)
        {
            Outcome = new ActionOutcome { Refusals = [new NotPermitted(refused.Missing)] };
            return null;
        }
#pragma warning disable CA1031 // Whatever a command throws, the person is told and the log has it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Outcome = new ActionOutcome { Fault = _faults.Record(fault) };
            return null;
        }
        finally
        {
            IsBusy = false;
        }
    }

    public void Clear() => Outcome = null;

    /// <param name="field">The name in <see cref="Refusal.Field"/>, in any case.</param>
    public IReadOnlyList<string> RefusalsOf(string field) =>
        [.. (Outcome?.Refusals ?? [])
            .Where(refusal => string.Equals(refusal.Field, field, StringComparison.OrdinalIgnoreCase))
            .Select(refusal => refusal.Sentence)];

    /// <summary>The fields on screen that were refused, in their order there.</summary>
    public IReadOnlyList<RefusedField> RefusedFields => [.. _fields.Where(shown => RefusalsOf(shown.Name).Count > 0)];

    /// <summary>True if a field on screen has the sentence.</summary>
    public bool IsShownAtField(Refusal refusal) =>
        _fields.Exists(shown => string.Equals(shown.Name, refusal.Field, StringComparison.OrdinalIgnoreCase));

    internal void Show(RefusedField field) => _fields.Add(field);

    internal void Hide(RefusedField field) => _fields.Remove(field);

    /// <summary>For an input's aria-describedby: the id of its <see cref="FieldRefusal"/> while it shows one.</summary>
    public string? DescribedBy(string field) => RefusalsOf(field).Count > 0 ? FieldRefusal.IdOf(field) : null;

    /// <summary>For an input's aria-invalid.</summary>
    public string? Invalid(string field) => RefusalsOf(field).Count > 0 ? "true" : null;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }
}

using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

/// <summary>
/// The plan on one person's open page: what they typed, what the database had when they last saw it, and what another operator saved
/// meanwhile.
/// </summary>
/// <param name="saving">Called when a save begins, so that the page can say so.</param>
internal sealed class PlanEditing(
    Func<Staff> staff, HandoffDirectory directory, HandoffDrafts drafts, ActionRunner runner, LastSaves lastSaves, Action saving)
    : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turn = new(1);
    private int letters;

    /// <summary>Who typed last: they save it, even if the page closes because they may no longer be here.</summary>
    private Staff? typist;

    /// <summary>Null if there is no such handoff.</summary>
    public HandoffDetails? Shown { get; private set; }

    /// <summary>The plan on the page, saved or not.</summary>
    public HandoffPlan Plan { get; private set; } = new();

    /// <summary>The plan in the database when this person last saw it.</summary>
    public HandoffPlan Saved { get; private set; } = new();

    public int Version { get; private set; }

    /// <summary>What another operator saved before this one had saved; null if there is none.</summary>
    public HandoffDetails? Theirs { get; private set; }

    public bool IsSaving { get; private set; }

    /// <summary>True if the latest input is saved.</summary>
    public bool HasSaved { get; private set; }

    private bool IsDirty => Plan != Saved;

    private bool MayChange => staff().May(Permission.Transfer) && Shown is { Handoff.IsPending: true };

    public async Task OpenAsync(Guid id, CancellationToken leaving) => Show(await directory.FindAsync(staff(), id, leaving));

    /// <summary>Takes a change to a part, and saves after a short pause unless a conflict waits for the person's choice.</summary>
    public async Task ChangeAsync(HandoffPlan plan, CancellationToken leaving)
    {
        (Plan, HasSaved) = (plan, false);
        typist = MayChange ? staff() : typist;
        var letter = ++letters;
        try
        {
            await Task.Delay(s_pause, leaving);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (letter == letters && Theirs is null)
        {
            await SaveAsync(leaving);
        }
    }

    /// <returns>True if nothing is left to save.</returns>
    public async Task<bool> SaveAsync(CancellationToken leaving)
    {
        if (!MayChange)
        {
            return true;
        }

        await turn.WaitAsync(leaving);
        try
        {
            while (IsDirty)
            {
                if (!await SaveOnceAsync(Plan, leaving))
                {
                    return false;
                }
            }

            return true;
        }
        finally
        {
            IsSaving = false;
            turn.Release();
        }
    }

    /// <summary>Saves over the version that the comparison showed; a later change is a new conflict.</summary>
    public Task SaveOverAsync(CancellationToken leaving)
    {
        if (Theirs is { } now)
        {
            (Shown, Saved, Version, Theirs) = (now, now.Handoff.Plan, now.Handoff.Version, null);
        }

        runner.Clear();
        return SaveAsync(leaving);
    }

    /// <summary>Loads the current handoff. Unsaved input stays, and meets the other person's change when it is saved.</summary>
    public async Task ReloadAsync(CancellationToken leaving)
    {
        // What was read before a later save of this page has ended would take back what that save holds.
        if (Shown is null
            || await directory.FindAsync(staff(), Shown.Handoff.Id, leaving) is not { } now
            || now.Handoff.Version < Version)
        {
            return;
        }

        if (IsDirty)
        {
            Shown = now;
        }
        else
        {
            Show(now);
        }
    }

    /// <summary>
    /// Saves the last input, so that no one loses it by reloading or leaving within the pause, or by being signed out. In a conflict the
    /// other person's plan stays. The next page reports a save that fails.
    /// </summary>
    public void Dispose()
    {
        if (Shown is { Handoff.IsPending: true } shown && typist is { } who && IsDirty && Theirs is null)
        {
            var save = new SaveHandoff(Guid.CreateVersion7(), shown.Handoff.Id, Version, Plan);
            lastSaves.Begin(
                $"Your last change to the handoff of {shown.Facts.Workspace.Name} was not saved.",
                () => drafts.SaveAsync(who, save, CancellationToken.None));
        }
    }

    private void Show(HandoffDetails? details)
    {
        (Shown, Theirs, HasSaved) = (details, null, false);
        (Plan, Saved, Version) = details is null
            ? (new(), new(), 0)
            : (details.Handoff.Plan, details.Handoff.Plan, details.Handoff.Version);
    }

    private async Task<bool> SaveOnceAsync(HandoffPlan sent, CancellationToken leaving)
    {
        IsSaving = true;
        saving();
        var id = Shown!.Handoff.Id;
        var outcome = await runner.RunAsync(cancel => drafts.SaveAsync(staff(), new(Guid.CreateVersion7(), id, Version, sent), cancel));
        if (outcome is { Conflict: not null } && await directory.FindAsync(staff(), id, leaving) is { } changed)
        {
            Theirs = changed;
            Plan = PlanMerge.TakeOver(Saved, changed.Handoff.Plan, Plan);
            return false;
        }

        if (outcome is not { IsDone: true })
        {
            return false;
        }

        (Saved, Version, HasSaved) = (sent, outcome.Value.Version, true);
        Shown = await directory.FindAsync(staff(), id, leaving) ?? Shown;
        return true;
    }
}

using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Handoffs;

namespace Partners.Console.Handoffs;

/// <summary>
/// The plan on one person's open page: what they typed, what the database had when they last saw it, and what another operator saved meanwhile.
/// </summary>
/// <param name="saving">Called when a save begins, so that the page can say so.</param>
internal sealed class PlanEditing(
    Func<Staff> staff, HandoffDirectory directory, HandoffDrafts drafts, ActionRunner runner, LastSaves lastSaves, Action saving)
    : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turn = new(1);
    private int letters;

    /// <summary>Who typed last: what was typed is theirs to save, also when the page closes because they may no longer be here.</summary>
    private Staff? typist;

    /// <summary>Null where there is no such handoff.</summary>
    public HandoffDetails? Shown { get; private set; }

    /// <summary>As it stands on the page, saved or not.</summary>
    public HandoffPlan Plan { get; private set; } = new();

    /// <summary>As the database had it when this person last saw it.</summary>
    public HandoffPlan Saved { get; private set; } = new();

    public int Version { get; private set; }

    /// <summary>What another operator saved while this one had not saved yet; null where there is no such thing.</summary>
    public HandoffDetails? Theirs { get; private set; }

    public bool IsSaving { get; private set; }

    /// <summary>Whether what was typed last has been saved.</summary>
    public bool HasSaved { get; private set; }

    private bool IsDirty => Plan != Saved;

    private bool MayChange => staff().May(Permission.Transfer) && Shown is { Handoff.IsPending: true };

    public async Task OpenAsync(Guid id, CancellationToken leaving) => Show(await directory.FindAsync(staff(), id, leaving));

    /// <summary>Somebody changed a part of it: saved after a short pause, unless a conflict waits for the person to choose.</summary>
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

    /// <returns>Whether nothing is left to be saved.</returns>
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

    /// <summary>What is saved over is what the comparison showed: a change after that is a conflict again.</summary>
    public Task SaveOverAsync(CancellationToken leaving)
    {
        if (Theirs is { } now)
        {
            (Shown, Saved, Version, Theirs) = (now, now.Handoff.Plan, now.Handoff.Version, null);
        }

        runner.Clear();
        return SaveAsync(leaving);
    }

    /// <summary>As it is now; what was typed and not saved yet stays, and meets the other's change when it is saved.</summary>
    public async Task ReloadAsync(CancellationToken leaving)
    {
        if (Shown is null || await directory.FindAsync(staff(), Shown.Handoff.Id, leaving) is not { } now)
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
    /// Whoever reloads or leaves within the pause loses nothing, and neither does whoever is signed out meanwhile. A conflict keeps the
    /// other's. A save that fails is told above the next page.
    /// </summary>
    public void Dispose()
    {
        if (Shown is { Handoff.IsPending: true } shown && typist is { } who && IsDirty && Theirs is null)
        {
            var save = new SaveHandoff(Guid.CreateVersion7(), shown.Handoff.Id, Version, Plan);
            lastSaves.Begin(
                $"What you changed last in the handoff of {shown.Facts.Workspace.Name} was not saved.",
                () => drafts.SaveAsync(who, save, CancellationToken.None));
        }
    }

    private void Show(HandoffDetails? details)
    {
        (Shown, Theirs, HasSaved) = (details, null, false);
        (Plan, Saved, Version) = details is null ? (new(), new(), 0) : (details.Handoff.Plan, details.Handoff.Plan, details.Handoff.Version);
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
            Plan = PlanMerge.Follow(Saved, changed.Handoff.Plan, Plan);
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

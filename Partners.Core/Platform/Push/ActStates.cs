using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Platform.Push;

/// <summary>A step of an act that is being sent.</summary>
/// <param name="Finished">The changes of which nothing is left after this step.</param>
/// <param name="Over">What an earlier step of it wrote over; it stands with the act until its end.</param>
internal sealed record Sending(OpenAct Act, PushStep Step, IReadOnlyList<Guid> Finished, Overwritten? Over);

/// <summary>Somebody wrote the same there between our look and our write.</summary>
internal sealed record Overwritten(string Sentence, string? By, DateTimeOffset? At);

/// <summary>It is left to a person.</summary>
internal sealed record Met() : AfterFault("In conflict.");

/// <summary>Keeps with an act what became of it, each in a save of its own, with what the platform's trail says of it.</summary>
internal sealed class ActStates(PushRows rows, StepReader reader, TimeProvider time)
{
    private static readonly TimeSpan s_paused = TimeSpan.FromMinutes(1);

    /// <summary>Says before the first write that it is on its way, and how far the platform's trail was by then.</summary>
    public async Task<AfterFault?> BeginAsync(Sending sending, CancellationToken cancel)
    {
        var last = await reader.LastRevisionAsync(cancel);
        if (!last.IsThere)
        {
            return await AfterAsync(sending, PushFaults.OfRead(last.Fault, sending.Act.Delivery?.Tries ?? 0), false, cancel);
        }

        await SetAsync(sending.Act, sending.Step.Changes, PlatformChangeState.Sending, (delivery, _) => delivery.Begin(last.Value), cancel);
        return null;
    }

    /// <summary>The platform has all of the step.</summary>
    /// <param name="readsTrail">Some of it may be ours: the trail says which entry, and who else wrote at that moment.</param>
    /// <returns>What of others' was written over by then; null for nothing.</returns>
    public async Task<Overwritten?> DoneAsync(Sending sending, bool readsTrail, CancellationToken cancel)
    {
        var before = await BeforeAsync(sending.Act, cancel);
        var trail = readsTrail && before is { } after
            ? (await reader.TrailAsync(sending.Step.Rows, after, cancel)).Value ?? []
            : [];
        var (ours, between) = PushTrail.Of(sending.Act.Id, sending.Step, trail);
        var who = between is null ? null : await rows.ReadAsync(db => PushTrail.NameAsync(db, between.User, cancel), cancel);
        var over = between is null ? sending.Over : new Overwritten(PushTrail.Overwrote(between, who), who, between.At);
        await SetAsync(
            sending.Act,
            sending.Finished,
            PlatformChangeState.Applied,
            (delivery, at) =>
            {
                delivery.Answer(ours, at);
                if (over is not null)
                {
                    delivery.Meet(over.Sentence, over.By, over.At);
                }
            },
            cancel);
        return over;
    }

    /// <summary>Somebody changed the same there.</summary>
    public async Task<AfterFault> MeetAsync(Sending sending, Differing differing, CancellationToken cancel)
    {
        var trail = (await reader.LastTrailAsync(differing.Fields.Select(one => one.Row).Distinct(), cancel)).Value ?? [];
        var last = PushTrail.LastOther(sending.Act.Id, differing, trail);
        var who = last is null ? null : await rows.ReadAsync(db => PushTrail.NameAsync(db, last.User, cancel), cancel);
        var states = sending.Step.Changes.Distinct().ToDictionary(change => change, _ => (PlatformChangeState.Waiting, (string?)null));
        foreach (var one in differing.Fields)
        {
            states[one.Field.Change] = (PlatformChangeState.InConflict, one.Theirs?.ToJsonString() ?? "null");
        }

        await rows.SetAsync(
            sending.Act, states, (delivery, _) => delivery.Meet("The platform has something else by now.", who, last?.At), cancel);
        return new Met();
    }

    /// <summary>Keeps what came of it with the act.</summary>
    public async Task<AfterFault> AfterAsync(Sending sending, AfterFault after, bool mayBeThere, CancellationToken cancel)
    {
        if (after is not GiveUp)
        {
            return await WaitAsync(sending.Act, after, mayBeThere, cancel);
        }

        var because = sending.Over is { } over ? $"{after.Because} {over.Sentence}" : after.Because;
        await SetAsync(
            sending.Act, sending.Step.Changes, PlatformChangeState.Refused, (delivery, _) => delivery.Stop(because), cancel);
        return after;
    }

    /// <param name="mayBeThere">Whether the platform may have some of it, although nothing says so.</param>
    public async Task<AfterFault> WaitAsync(OpenAct act, AfterFault after, bool mayBeThere, CancellationToken cancel)
    {
        DateTimeOffset? until = after switch
        {
            TryLater { In: var span } when span > TimeSpan.Zero => time.GetUtcMilliseconds() + span,
            TryAllLater { In: var span } => time.GetUtcMilliseconds() + span,
            PauseAll => time.GetUtcMilliseconds() + s_paused,
            _ => null,
        };
        if (act.Delivery?.Because == after.Because && until is null)
        {
            return after;
        }

        // What may be there stays on its way, so that the next time begins with the platform's trail.
        var back = mayBeThere || act.WasBegun ? [] : act.Changes.Select(change => change.Id);
        await SetAsync(
            act,
            back,
            PlatformChangeState.Waiting,
            (delivery, _) => delivery.Wait(after.Because, until, counts: after is TryLater { In.Ticks: > 0 }),
            cancel);
        return after;
    }

    /// <summary>Last, so that its reason is what stands with the act.</summary>
    public Task NotHeldAsync(OpenAct act, IReadOnlyList<NotHeldChange> notHeld, CancellationToken cancel) => SetAsync(
        act,
        notHeld.Select(one => one.Change),
        PlatformChangeState.NotHeld,
        (delivery, _) => delivery.Stop(string.Join(" ", notHeld.Select(one => one.Because).Distinct(StringComparer.Ordinal))),
        cancel);

    /// <summary>The platform's last entry before the first write of an act; null where nothing of it was sent.</summary>
    public Task<long?> BeforeAsync(OpenAct act, CancellationToken cancel) => rows.ReadAsync(
        async db => (await db.PlatformDeliveries.FindAsync([act.Id], cancel))?.RevisionBefore, cancel);

    private Task SetAsync(
        OpenAct act,
        IEnumerable<Guid> changes,
        PlatformChangeState state,
        Action<PlatformDelivery, DateTimeOffset> say,
        CancellationToken cancel) =>
        rows.SetAsync(act, changes.Distinct().ToDictionary(change => change, _ => (state, (string?)null)), say, cancel);
}

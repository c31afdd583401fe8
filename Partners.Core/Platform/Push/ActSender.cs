using Partners.Core.Outbox;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Push;

/// <summary>
/// Sends one act: looks, compares, writes what is missing, and looks again, step by step. Whatever breaks off in between, the next time
/// begins with a look, so that nothing is written twice (docs/product.md I71).
/// </summary>
internal sealed class ActSender(PushRows rows, StepReader reader, PlatformWriter writer, WorkspaceLogoFiles logos, ActStates states)
{
    private const int MostLooks = 5;

    /// <returns>Null where the act is through or is left to a person; else why it was left, and what that means for the others.</returns>
    public async Task<AfterFault?> SendAsync(OpenAct act, PushSettings settings, CancellationToken cancel)
    {
        var set = WriteSets.Of(act.Changes);
        if (Off(set, settings) is { } off)
        {
            return await states.WaitAsync(act, new SwitchedOff(off), mayBeThere: false, cancel);
        }

        if (await NumberAsync(act, set, cancel))
        {
            set = WriteSets.Of(act.Changes);
        }

        Overwritten? over = null;
        for (var index = 0; index < set.Steps.Count; index++)
        {
            var step = set.Steps[index];
            var later = set.Steps.Skip(index + 1).SelectMany(other => other.Changes).ToHashSet();
            var after = await StepAsync(new(act, step, [.. step.Changes.Where(change => !later.Contains(change))], over), cancel);
            over = (after as Done)?.Over ?? over;
            if (after is not Done && !(after is GiveUp && step.IsApart))
            {
                return after is GiveUp or Met ? null : after;
            }
        }

        if (set.NotHeld.Count > 0)
        {
            await states.NotHeldAsync(act, set.NotHeld, cancel);
        }

        return null;
    }

    /// <summary>What of it is switched off, in words; null where everything may be sent.</summary>
    internal static string? Off(WriteSet set, PushSettings settings)
    {
        var off = set.Steps.SelectMany(step => step.Collections).Except(settings.On, StringComparer.Ordinal).ToList();
        return off.Count == 0 ? null : $"Sending is switched off for {string.Join(", ", off.Select(name => $"Platform:Push:{name}"))}.";
    }

    /// <summary>Gives new deals the numbers by which the platform will know them.</summary>
    /// <returns>False where the act makes no deal.</returns>
    private async Task<bool> NumberAsync(OpenAct act, WriteSet set, CancellationToken cancel)
    {
        var deals = set.Steps.SelectMany(step => step.Rows)
            .Where(row => row is { IsNew: true, Collection: PlatformFields.ReferralLedger })
            .Select(row => Guid.TryParse(row.Item, out var id) ? id : (Guid?)null)
            .OfType<Guid>()
            .ToList();
        if (deals.Count == 0)
        {
            return false;
        }

        // Where it cannot be read, the next look says why.
        var largest = await reader.LargestDealAsync(cancel);
        var given = await rows.NumberAsync(deals, largest.IsThere ? largest.Value : 0, cancel);
        foreach (var change in act.Changes)
        {
            if (given.TryGetValue(change.Item, out var number))
            {
                change.TakeItem(number);
            }
        }

        return true;
    }

    private async Task<AfterFault> StepAsync(Sending sending, CancellationToken cancel)
    {
        var (act, step) = (sending.Act, sending.Step);
        var (wasSent, isFile) = (false, step.Shape == StepShape.File);
        for (var look = 0; look < MostLooks; look++)
        {
            var there = await reader.ReadAsync(step, cancel);
            if (!there.IsThere)
            {
                return await states.AfterAsync(sending, PushFaults.OfRead(there.Fault, act.Delivery?.Tries ?? 0), wasSent, cancel);
            }

            var verdict = isFile && wasSent ? new AllThere() : StepVerdicts.Of(step, there.Value, new(null, act.At));
            if (verdict is Differing or ToSend && (wasSent || act.WasBegun) && !isFile)
            {
                var ours = await OursSinceAsync(act, step, cancel);
                if (!ours.IsThere)
                {
                    return await states.AfterAsync(sending, PushFaults.OfRead(ours.Fault, act.Delivery?.Tries ?? 0), wasSent, cancel);
                }

                verdict = StepVerdicts.Of(step, there.Value, new(null, act.At), ours.Value);
            }

            switch (verdict)
            {
                case AllThere:
                    return new Done(await states.DoneAsync(sending, wasSent || act.WasBegun, cancel));
                case Differing differing:
                    return await states.MeetAsync(sending, differing, cancel);
                case CannotBeSent cannot:
                    return await states.AfterAsync(sending, new GiveUp(cannot.Because), wasSent, cancel);
                case NumberIsTaken taken:
                    await rows.NumberAnewAsync(taken.Row.Item, cancel);
                    return new TryLater("The number of the deal was taken; it gets the next one.", TimeSpan.Zero);
                case ToSend send:
                    if (!wasSent && await states.BeginAsync(sending, cancel) is { } unread)
                    {
                        return unread;
                    }

                    var fault = await WriteAsync(send.Write, new(act.Id, act.First.ByName), cancel);
                    var after = fault is null ? null : await AfterWriteAsync(fault, send.Write, act, cancel);
                    if (after is not (null or LookAgain))
                    {
                        return await states.AfterAsync(sending, after, fault!.MayHaveHappened, cancel);
                    }

                    wasSent = true;
                    break;
            }
        }

        return await states.AfterAsync(
            sending,
            new TryLater("The platform answered, and does not show it.", PushFaults.Backoff(act.Delivery?.Tries ?? 0)),
            mayBeThere: true,
            cancel);
    }

    private async Task<AfterFault> AfterWriteAsync(PlatformFault fault, PlatformWrite write, OpenAct act, CancellationToken cancel) =>
        PushFaults.OfWrite(
            fault, act.Delivery?.Tries ?? 0, fault is Forbidden ? await reader.LacksAsync(write, cancel) : null);

    private async Task<PlatformFault?> WriteAsync(PlatformWrite write, ChangeSource source, CancellationToken cancel) => write switch
    {
        CreateRows { Rows.Count: 1 } one => (await writer.CreateAsync(one.Collection, one.Rows[0], source, cancel)).Fault,
        CreateRows many => (await writer.CreateManyAsync(many.Collection, many.Rows, source, cancel)).Fault,
        ChangeRow one => (await writer.ChangeAsync(one.Collection, one.Id, one.Before, one.Data, source, cancel)).Fault,
        ChangeRows many => (await writer.ChangeManyAsync(many.Collection, many.Rows, source, cancel)).Fault,
        PlaceFile file when await logos.FindAsync(file.Id, cancel) is { } logo =>
            (await writer.UploadAsync(file.Id, logo.Name, logo.ContentType, logo.Content, source, cancel)).Fault,
        _ => null,
    };

    private async Task<PlatformAnswer<IReadOnlySet<Guid>>> OursSinceAsync(OpenAct act, PushStep step, CancellationToken cancel)
    {
        if (await states.BeforeAsync(act, cancel) is not { } before)
        {
            return new HashSet<Guid>();
        }

        var trail = await reader.TrailAsync(step.Rows, before, cancel);
        return trail.IsThere ? PushTrail.Ours(act.Id, step, trail.Value) : trail.Fault;
    }

    /// <summary>The step is through.</summary>
    private sealed record Done(Overwritten? Over) : AfterFault("Done.");
}

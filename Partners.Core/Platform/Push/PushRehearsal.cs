using System.Text.Json.Nodes;
using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Platform.Push;

/// <param name="Lines">Each request that would be sent, or a sentence on why none would.</param>
public sealed record RehearsedAct(Guid Act, string By, DateTimeOffset At, IReadOnlyList<string> Lines);

/// <summary>
/// What would be sent now, with nothing sent: the platform is only read. Switches count as on, and are named where they are off.
/// </summary>
public sealed class PushRehearsal
{
    private readonly PushRows _rows;
    private readonly StepReader _reader;
    private readonly PushSettings _settings;
    private readonly TimeProvider _time;

    internal PushRehearsal(PushRows rows, StepReader reader, PushSettings settings, TimeProvider time) =>
        (_rows, _reader, _settings, _time) = (rows, reader, settings, time);

    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<RehearsedAct>> RunAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        var now = _time.GetUtcMilliseconds();
        var acts = new List<RehearsedAct>();
        foreach (var due in await _rows.ReadAsync(db => PushQueue.DueAsync(db, now, cancel), cancel))
        {
            if (await _rows.ReadAsync(db => PushQueue.FindAsync(db, due, now, cancel), cancel) is { } act)
            {
                acts.Add(new(act.Id, act.First.ByName, act.At, await LinesAsync(act, cancel)));
            }
        }

        return acts;
    }

    private async Task<IReadOnlyList<string>> LinesAsync(OpenAct act, CancellationToken cancel)
    {
        var set = WriteSets.Of(act.Changes);
        var lines = set.NotHeld.Select(one => one.Because).Distinct(StringComparer.Ordinal).ToList();
        if (ActSender.Off(set, _settings) is { } off)
        {
            lines.Add(off);
        }

        var made = new Dictionary<(string, string), JsonObject>();
        foreach (var step in set.Steps)
        {
            var there = await _reader.ReadAsync(step, cancel);
            if (!there.IsThere)
            {
                lines.Add(there.Fault.Sentence);
                break;
            }

            lines.Add(InWords(StepVerdicts.Of(step, there.Value.With(made), new(null, act.At))));
            foreach (var row in step.Rows.Where(row => row.IsNew))
            {
                made[row.Key] = row.Values!;
            }
        }

        return lines;
    }

    private static string InWords(StepVerdict verdict) => verdict switch
    {
        ToSend { Write: var write } => write.Body is { } body ? $"{write.Line} {body.ToJsonString()}" : write.Line,
        Differing differing => string.Join(
            " ", differing.Fields.Select(one => $"{one.Row.Name}: {one.Field.Field} is {one.Theirs?.ToJsonString() ?? "null"} by now.")),
        CannotBeSent cannot => cannot.Because,
        NumberIsTaken taken => $"The number {taken.Row.Item} is taken; the deal gets the next one.",
        _ => "Nothing: the platform has it.",
    };
}

using System.Text.Json;
using System.Threading.Channels;
using Partners.Core.Persistence;

namespace Partners.Console.Presence;

/// <summary>
/// Tells the other instances who has which record open here, and hears it from them. Everything is said again every 20 seconds, and what is
/// not said again for 60 is forgotten, so that nobody is shown for long whose instance was killed.
/// </summary>
internal sealed partial class PresenceElsewhere
{
    /// <summary>Asks every instance to say all it knows.</summary>
    private const string Question = "who";

    /// <summary>The instance ends.</summary>
    private const string Farewell = "bye";

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_forgotten = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longestFarewell = TimeSpan.FromSeconds(2);

    /// <summary>Who came or went where; null for the question. The state is read when it is said, so that the last word is true.</summary>
    private readonly Channel<(OpenRecord Record, string Subject)?> _toSay =
        Channel.CreateUnbounded<(OpenRecord, string)?>(new() { SingleReader = true });

    private readonly OpenRecords _open;
    private readonly TimeProvider _time;
    private readonly ILogger<PresenceElsewhere> _log;

    public PresenceElsewhere(OpenRecords open, TimeProvider time, ILogger<PresenceElsewhere> log)
    {
        (_open, _time, _log) = (open, time, log);
    }

    /// <summary>Begins anew: what the others said is not known, and they may have missed what was said here.</summary>
    public void Ask()
    {
        _open.Forget((_, _) => true);
        _toSay.Writer.TryWrite(null);
        SayAll();
    }

    public void Hear(string instance, string text)
    {
        switch (text)
        {
            case Question:
                SayAll();
                break;
            case Farewell:
                _open.Forget((other, _) => string.Equals(other, instance, StringComparison.Ordinal));
                break;
            default:
                if (Said.Read(text) is { } said)
                {
                    _open.HearOf(
                        instance,
                        new(said.Kind, said.Id),
                        said.Subject,
                        said.IsEditing is { } isEditing ? new(said.Subject, said.Name, isEditing) : null,
                        _time.GetTimestamp());
                }

                break;
        }
    }

    /// <summary>Says what there is to say, until it is cancelled.</summary>
    public async Task SayAsync(ChangesElsewhere elsewhere, CancellationToken cancel)
    {
        _open.CameOrWent = (record, subject) => _toSay.Writer.TryWrite((record, subject));
        var again = RepeatAsync(cancel);
        try
        {
            await foreach (var one in _toSay.Reader.ReadAllAsync(cancel))
            {
                await SayAsync(elsewhere, one is { } place ? TextOf(place.Record, place.Subject) : Question, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            using var ends = new CancellationTokenSource(s_longestFarewell);
            await SayAsync(elsewhere, Farewell, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await again;
    }

    private string TextOf(OpenRecord record, string subject)
    {
        var here = _open.Here(record, subject);
        return JsonSerializer.Serialize(new Said(record.Kind, record.Id, subject, here?.Name ?? string.Empty, here?.IsEditing));
    }

    private async Task SayAsync(ChangesElsewhere elsewhere, string text, CancellationToken cancel)
    {
        try
        {
            await elsewhere.SayAsync(text, cancel);
        }
#pragma warning disable CA1031 // Nobody waits for it, and it is said again soon.
        catch (Exception fault) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogNotSaid(fault);
        }
    }

    private void SayAll()
    {
        foreach (var place in _open.AllHere())
        {
            _toSay.Writer.TryWrite(place);
        }
    }

    private async Task RepeatAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            await Task.Delay(s_again, _time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            SayAll();
            _open.Forget((_, at) => _time.GetElapsedTime(at) > s_forgotten);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The other instances could not be told who has what open.")]
    private partial void LogNotSaid(Exception fault);

    /// <param name="IsEditing">Null if the person has left it.</param>
    private sealed record Said(string Kind, Guid Id, string Subject, string Name, bool? IsEditing)
    {
        /// <returns>Null if a later version says something that this one does not know.</returns>
        public static Said? Read(string text)
        {
            try
            {
                return JsonSerializer.Deserialize<Said>(text) is { Kind: not null, Subject: not null, Name: not null } said ? said : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

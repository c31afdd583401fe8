using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>
/// Saves that a page starts as it is left. No one waits for them: a failed one is logged and shown above the next page
/// (docs/product.md X15).
/// </summary>
public sealed partial class LastSaves(Faults faults, Notices notices, ILogger<LastSaves> log)
{
    /// <param name="what">The sentence for a failed save: <c>What you typed last was not saved.</c></param>
    public void Begin<T>(string what, Func<Task<Outcome<T>>> save)
        where T : notnull => _ = FollowAsync(what, save);

    private async Task FollowAsync<T>(string what, Func<Task<Outcome<T>>> save)
        where T : notnull
    {
        try
        {
            var outcome = await save();
            if (!outcome.IsDone)
            {
                // The sentences contain names, which must not be logged.
                var refusals = string.Join(", ", outcome.Refusals.Select(refusal => refusal.GetType().Name));
                LogRefused(outcome.Conflict is null ? refusals : "Conflict");
                notices.Tell(what, outcome.Conflict is { } conflict
                    ? $"{conflict.Who} changed the same just before you, and theirs is kept."
                    : string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
            }
        }
#pragma warning disable CA1031 // No one waits for it: whatever it is, the person is told and the log has it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            notices.Tell(what, faults.Record(fault).Sentence);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page was left, and its last save was refused: {Why}.")]
    private partial void LogRefused(string why);
}

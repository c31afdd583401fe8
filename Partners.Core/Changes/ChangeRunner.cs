using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Changes;

/// <summary>
/// What another capability does with every change, in the change's transaction and after it was saved. Registered by that capability,
/// because this folder knows none of them.
/// </summary>
public delegate Task AfterChange(PartnersDb db, IReadOnlyList<Changed> changed, CancellationToken cancel);

/// <summary>
/// The one path of every command: permission, write lock, answered before?, decide, one save with its audit entries, commit,
/// tell the others. Refused or conflicted, nothing is written.
/// </summary>
public sealed class ChangeRunner(
    IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time, ChangeFeed feed, IEnumerable<AfterChange> followers)
{
    /// <summary>How often a command whose connection was lost is carried out anew, under its own request id.</summary>
    private const int Attempts = 10;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    /// <param name="requestId">Minted when the form opened; sent again, it gets the first answer.</param>
    /// <param name="command">The command's name, so that an id cannot answer for another command.</param>
    public async Task<Outcome<T>> RunAsync<T>(
        Staff who,
        Permission needs,
        Guid requestId,
        string command,
        Func<Change, CancellationToken, Task<Outcome<T>>> decide,
        CancellationToken cancel)
        where T : notnull
    {
        using var telemetry = new CommandTelemetry(command);
        if (!who.May(needs))
        {
            return telemetry.Ends<T>(new NotPermitted(needs));
        }

        var wait = TimeSpan.FromMilliseconds(50);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(telemetry, who, requestId, command, decide, cancel);
            }
            catch (UnstorableTextException)
            {
                return telemetry.Ends<T>(new UnstorableCharacter());
            }
            catch (Exception fault) when (attempt < Attempts && DatabaseEngines.IsLost(fault) && !cancel.IsCancellationRequested)
            {
                // Where it was committed before the answer was lost, the request id gives the first answer.
                await Task.Delay(wait, cancel);
                wait = wait * 2 < s_longestWait ? wait * 2 : s_longestWait;
            }
        }
    }

    private async Task<Outcome<T>> OnceAsync<T>(
        CommandTelemetry telemetry,
        Staff who,
        Guid requestId,
        string command,
        Func<Change, CancellationToken, Task<Outcome<T>>> decide,
        CancellationToken cancel)
        where T : notnull
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);

        if (await db.HandledRequests.FindAsync([requestId], cancel) is { } first)
        {
            Outcome<T> answer = string.Equals(first.Command, command, StringComparison.Ordinal)
                && string.Equals(first.Subject, who.Subject, StringComparison.Ordinal)
                ? JsonSerializer.Deserialize<T>(first.Result)!
                : new RequestUsedBefore();
            return telemetry.Ends(answer, answeredBefore: true);
        }

        var change = new Change(db, who, requestId, time.GetUtcMilliseconds());
        var outcome = await decide(change, cancel);
        if (!outcome.IsDone)
        {
            return telemetry.Ends(outcome);
        }

        var changed = await change.SealAsync(cancel);
        db.HandledRequests.Add(new HandledRequest(requestId, command, who.Subject, JsonSerializer.Serialize(outcome.Value), change.At));
        await db.SaveChangesAsync(cancel);
        foreach (var follow in followers)
        {
            await follow(db, changed, cancel);
        }

        // From here on the change is made: giving up half-way would leave the person not knowing.
        await transaction.CommitAsync(CancellationToken.None);
        feed.Publish(changed);
        return telemetry.Ends(outcome.TellingPlatform(change.TellsPlatform));
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Jobs;

public sealed record JobUnderWay(string ByName, string About, DateTimeOffset Since) : Refusal(string.Create(
    CultureInfo.InvariantCulture,
    $"{ByName} has been {About} since {Since.InAmsterdam():d MMM yyyy, HH:mm}. Try again when that has ended."));

public sealed record JobWasCancelled(string How) : Refusal(How);

public sealed record JobIsOver() : Refusal("It has ended already.");

/// <summary>A job as pages show it.</summary>
/// <param name="About">What somebody is doing: "moving 3 projects".</param>
/// <param name="Needs">What it takes to cancel it.</param>
/// <param name="Percent">How much is done; null while nobody knows.</param>
/// <param name="CancelledByName">Who asked for its end; it may not have heard yet.</param>
/// <param name="Message">A sentence, where it ended and did not complete.</param>
public sealed record JobNews(
    Guid Id,
    string About,
    string ByName,
    DateTimeOffset StartedAt,
    Permission Needs,
    int? Percent,
    JobState State,
    string? CancelledByName,
    DateTimeOffset? EndedAt,
    string? Message);

/// <summary>What pages show of long work, and the way to cancel it from any of them.</summary>
public sealed class JobList(IDbContextFactory<PartnersDb> contexts, JobRunner runner, JobRows rows, IEnumerable<JobKind> kinds)
{
    /// <summary>The one of a kind that runs, in whichever instance, or else the last one; null where there was none.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<JobNews?> LatestAsync(Staff who, string kind, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var job = await db.Jobs.AsNoTracking()
            .Where(job => job.Kind == kind)
            .OrderByDescending(job => job.State == JobState.Running)
            .ThenByDescending(job => job.StartedAt)
            .ThenByDescending(job => job.Id)
            .FirstOrDefaultAsync(cancel);

        // This process knows more of its own: how far it is now, and what waits for its turn to begin.
        var here = runner.Here.FirstOrDefault(turn => turn.Kind.Name == kind && (job?.State != JobState.Running || turn.Id == job.Id));
        return here is not null ? News(here) : job is not null ? News(job) : null;
    }

    /// <summary>Asks a job to stop, in whichever instance it runs. One of another process hears of it within seconds.</summary>
    public async Task<Outcome<Guid>> CancelAsync(Staff who, Guid id, CancellationToken cancel)
    {
        if (!who.May(Permission.Read))
        {
            return new NotPermitted(Permission.Read);
        }

        var here = runner.Here.FirstOrDefault(turn => turn.Id == id);
        var needs = here?.Kind.Needs ?? await NeedsOfAsync(id, cancel);
        if (!who.May(needs))
        {
            return new NotPermitted(needs);
        }

        // Not by way of the row where it runs here: its own transaction may keep every other write waiting.
        here?.Stop(who.Name);
        return here is not null || await rows.AskToCancelAsync(id, who.Name, cancel) ? id : new JobIsOver();
    }

    private static JobNews News(JobTurn turn) => new(
        turn.Id,
        turn.About,
        turn.By.Name,
        turn.StartedAt,
        turn.Kind.Needs,
        Percent(turn.Done, turn.Total),
        JobState.Running,
        turn.CancelledByName,
        EndedAt: null,
        Message: null);

    private static int? Percent(long done, long total) => total <= 0 ? null : (int)Math.Min(100, done * 100 / total);

    private JobNews News(Job job) => new(
        job.Id,
        job.About,
        job.StartedByName,
        job.StartedAt,
        NeedsOf(job.Kind),
        Percent(job.Done, job.Total),
        job.State,
        job.CancelledByName,
        job.EndedAt,
        job.Message);

    private async Task<Permission> NeedsOfAsync(Guid id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return NeedsOf(await db.Jobs.Where(job => job.Id == id).Select(job => job.Kind).FirstOrDefaultAsync(cancel));
    }

    private Permission NeedsOf(string? kind) => kinds.FirstOrDefault(known => known.Name == kind)?.Needs ?? Permission.Read;
}

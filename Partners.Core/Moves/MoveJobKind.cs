using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Jobs;
using Partners.Core.Persistence;

namespace Partners.Core.Moves;

/// <summary>Moves as long work. A move is one transaction: of one whose process ended, it is either made or nothing of it is.</summary>
public sealed class MoveJobKind(IDbContextFactory<PartnersDb> contexts)
    : JobKind(JobName, Permission.MoveProjects, "move", "Nothing was moved.")
{
    public const string JobName = "moves";

    /// <summary>One runs at a time, so the move that its person made since is this one.</summary>
    internal override async Task<JobEnd> FindEndAsync(Job job, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var isMade = await db.Moves.AnyAsync(move => move.BySubject == job.StartedBySubject && move.MovedAt >= job.StartedAt, cancel);
        return isMade ? new(JobState.Completed) : new(JobState.Failed, Interrupted);
    }
}

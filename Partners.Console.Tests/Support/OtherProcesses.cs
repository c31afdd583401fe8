using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Jobs;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Support;

/// <summary>Jobs that stand in the table for another process.</summary>
internal static class OtherProcesses
{
    /// <summary>No process has this number: it is the largest that there could be.</summary>
    private static readonly JobHolder s_killed = JobHolder.Me with { ProcessId = int.MaxValue };

    private static readonly JobHolder s_elsewhere = new("elsewhere", 1, 1);

    /// <summary>One that works on another machine.</summary>
    public static Task<Guid> RunElsewhereAsync(this TestDatabase database, string kind, string about = "at it", Staff? by = null) =>
        AddAsync(database.Get<IDbContextFactory<PartnersDb>>(), kind, about, by ?? Make.Operator, s_elsewhere, database.Clock.Now);

    /// <summary>One whose process was killed on this machine.</summary>
    public static Task<Guid> KillAsync(this TestDatabase database, string kind, string about = "at it", Staff? by = null) =>
        AddAsync(database.Get<IDbContextFactory<PartnersDb>>(), kind, about, by ?? Make.Operator, s_killed, database.Clock.Now);

    public static Task<Job> JobAsync(this TestDatabase database, Guid id) =>
        database.QueryAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == id));

    public static Task<List<Job>> JobsAsync(this TestDatabase database, string kind) =>
        database.QueryAsync(db => db.Jobs.AsNoTracking().Where(job => job.Kind == kind).OrderBy(job => job.Id).ToListAsync());

    public static Task<Guid> AddElsewhereAsync(
        IDbContextFactory<PartnersDb> contexts, string kind, string about, Staff by, DateTimeOffset at) =>
        AddAsync(contexts, kind, about, by, s_elsewhere, at);

    private static async Task<Guid> AddAsync(
        IDbContextFactory<PartnersDb> contexts, string kind, string about, Staff by, JobHolder holder, DateTimeOffset at)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var job = db.Jobs.Add(new(Guid.CreateVersion7(at), kind, about, by, holder, at, at + JobRows.Lease)).Entity;
        await db.SaveChangesAsync();
        return job.Id;
    }
}

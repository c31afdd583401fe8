using Microsoft.EntityFrameworkCore;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>Adds what the made-up data lacks and the search covers: the names searched for, and handoffs.</summary>
internal static class SearchData
{
    private const int Handoffs = 1_000;

    public static async Task CompleteAsync(PartnersDb db, CancellationToken cancel)
    {
        if (await db.Handoffs.AnyAsync(cancel))
        {
            return;
        }

        var at = DateTimeOffset.UtcNow;
        db.Organisations.Add(new Organisation(Guid.CreateVersion7(at), "Gemeente Zwolle", createdById: null, at));
        var clients = await db.Workspaces.AsNoTracking()
            .Where(workspace => workspace.UsageContext == UsageContext.External)
            .OrderBy(workspace => workspace.Id)
            .Take(Handoffs)
            .Select(workspace => new { workspace.Id, workspace.OrganisationId })
            .ToListAsync(cancel);
        db.Handoffs.AddRange(
            clients.Select(workspace => new Handoff(workspace.Id, workspace.OrganisationId, new(), BenchDatabase.Who, at)));
        await db.SaveChangesAsync(cancel);
        System.Console.WriteLine($"Added {clients.Count:N0} handoffs, and the Gemeente Zwolle.");
    }
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Handoffs;
using Partners.Core.Persistence;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Today;

/// <summary>What of the handoffs needs somebody today.</summary>
internal static class HandoffsToday
{
    public static async Task<PendingHandoffs> CountAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var scheduled = db.Handoffs.AsNoTracking().Where(handoff => handoff.Status == HandoffStatus.Scheduled);
        var first = await (
            from handoff in scheduled
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            join partner in db.Organisations on handoff.PartnerId equals partner.Id
            orderby handoff.BlockedBecause == null, handoff.AgreedOn, handoff.Id
            select new PendingHandoff(handoff.Id, workspace.Name, partner.Name, handoff.AgreedOn, handoff.BlockedBecause))
            .Take(Overview.Named)
            .ToListAsync(cancel);
        return new(
            await db.Handoffs.CountAsync(handoff => handoff.Status == HandoffStatus.Draft, cancel),
            await scheduled.CountAsync(cancel),
            await scheduled.CountAsync(handoff => handoff.BlockedBecause != null, cancel),
            await db.Handoffs.CountAsync(handoff => handoff.Status == HandoffStatus.Completed, cancel),
            first)
        {
            Ending = await EndingAsync(db, today, cancel),
            Uncertified = await db.Handoffs.Uncertified(today).CountAsync(cancel),
            FirstUncertified = await UncertifiedAsync(db, today, cancel),
        };
    }

    /// <summary>Starts at the completed handoffs, which are few.</summary>
    private static async Task<IReadOnlyList<EndingAccess>> EndingAsync(PartnersDb db, DateOnly today, CancellationToken cancel)
    {
        var (begins, until) = (today.StartInAmsterdam(), today.AddDays(EndingAccess.DaysAhead + 1).StartInAmsterdam());
        var ending = await (
            from handoff in db.Handoffs.AsNoTracking()
            where handoff.Status == HandoffStatus.Completed
            join seat in db.WorkspaceMemberships on handoff.WorkspaceId equals seat.WorkspaceId
            where seat.DeletedAt == null && seat.Role == WorkspaceRole.External && seat.ExpiresAt > begins && seat.ExpiresAt <= until
            join person in db.People on seat.PersonId equals person.Id
            join workspace in db.Workspaces on seat.WorkspaceId equals workspace.Id
            orderby seat.ExpiresAt, seat.Id
            select new { workspace.Id, workspace.Name, person.DisplayName, seat.ExpiresAt })
            .Take(Overview.Named)
            .ToListAsync(cancel);
        return
        [
            .. ending.Select(seat => new EndingAccess(
                seat.Id,
                seat.Name,
                seat.DisplayName,
                seat.ExpiresAt!.Value.AddMilliseconds(-1).DayInAmsterdam())),
        ];
    }

    private static async Task<IReadOnlyList<UncertifiedHandoff>> UncertifiedAsync(
        PartnersDb db,
        DateOnly today,
        CancellationToken cancel)
    {
        var first = await (
            from handoff in db.Handoffs.AsNoTracking().Uncertified(today)
            join workspace in db.Workspaces on handoff.WorkspaceId equals workspace.Id
            join partner in db.Organisations on handoff.PartnerId equals partner.Id
            orderby handoff.EndedAt, handoff.Id
            select new { handoff.Id, Workspace = workspace.Name, Partner = partner.Name, handoff.EndedAt })
            .Take(Overview.Named)
            .ToListAsync(cancel);
        return
        [
            .. first.Select(one => new UncertifiedHandoff(
                one.Id,
                one.Workspace,
                one.Partner,
                CertificateDue.LastDay(one.EndedAt!.Value.DayInAmsterdam()))),
        ];
    }

    public static async Task<BrokenHandoffs> BrokenAsync(PartnersDb db, CancellationToken cancel)
    {
        var open = await (
            from breach in db.ProofBreaches.AsNoTracking()
            where breach.ClosedAt == null && breach.AcceptedAt == null
            join workspace in db.Workspaces on breach.WorkspaceId equals workspace.Id
            orderby breach.FoundAt descending, breach.Id
            select new { Breach = breach, workspace.Name })
            .ToListAsync(cancel);
        return new(
            open.Select(one => one.Breach.HandoffId).Distinct().Count(),
            [
                .. open.DistinctBy(one => one.Breach.HandoffId)
                    .Take(Overview.Named)
                    .Select(one => new BrokenHandoff(
                        one.Breach.HandoffId,
                        one.Name,
                        one.Breach.Sentence,
                        one.Breach.OpenedBy,
                        one.Breach.FoundAt)),
            ]);
    }
}

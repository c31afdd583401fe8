using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Views;

/// <param name="Query">The query of the page's address, without the question mark; empty for the plain list.</param>
/// <param name="OpensList">True if the list opens with it when its address has no query.</param>
public sealed record ViewLink(Guid Id, string Name, string Query, bool OpensList = false);

/// <summary>A person's own views of the lists. No one sees or changes another person's.</summary>
public sealed partial class SavedViews(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>The kind in the audit trail.</summary>
    public const string SubjectKind = "view";

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<ViewLink>> ListAsync(Staff who, ViewedGrid grid, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await Of(db, who, grid).AsNoTracking()
            .OrderBy(view => view.NameKey)
            .Select(view => new ViewLink(view.Id, view.Name, view.Query, view.OpensList))
            .ToListAsync(cancel);
    }

    private static IQueryable<SavedView> Of(PartnersDb db, Staff who, ViewedGrid grid) =>
        db.SavedViews.Where(view => view.Subject == who.Subject && view.Grid == grid && view.RemovedAt == null);

    private static Task<SavedView?> FindAsync(PartnersDb db, Staff who, Guid id, CancellationToken cancel) =>
        db.SavedViews.SingleOrDefaultAsync(view => view.Id == id && view.Subject == who.Subject && view.RemovedAt == null, cancel);

    private static ViewLink LinkTo(SavedView view) => new(view.Id, view.Name, view.Query, view.OpensList);

    private static AuditSubject SubjectOf(SavedView view) =>
        new(SubjectKind, view.Id.ToString(), view.Name, OrganisationId: null, Version: null);

    private static object Facts(SavedView view) => new { view.Grid, view.Name, view.Query };
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Views;

/// <param name="Query">Of the page's address, without the question mark.</param>
/// <param name="Over">Whether it takes the place of a view of the same name.</param>
public sealed record SaveView(Guid RequestId, ViewedGrid Grid, string? Name, string Query, bool Over = false);

public sealed record RemoveView(Guid RequestId, Guid ViewId);

/// <param name="Opens">Whether the list opens with it from now on, in place of another; or with all of it again.</param>
public sealed record OpenWithView(Guid RequestId, Guid ViewId, bool Opens);

/// <param name="Query">Of the page's address, without the question mark; empty for the plain list.</param>
/// <param name="OpensList">Whether the list opens with it where its address says nothing.</param>
public sealed record ViewLink(Guid Id, string Name, string Query, bool OpensList = false);

/// <summary>A person's own views of the lists. Nobody sees or changes another's.</summary>
public sealed class SavedViews(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>As in the audit trail.</summary>
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

    /// <summary>Refused without a name, under a name that is taken unless it is to be saved over, and beyond <see cref="SavedView.Most"/>.</summary>
    public Task<Outcome<ViewLink>> SaveAsync(Staff who, SaveView command, CancellationToken cancel) =>
        changes.RunAsync<ViewLink>(who, Permission.Read, command.RequestId, nameof(SaveView), async (change, cancel) =>
        {
            var name = command.Name?.Trim() ?? string.Empty;
            if (SavedView.Refuse(name, command.Query) is { } refused)
            {
                return refused;
            }

            var kept = await Of(change.Db, who, command.Grid).ToListAsync(cancel);
            var key = SearchKey.Of(name);
            var view = kept.Find(view => view.NameKey == key);
            if (view is not null && !command.Over)
            {
                return new ViewNameTaken(view.Name);
            }

            if (view is null && kept.Count >= SavedView.Most)
            {
                return new TooManyViews();
            }

            var before = view is null ? null : Facts(view);
            if (view is null)
            {
                view = new(who.Subject, command.Grid, name, command.Query, change.At);
                change.Db.Add(view);
            }
            else
            {
                view.SaveOver(name, command.Query, change.At);
            }

            change.Record(AuditActions.ViewSaved, SubjectOf(view), before, Facts(view), reason: null);
            return LinkTo(view);
        }, cancel);

    /// <summary>
    /// Chooses the view that the list opens with, or takes the choice back. Refused where the view is not there any more or is somebody else's,
    /// and where nothing would be different.
    /// </summary>
    public Task<Outcome<ViewLink>> OpenWithAsync(Staff who, OpenWithView command, CancellationToken cancel) =>
        changes.RunAsync<ViewLink>(who, Permission.Read, command.RequestId, nameof(OpenWithView), async (change, cancel) =>
        {
            if (await FindAsync(change.Db, who, command.ViewId, cancel) is not { } view)
            {
                return new NoSuchView();
            }

            if (view.OpensList == command.Opens)
            {
                return new NothingChanged();
            }

            var former = await Of(change.Db, who, view.Grid).SingleOrDefaultAsync(kept => kept.OpensList, cancel);
            former?.Open(opensList: false);
            view.Open(command.Opens);
            change.Record(AuditActions.ViewOpensList, SubjectOf(view), former is null ? null : Opening(former), command.Opens ? Opening(view) : null, reason: null);
            return LinkTo(view);
        }, cancel);

    /// <summary>Refused where it is not there any more, or is somebody else's.</summary>
    public Task<Outcome<ViewLink>> RemoveAsync(Staff who, RemoveView command, CancellationToken cancel) =>
        changes.RunAsync<ViewLink>(who, Permission.Read, command.RequestId, nameof(RemoveView), async (change, cancel) =>
        {
            if (await FindAsync(change.Db, who, command.ViewId, cancel) is not { } view)
            {
                return new NoSuchView();
            }

            view.Remove(change.At);
            change.Record(AuditActions.ViewRemoved, SubjectOf(view), Facts(view), after: null, reason: null);
            return LinkTo(view);
        }, cancel);

    private static IQueryable<SavedView> Of(PartnersDb db, Staff who, ViewedGrid grid) =>
        db.SavedViews.Where(view => view.Subject == who.Subject && view.Grid == grid && view.RemovedAt == null);

    private static Task<SavedView?> FindAsync(PartnersDb db, Staff who, Guid id, CancellationToken cancel) =>
        db.SavedViews.SingleOrDefaultAsync(view => view.Id == id && view.Subject == who.Subject && view.RemovedAt == null, cancel);

    private static ViewLink LinkTo(SavedView view) => new(view.Id, view.Name, view.Query, view.OpensList);

    private static AuditSubject SubjectOf(SavedView view) => new(SubjectKind, view.Id.ToString(), view.Name, OrganisationId: null, Version: null);

    private static object Facts(SavedView view) => new { view.Grid, view.Name, view.Query };

    private static object Opening(SavedView view) => new { view.Grid, OpensWith = view.Name };
}

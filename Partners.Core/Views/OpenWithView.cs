using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Views;

/// <param name="Opens">Whether the list opens with it from now on, in place of another; or with all of it again.</param>
public sealed record OpenWithView(Guid RequestId, Guid ViewId, bool Opens);

public sealed partial class SavedViews
{
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

    private static object Opening(SavedView view) => new { view.Grid, OpensWith = view.Name };
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Views;

/// <param name="Opens">True to open the list with this view from now on, instead of any other; false to open it unfiltered again.</param>
public sealed record OpenWithView(Guid RequestId, Guid ViewId, bool Opens);

public sealed partial class SavedViews
{
    /// <summary>
    /// Sets or clears the view that the list opens with. Refused if the view is gone or someone else's, or if nothing would change.
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
            change.Record(
                AuditActions.ViewOpensList,
                SubjectOf(view),
                former is null ? null : Opening(former),
                command.Opens ? Opening(view) : null,
                reason: null);
            return LinkTo(view);
        }, cancel);

    private static object Opening(SavedView view) => new { view.Grid, OpensWith = view.Name };
}

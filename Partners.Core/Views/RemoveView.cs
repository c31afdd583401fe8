using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Views;

public sealed record RemoveView(Guid RequestId, Guid ViewId);

public sealed partial class SavedViews
{
    /// <summary>Refused if the view is gone or someone else's.</summary>
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
}

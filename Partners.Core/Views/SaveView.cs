using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Views;

/// <param name="Query">The query of the page's address, without the question mark.</param>
/// <param name="Over">Replace a view of the same name.</param>
public sealed record SaveView(Guid RequestId, ViewedGrid Grid, string? Name, string Query, bool Over = false);

public sealed partial class SavedViews
{
    /// <summary>
    /// Refused without a name, for a name already taken unless <see cref="SaveView.Over"/> is set, and beyond <see cref="SavedView.Most"/>.
    /// </summary>
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
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Platform;

/// <summary>What one external client did in a window, counted plainly to check made-up data.</summary>
internal sealed record Signals(
    string DataOwner,
    int Conversations,
    int ClientConversations,
    int InvitesSent,
    int OwnerActs,
    int FoundedOrganisations)
{
    public static async Task<IReadOnlyList<Signals>> OfAllAsync(PartnersDb db, DateTimeOffset since, CancellationToken cancel)
    {
        var people = await db.People.ToListAsync(cancel);
        var seats = (await db.WorkspaceMemberships.ToListAsync(cancel)).ToLookup(seat => seat.WorkspaceId, seat => seat.PersonId);
        var members = (await db.OrganisationMemberships.ToListAsync(cancel)).ToLookup(
            membership => membership.OrganisationId,
            membership => membership.PersonId);
        var projects = (await db.Projects.ToListAsync(cancel)).ToLookup(project => project.WorkspaceId);
        var conversations = (await db.Conversations.Where(conversation => conversation.CreatedAt >= since).ToListAsync(cancel))
            .CountBy(conversation => conversation.ProjectId)
            .ToDictionary();
        var acts = await db.Activities.Where(act => act.At >= since).ToListAsync(cancel);
        var invites = await db.WorkspaceInvites.ToListAsync(cancel);

        var signals = new List<Signals>();
        foreach (var workspace in await db.Workspaces
            .Where(workspace => workspace.UsageContext == UsageContext.External && workspace.DeletedAt == null)
            .ToListAsync(cancel))
        {
            var client = people
                .Where(person =>
                    (seats[workspace.Id].Contains(person.Id)
                        || string.Equals(person.EmailKey, workspace.DataOwnerEmail, StringComparison.OrdinalIgnoreCase))
                    && !members[workspace.OrganisationId].Contains(person.Id))
                .ToList();
            var users = client.Select(person => person.DirectusUserId).ToHashSet();
            var ids = client.Select(person => person.Id).ToHashSet();
            var own = projects[workspace.Id].ToList();
            var items = own.Select(project => project.Id)
                .Append(workspace.Id)
                .Concat(db.WorkspaceMemberships.Where(seat => seat.WorkspaceId == workspace.Id).Select(seat => seat.Id))
                .Select(id => id.ToString())
                .ToHashSet(StringComparer.Ordinal);
            signals.Add(new(
                workspace.DataOwnerName!,
                own.Sum(project => conversations.GetValueOrDefault(project.Id)),
                own.Where(project => project.CreatedByUserId is { } user && users.Contains(user))
                    .Sum(project => conversations.GetValueOrDefault(project.Id)),
                invites.Count(invite =>
                    invite.WorkspaceId == workspace.Id && invite.CreatedAt >= since && invite.InvitedById is { } by && ids.Contains(by)),
                acts.Count(act => act.DirectusUserId is { } user && users.Contains(user) && items.Contains(act.Item)
                    && (act.Collection, act.Action) is ("workspace" or "workspace_membership", "update") or ("project", "create")),
                acts.Count(act =>
                    act is { Collection: "org", Action: "create" } && act.DirectusUserId is { } user && users.Contains(user))));
        }

        return signals;
    }
}

using System.Text.Json;
using Partners.Core.Access;
using Partners.Core.Moves;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>
/// Two moves of the past: one within the partner's own workspaces, which the platform knows by now, and one to a client, which it is
/// still to be told of. The projects are where the moves put them.
/// </summary>
internal static class MoveScenes
{
    private const string ToClientBecause = "The second round is the client's own: agreed with them, and they pay for it";

    public static void Make(Scene scene)
    {
        var team = scene.Teams[Cast.Samenspel];
        var own = scene.Workspaces
            .Where(workspace =>
                workspace.OrganisationId == team.Organisation.Id
                && workspace.UsageContext == UsageContext.Internal
                && workspace.DeletedAt is null)
            .ToList();
        var (from, into) = (own[0], own[1]);
        Make(
            scene,
            CastPartners.Noor,
            daysAgo: 33,
            from,
            into,
            [.. scene.Projects.Where(project => project.WorkspaceId == into.Id)],
            reason: null);

        var client = scene.Workspaces.First(workspace =>
            workspace.OrganisationId == team.Organisation.Id
            && workspace.UsageContext == UsageContext.External
            && workspace.CreatedAt < scene.Now.AddDays(-60));
        Make(
            scene,
            CastPartners.Amina,
            daysAgo: 6,
            from,
            client,
            [.. scene.Projects.Where(project =>
                project.WorkspaceId == client.Id && project.Name.EndsWith("tweede ronde", StringComparison.Ordinal))],
            ToClientBecause);
    }

    private static void Make(
        Scene scene,
        Staff who,
        int daysAgo,
        Workspace from,
        Workspace to,
        IReadOnlyList<Project> projects,
        string? reason)
    {
        var at = scene.DaysAgo(daysAgo, Dice.For($"move/{daysAgo}"));
        var (source, target) = (Place(scene, from), Place(scene, to));
        var plan = new MovePlan([new(source, target, projects.Count, [.. projects.Select(project => project.Id)])], MovesBack: null);
        var ids = projects.Select(project => project.Id).ToHashSet();
        var move = scene.Known(
            new Move(
                plan,
                scene.Conversations.Count(conversation => ids.Contains(conversation.ProjectId) && conversation.CreatedAt < at),
                reason,
                who,
                at),
            $"{daysAgo}");
        scene.Moves.Add(move);
        foreach (var side in new[] { new MoveSide(move.Id, source, projects.Count, 0), new MoveSide(move.Id, target, 0, projects.Count) })
        {
            scene.MoveSides.Add(side);
            var place = side.Left > 0 ? source : target;
            var before = scene.Projects.Count(project => project.WorkspaceId == place.WorkspaceId) + side.Left - side.Arrived;
            scene.Past.Add(new(who, at, side.Action, place.Subject(), new { Projects = before }, side.Facts(move, before), reason));
        }

        foreach (var project in projects)
        {
            scene.MovedProjects.Add(new(move.Id, project.Id, project.Name, from.Id, to.Id));
            var change = scene.Known(
                new PlatformChange(
                    new(PlatformFields.Project, project.Id.ToString(), project.Name),
                    PlatformFields.WorkspaceId,
                    JsonSerializer.Serialize(to.Id),
                    who,
                    at,
                    reason ?? $"Moved from {move.From} to {move.To}",
                    MadeUpHistory.RequestOf(who, at)),
                $"{project.Id}/{daysAgo}");
            if (daysAgo > CastPartners.LastImportDaysAgo)
            {
                change.Apply(at.AddDays(1));
            }

            scene.PlatformChanges.Add(change);
        }
    }

    private static MovePlace Place(Scene scene, Workspace workspace) => new(
        workspace.Id,
        workspace.Name,
        workspace.OrganisationId,
        scene.Organisations.Single(organisation => organisation.Id == workspace.OrganisationId).Name,
        workspace.UsageContext,
        workspace.DataOwnerName,
        workspace.DataOwnerEmail,
        workspace.BillingAccountId,
        scene.Accounts.Single(account => account.Id == workspace.BillingAccountId).Label,
        workspace.Visibility == WorkspaceVisibility.OpenToOrganisation);
}

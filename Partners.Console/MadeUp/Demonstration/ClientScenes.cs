using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Makes the external-client workspaces, and lets the data owners' stories happen in them.</summary>
internal static class ClientScenes
{
    private const int InviteHoldsForDays = 30;

    public static void Make(Scene scene)
    {
        foreach (var cast in CastClients.Workspaces)
        {
            Make(scene, cast);
        }
    }

    private static void Make(Scene scene, CastClient cast)
    {
        var partner = scene.Teams[cast.Partner];
        var key = $"{partner.Domain}/{cast.Domain}";
        var dice = Dice.For(key);
        var createdAt = scene.DaysAgo(cast.AgeInDays, dice);
        var host = partner.People[0];
        var ownerName = Scene.NewName(dice);
        var workspace = new Workspace(
            KnownId.Of("workspace", key),
            new(
                partner.Organisation.Id,
                $"{cast.DataOwner} – {cast.Subject}",
                UsageContext.External,
                cast.DataOwner,
                Names.Email(ownerName, cast.Domain),
                createdAt,
                KnownId.Of("billing-account", key),
                WorkspaceVisibility.Private,
                cast.Logo ? $"https://{cast.Domain}/logo.png" : null,
                host.Id,
                createdAt,
                cast.DeletedDaysAgo is { } days ? scene.DaysAgo(days, dice) : null)
            {
                Notice = cast.Logo ? new("consent", $"https://{partner.Domain}/privacy") : new("client-managed", PrivacyAddress: null),
            });
        scene.Workspaces.Add(workspace);
        scene.Acted(host, "create", "workspace", workspace.Id, createdAt);

        var hosts = partner.People.Take(cast.PartnerPeople).ToList();
        for (var i = 0; i < hosts.Count; i++)
        {
            scene.Seat(
                workspace,
                hosts[i],
                i switch { 0 => WorkspaceRole.Owner, 1 => WorkspaceRole.Admin, 2 => WorkspaceRole.Billing, _ => WorkspaceRole.Member },
                createdAt);
        }

        foreach (var name in new[] { cast.Subject, $"{cast.Subject}, tweede ronde" })
        {
            var project = scene.Project(workspace, name, dice.Pick(hosts), createdAt.AddHours(dice.Between(1, 6)));
            scene.Converse(project, cast.Story.PartnerConversations / 2, Math.Min(cast.AgeInDays, 85), dice);
        }

        var owner = InviteOwner(scene, cast, workspace, host, ownerName, createdAt, dice);
        if (owner is not null)
        {
            Live(scene, cast, workspace, owner, dice);
        }

        BillingScenes.Own(scene, cast, workspace, key, dice);
        if (string.Equals(cast.DataOwner, CastClients.HandingOff, StringComparison.Ordinal))
        {
            Connect(scene, cast, workspace, partner);
        }
    }

    /// <summary>
    /// Conversations leave to the partner and to the client, by a webhook each, and a third round has a notice of its own.
    /// </summary>
    private static void Connect(Scene scene, CastClient cast, Workspace workspace, Team partner)
    {
        var projects = scene.Projects.FindAll(project => project.WorkspaceId == workspace.Id);
        scene.Send(
            projects[0],
            "Raadsmonitor",
            new($"https://hooks.{partner.Domain}/raadsmonitor"),
            "conversation.transcribed, conversation.summarized");
        scene.Send(projects[1], "Open data", new($"https://data.{cast.Domain}/dembrane"), "report.generated");
        scene.Project(
            workspace,
            $"{cast.Subject}, derde ronde",
            partner.People[0],
            workspace.CreatedAt.AddHours(8),
            new("consent", $"https://{cast.Domain}/privacy"));
    }

    /// <summary>
    /// The data owner is invited as an observer at once; the role that the story gives came later. Null until the invitation is accepted.
    /// </summary>
    private static Person? InviteOwner(
        Scene scene,
        CastClient cast,
        Workspace workspace,
        Person host,
        string ownerName,
        DateTimeOffset createdAt,
        Dice dice)
    {
        var accepted = cast.Story.Invite == OwnerInvite.Accepted;
        var acceptedAt = createdAt.AddHours(dice.Between(2, 9));
        Invite(scene, workspace, workspace.DataOwnerEmail!, WorkspaceRole.Observer, host, createdAt, accepted ? acceptedAt : null);
        if (!accepted)
        {
            return null;
        }

        var owner = scene.Person(ownerName, cast.Domain, acceptedAt);
        scene.Seat(workspace, owner, cast.Story.OwnerRole, acceptedAt);
        scene.SignedIn(owner, cast.Story.SignIns, dice);
        return owner;
    }

    private static void Live(Scene scene, CastClient cast, Workspace workspace, Person owner, Dice dice)
    {
        var story = cast.Story;
        var since = Math.Min(cast.AgeInDays - 1, 85);
        for (var i = 0; i < story.Externals; i++)
        {
            var at = scene.DaysAgo(Math.Min(cast.AgeInDays - 1, 100), dice);
            var external = scene.NewPerson(cast.Domain, at, dice);
            scene.Seat(workspace, external, WorkspaceRole.External, at);
            scene.SignedIn(external, story.SignIns, dice);
            var edited = scene.Projects.First(project => project.WorkspaceId == workspace.Id);
            scene.Acted(external, "update", "project", edited.Id, scene.DaysAgo(dice.Between(2, 60), dice));
        }

        for (var i = 0; i < story.ClientProjects; i++)
        {
            var project = scene.Project(
                workspace,
                $"{Names.Subjects[dice.Below(10) + i]} – eigen project {i + 1}",
                owner,
                scene.DaysAgo(dice.Between(40, since), dice));
            scene.Converse(project, (story.ClientConversations + i) / story.ClientProjects, 39, dice);
        }

        for (var i = 0; i < story.InvitesSent; i++)
        {
            InviteColleague(scene, cast, workspace, owner, i, dice);
        }

        for (var i = 0; i < story.SettingsChanged; i++)
        {
            var (collection, item) = i % 2 == 0
                ? ("workspace", workspace.Id)
                : ("workspace_membership", scene.Seats.Last(seat => seat.WorkspaceId == workspace.Id).Id);
            scene.Acted(owner, "update", collection, item, scene.DaysAgo(dice.Between(2, since), dice));
        }

        if (story.FoundsOrganisation)
        {
            OrganisationScenes.Found(
                scene,
                cast.DataOwner,
                cast.Domain,
                [owner],
                scene.DaysAgo(dice.Between(15, 50), dice),
                deletedAt: null,
                Tier.Free,
                BillingPeriod.Monthly,
                dice);
        }
    }

    private static void InviteColleague(Scene scene, CastClient cast, Workspace workspace, Person owner, int number, Dice dice)
    {
        var name = Scene.NewName(dice);
        var role = number % 2 == 0 ? WorkspaceRole.Member : WorkspaceRole.External;
        var at = scene.DaysAgo(number switch { 0 => 6, 1 => 55, _ => dice.Between(20, 50) }, dice);
        DateTimeOffset? acceptedAt = number < 2 ? null : at.AddHours(dice.Between(1, 40));
        Invite(scene, workspace, Names.Email(name, cast.Domain), role, owner, at, acceptedAt);
        if (acceptedAt is { } joined)
        {
            scene.Seat(workspace, scene.Person(name, cast.Domain, joined), role, joined);
        }
    }

    private static void Invite(
        Scene scene,
        Workspace workspace,
        string email,
        WorkspaceRole role,
        Person by,
        DateTimeOffset at,
        DateTimeOffset? acceptedAt)
    {
        var id = KnownId.Of("workspace-invite", $"{workspace.Id}/{email}");
        scene.Invites.Add(new(
            id,
            new(workspace.Id, email, role, by.Id, at, at.AddDays(InviteHoldsForDays), acceptedAt, workspace.DeletedAt)));
        scene.Acted(by, "create", "workspace_invite", id, at);
    }
}

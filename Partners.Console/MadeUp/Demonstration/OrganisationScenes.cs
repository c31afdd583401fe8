using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>Makes the organisations with their own people, internal workspaces and pooled billing.</summary>
internal static class OrganisationScenes
{
    /// <summary>After the creator: who else works there, in which role.</summary>
    private static readonly OrganisationRole[] s_roles =
    [
        OrganisationRole.Owner,
        OrganisationRole.Admin,
        OrganisationRole.Billing,
        OrganisationRole.Member,
        OrganisationRole.Member,
        OrganisationRole.Member,
        OrganisationRole.Admin,
    ];

    public static void Make(Scene scene)
    {
        foreach (var cast in Cast.Organisations)
        {
            Make(scene, cast);
        }
    }

    private static void Make(Scene scene, CastOrganisation cast)
    {
        var dice = Dice.For(cast.Domain);
        var createdAt = scene.DaysAgo(cast.AgeInDays, dice);
        DateTimeOffset? deletedAt = cast.DeletedDaysAgo is { } days ? scene.DaysAgo(days, dice) : null;
        var people = Enumerable.Range(0, cast.People).Select(_ => scene.NewPerson(cast.Domain, createdAt, dice)).ToList();
        var team = Found(scene, cast.Name, cast.Domain, people, createdAt, deletedAt, cast.Tier, cast.Period, dice);

        foreach (var subject in Subjects(cast.Workspaces, dice))
        {
            var at = scene.DaysAgo(dice.Between(Math.Min(60, cast.AgeInDays), cast.AgeInDays), dice);
            AddInternal(scene, team, subject, at, cast.DeletedDaysAgo, dice);
        }
    }

    /// <summary>An organisation with its pooled account and the workspace that each begins with.</summary>
    public static Team Found(
        Scene scene,
        string name,
        string domain,
        IReadOnlyList<Person> people,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt,
        Tier tier,
        BillingPeriod period,
        Dice dice)
    {
        var creator = people[0];
        var organisation = new Organisation(KnownId.Of("organisation", domain), name, creator.Id, createdAt);
        if (deletedAt is not null)
        {
            organisation.CopyFromPlatform(name, isPartner: false, creator.Id, createdAt, deletedAt);
        }

        var team = new Team(organisation, domain, people, KnownId.Of("billing-account", domain));
        scene.Organisations.Add(organisation);
        scene.Teams.Add(name, team);
        scene.Acted(creator, "create", "org", organisation.Id, createdAt);
        BillingScenes.Pool(scene, team, tier, period, dice);

        for (var i = 0; i < people.Count; i++)
        {
            scene.Join(organisation, people[i], s_roles[i % s_roles.Length], createdAt.AddDays(i));
            scene.SignedIn(people[i], dice.Between(0, 4), dice);
        }

        Add(scene, team, "Default", createdAt);
        return team;
    }

    private static Workspace Add(Scene scene, Team team, string name, DateTimeOffset at)
    {
        var creator = team.People[0];
        var workspace = new Workspace(
            KnownId.Of("workspace", $"{team.Domain}/{name}"),
            new(
                team.Organisation.Id,
                name,
                UsageContext.Internal,
                null,
                null,
                null,
                team.AccountId,
                WorkspaceVisibility.OpenToOrganisation,
                null,
                creator.Id,
                at,
                team.Organisation.DeletedAt));
        scene.Workspaces.Add(workspace);
        scene.Seat(workspace, creator, WorkspaceRole.Owner, at);
        scene.Acted(creator, "create", "workspace", workspace.Id, at);
        return workspace;
    }

    private static void AddInternal(Scene scene, Team team, string subject, DateTimeOffset at, int? deletedDaysAgo, Dice dice)
    {
        var workspace = Add(scene, team, subject, at);
        foreach (var person in team.People.Skip(1))
        {
            scene.Seat(workspace, person, dice.Chance(30) ? WorkspaceRole.Admin : WorkspaceRole.Member, at);
        }

        var busy = deletedDaysAgo is null ? dice.Between(2, 30) : 0;
        foreach (var name in Subjects(dice.Between(1, 4), dice))
        {
            var project = scene.Project(workspace, name, dice.Pick(team.People), at.AddHours(dice.Between(1, 20)));
            scene.Converse(project, busy, 200, dice);
        }
    }

    private static IEnumerable<string> Subjects(int count, Dice dice)
    {
        var first = dice.Below(Names.Subjects.Count);
        return Enumerable.Range(0, count).Select(index => Names.Subjects[(first + (index * 3)) % Names.Subjects.Count]);
    }
}

using Partners.Console.MadeUp.Demonstration;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>Writes projects, conversations, and who did what.</summary>
internal static class SyntheticUsage
{
    private const int ProjectsPerOrganisation = 5;
    private const int ShareOfClientProjects = 25;

    public static void SignIn(SyntheticBatch batch, SyntheticHome home, Dice dice)
    {
        Act(batch, "create", home.People[0].DirectusUserId, home.Organisation.CreatedAt, "org", home.Organisation.Id);
        var person = dice.Pick(home.People);
        Act(
            batch,
            "login",
            person.DirectusUserId,
            home.Between(home.Organisation.CreatedAt, dice),
            "directus_users",
            person.DirectusUserId);
    }

    public static void Write(
        SyntheticBatch batch,
        SyntheticHome home,
        Workspace workspace,
        int projects,
        int conversationsPerOrganisation,
        Dice dice)
    {
        Act(batch, "create", home.People[0].DirectusUserId, workspace.CreatedAt, "workspace", workspace.Id);
        for (var i = 0; i < projects; i++)
        {
            // In some clients the data owner is the busy one: people past the members stand outside the organisation.
            var byClient = workspace.UsageContext == UsageContext.External && dice.Chance(ShareOfClientProjects);
            var creator = home.People[byClient ? 4 + dice.Below(6) : dice.Below(4)].DirectusUserId;
            var at = home.Between(workspace.CreatedAt, dice);
            var number = batch.Counts.Projects;
            var project = new Project(
                SyntheticId.Of('j', number),
                workspace.Id,
                dice.Pick(Names.Subjects),
                creator,
                at,
                deletedAt: null,
                moveHistory: null);
            batch.Add(project);
            Act(batch, "create", creator, at, "project", project.Id);

            // Whole conversations for each project that add up to the share of each organisation.
            var until = (number + 1) * conversationsPerOrganisation / ProjectsPerOrganisation;
            while (batch.Counts.Conversations < until)
            {
                batch.Add(new Conversation(
                    SyntheticId.Of('c', batch.Counts.Conversations),
                    project.Id,
                    home.Between(at, dice),
                    dice.Between(60, 5_400)));
            }
        }
    }

    private static void Act(SyntheticBatch batch, string action, Guid user, DateTimeOffset at, string collection, Guid item) =>
        batch.Add(new Activity(batch.Counts.Activities + 1, action, user, at, collection, item.ToString()));
}

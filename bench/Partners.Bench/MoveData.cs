using Partners.Console.MadeUp.Demonstration;
using Partners.Console.MadeUp.Synthetic;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>
/// One organisation with 50,000 projects and 1,000,000 conversations in one workspace, 500 colleagues and an empty workspace; besides that
/// 450,000 projects of 4,500 other organisations.
/// </summary>
internal static class MoveData
{
    public const int Projects = 50_000;

    private const int ConversationsOfProject = 20;
    private const int Colleagues = 500;
    private const int Others = 4_500;
    private const int OthersOfBatch = 450;
    private const int ProjectsOfOther = 100;
    private const int ProjectsOfBatch = 5_000;
    private const int OldestInDays = 400;

    public static Guid Full => SyntheticId.Of('w', 0);

    public static Guid Empty => SyntheticId.Of('w', 1);

    public static async Task WriteAsync(PartnersDb db, int projects, CancellationToken cancel)
    {
        var (now, counts, dice) = (DateTimeOffset.UtcNow, new SyntheticCounts(), new Dice(1));
        var at = now.AddDays(-OldestInDays);
        await InTransactionAsync(batch =>
        {
            var (owner, full, _) = (
                Found(batch, 0, at, dice),
                Open(batch, 0, SyntheticId.Of('o', 0), "Archive", at),
                Open(batch, 1, SyntheticId.Of('o', 0), "Current", at));
            for (var i = 0; i < Colleagues; i++)
            {
                var name = $"{dice.Pick(Names.First)} {dice.Pick(Names.Last)}";
                var person = new Person(SyntheticId.Of('p', i), SyntheticId.Of('u', i), Names.Email(name, $"{i}.bench.example"), name, at);
                batch.Add(person);
                batch.Add(new OrganisationMembership(
                    SyntheticId.Of('m', i),
                    owner.Id,
                    person.Id,
                    OrganisationRole.Member,
                    at,
                    deletedAt: null));
                batch.Add(new WorkspaceMembership(
                    SyntheticId.Of('s', i),
                    full.Id,
                    person.Id,
                    WorkspaceRole.Member,
                    WorkspaceMembership.Direct,
                    at,
                    deletedAt: null));
            }
        });

        for (var first = 0; first < projects; first += ProjectsOfBatch)
        {
            await InTransactionAsync(batch =>
            {
                for (var i = first; i < Math.Min(projects, first + ProjectsOfBatch); i++)
                {
                    var project = Collect(batch, Full, now, dice);
                    for (var c = 0; c < ConversationsOfProject; c++)
                    {
                        batch.Add(new Conversation(
                            SyntheticId.Of('c', batch.Counts.Conversations),
                            project.Id,
                            now.AddMinutes(-dice.Between(1, OldestInDays * 24 * 60)),
                            dice.Between(60, 5_400)));
                    }
                }
            });
        }

        var others = (int)((long)Others * projects / Projects);
        for (var first = 1; first <= others; first += OthersOfBatch)
        {
            await InTransactionAsync(batch =>
            {
                for (var number = first; number <= Math.Min(others, first + OthersOfBatch - 1); number++)
                {
                    var organisation = Found(batch, number, at, dice);
                    var workspace = Open(batch, number + 1, organisation.Id, "Default", at);
                    for (var i = 0; i < ProjectsOfOther; i++)
                    {
                        Collect(batch, workspace.Id, now, dice);
                    }
                }
            });
        }

        async Task InTransactionAsync(Action<SyntheticBatch> write)
        {
            cancel.ThrowIfCancellationRequested();
            await using var transaction = await db.BeginWriteAsync(cancel);
            using (var batch = new SyntheticBatch(db, counts))
            {
                write(batch);
            }

            await transaction.CommitAsync(cancel);
        }
    }

    private static Organisation Found(SyntheticBatch batch, int number, DateTimeOffset at, Dice dice)
    {
        var organisation = new Organisation(SyntheticId.Of('o', number), SyntheticNames.Organisation(dice), createdById: null, at);
        batch.Add(organisation);
        return organisation;
    }

    private static Workspace Open(SyntheticBatch batch, int number, Guid organisation, string name, DateTimeOffset at)
    {
        var workspace = new Workspace(
            SyntheticId.Of('w', number),
            new(
                organisation,
                name,
                UsageContext.Internal,
                null,
                null,
                null,
                null,
                WorkspaceVisibility.OpenToOrganisation,
                null,
                null,
                at,
                null));
        batch.Add(workspace);
        return workspace;
    }

    private static Project Collect(SyntheticBatch batch, Guid workspace, DateTimeOffset now, Dice dice)
    {
        var number = batch.Counts.Projects;
        var project = new Project(
            SyntheticId.Of('j', number),
            workspace,
            $"{dice.Pick(Names.Subjects)} {number}",
            createdByUserId: null,
            now.AddMinutes(-dice.Between(1, OldestInDays * 24 * 60)),
            deletedAt: null,
            moveHistory: null);
        batch.Add(project);
        return project;
    }
}

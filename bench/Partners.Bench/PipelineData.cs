using Partners.Console.MadeUp.Demonstration;
using Partners.Console.MadeUp.Synthetic;
using Partners.Core.Access;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>
/// 100,000 clients of 10,000 partners, half of them with a deal, with 500,000 projects, 10,000,000 conversations and 5,000,000 activity
/// rows from the last 400 days; about a fifth of the clients lead themselves. The core's synthetic data has fewer clients, none of which
/// does.
/// </summary>
internal static class PipelineData
{
    public const int Partners = 10_000;

    private const int ClientsOfPartner = 10;
    private const int ProjectsOfClient = 5;
    private const int ConversationsOfProject = 20;
    private const int ActivitiesOfClient = 50;
    private const int PeopleOfPartner = 4;
    private const int PeopleOfClient = 3;
    private const int PartnersOfBatch = 200;
    private const int OldestInDays = 400;

    private static readonly Staff s_nobody = new("bench", "Bench", string.Empty, Permission.None);

    public static async Task WriteAsync(PartnersDb db, int partners, CancellationToken cancel)
    {
        var (now, counts) = (DateTimeOffset.UtcNow, new SyntheticCounts());
        for (var first = 0; first < partners; first += PartnersOfBatch)
        {
            cancel.ThrowIfCancellationRequested();
            await using var transaction = await db.BeginWriteAsync(cancel);
            using (var batch = new SyntheticBatch(db, counts))
            {
                for (var number = first; number < Math.Min(partners, first + PartnersOfBatch); number++)
                {
                    Write(batch, number, now);
                }
            }

            await transaction.CommitAsync(cancel);
        }
    }

    private static void Write(SyntheticBatch batch, int number, DateTimeOffset now)
    {
        var dice = new Dice((ulong)number);
        var createdAt = now.AddDays(-OldestInDays);
        var partner = new Organisation(SyntheticId.Of('o', number), SyntheticNames.Organisation(dice), createdById: null, createdAt);
        batch.Add(partner);
        var team = Hire(batch, PeopleOfPartner, $"partner{number}.example", createdAt, dice);
        foreach (var person in team)
        {
            batch.Add(new OrganisationMembership(
                SyntheticId.Of('m', batch.Counts.Memberships),
                partner.Id,
                person.Id,
                OrganisationRole.Member,
                createdAt,
                deletedAt: null));
        }

        for (var i = 0; i < ClientsOfPartner; i++)
        {
            Write(batch, partner, team, ((long)number * ClientsOfPartner) + i, now, dice);
        }
    }

    private static void Write(SyntheticBatch batch, Organisation partner, Person[] team, long number, DateTimeOffset now, Dice dice)
    {
        var (name, domain, createdAt) = (SyntheticNames.Organisation(dice), $"client{number}.example", now.AddDays(-OldestInDays));
        var people = Hire(batch, PeopleOfClient, domain, createdAt, dice);
        var workspace = new Workspace(
            SyntheticId.Of('w', number),
            new(
                partner.Id,
                name,
                UsageContext.External,
                name,
                people[0].Email,
                createdAt,
                null,
                WorkspaceVisibility.Private,
                null,
                null,
                createdAt,
                null));
        batch.Add(workspace);
        foreach (var person in team.Concat(people))
        {
            batch.Add(new WorkspaceMembership(
                SyntheticId.Of('s', batch.Counts.Memberships),
                workspace.Id,
                person.Id,
                WorkspaceRole.Member,
                WorkspaceMembership.Direct,
                createdAt,
                deletedAt: null));
        }

        var leadsItself = dice.Chance(20);
        for (var i = 0; i < ProjectsOfClient; i++)
        {
            var creator = dice.Pick(leadsItself ? people : team);
            var project = new Project(
                SyntheticId.Of('j', batch.Counts.Projects),
                workspace.Id,
                dice.Pick(Names.Subjects),
                creator.DirectusUserId,
                Moment(),
                deletedAt: null,
                moveHistory: null);
            batch.Add(project);
            for (var c = 0; c < ConversationsOfProject; c++)
            {
                batch.Add(new Conversation(SyntheticId.Of('c', batch.Counts.Conversations), project.Id, Moment(), dice.Between(60, 5_400)));
            }
        }

        for (var i = 0; i < (leadsItself ? dice.Below(5) : 0); i++)
        {
            batch.Add(new WorkspaceInvite(
                SyntheticId.Of('i', (number * 10) + i),
                new(workspace.Id, $"{i}@{domain}", WorkspaceRole.Member, dice.Pick(people).Id, Moment(), null, null, null)));
        }

        // Most of it counts for nothing: sign-ins, edits of projects, and the partner's own changes to settings.
        for (var i = 0; i < ActivitiesOfClient; i++)
        {
            var (action, collection, item) = dice.Below(10) switch
            {
                0 or 1 => (Activity.Update, Activity.Workspace, workspace.Id),
                < 5 => (Activity.SignIn, "directus_users", workspace.Id),
                _ => (Activity.Update, "project", workspace.Id),
            };
            var person = collection != Activity.Workspace || leadsItself ? dice.Pick(people) : dice.Pick(team);
            batch.Add(new Activity(batch.Counts.Activities + 1, action, person.DirectusUserId, Moment(), collection, item.ToString()));
        }

        if (number % 2 == 0)
        {
            Agree(batch, workspace, number, createdAt, now.DayInAmsterdam(), dice);
        }

        DateTimeOffset Moment() => now.AddMinutes(-dice.Between(1, OldestInDays * 24 * 60));
    }

    private static Person[] Hire(SyntheticBatch batch, int people, string domain, DateTimeOffset since, Dice dice)
    {
        var hired = new Person[people];
        for (var i = 0; i < people; i++)
        {
            var (name, number) = ($"{dice.Pick(Names.First)} {dice.Pick(Names.Last)}", batch.Counts.People);
            hired[i] = new Person(
                SyntheticId.Of('p', number),
                SyntheticId.Of('u', number),
                Names.Email(name, $"{number}.{domain}"),
                name,
                since);
            batch.Add(hired[i]);
        }

        return hired;
    }

    private static void Agree(SyntheticBatch batch, Workspace workspace, long number, DateTimeOffset at, DateOnly today, Dice dice)
    {
        var startsOn = at.DayInAmsterdam();
        var deal = new Deal(
            SyntheticId.Of('d', number),
            number,
            workspace.OrganisationId,
            workspace.Id,
            clientName: null,
            startsOn,
            notes: null,
            at);
        Money? cap = dice.Chance(70) ? new Money(dice.Between(1, 40) * 25_000L) : null;
        DateOnly? expiresOn = dice.Chance(80) ? today.AddDays(dice.Between(0, 900)) : null;
        deal.Agree(startsOn, new(20_00), Percentage.Zero, cap, expiresOn, Deal.ImportedReference, reason: null, s_nobody, at);
        KnownId.Give(batch.Db, deal.Terms[0], SyntheticId.Of('t', number));
        batch.Add(deal);
        batch.Db.ChangeTracker.Clear();
    }
}

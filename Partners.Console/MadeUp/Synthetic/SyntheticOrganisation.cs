using Partners.Console.MadeUp.Demonstration;
using Partners.Core.Access;
using Partners.Core.Organisations;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>
/// Writes one organisation with all that belongs to it. Ten of them in a row have what the scale of docs/product.md S1 gives to ten: one
/// partner, 100 people, 30 workspaces, 100 memberships, 50 projects, 100 payments, 5 deals.
/// </summary>
internal static class SyntheticOrganisation
{
    /// <summary>Its place among the ten.</summary>
    private const int PartnerOfTen = 3;

    private const int People = 10;
    private const int Members = 4;
    private const int ExternalWorkspaces = 8;
    private const int OldestInDays = 1_100;

    private static readonly Staff s_nobody = new("synthetic", "Synthetic data", string.Empty, Permission.None);

    private static readonly OrganisationRole[] s_roles =
    [
        OrganisationRole.Owner,
        OrganisationRole.Admin,
        OrganisationRole.Billing,
        OrganisationRole.Member,
    ];

    public static void Write(SyntheticBatch batch, int number, SyntheticScale scale, DateTimeOffset now)
    {
        var dice = new Dice((ulong)number);
        var createdAt = now.AddMinutes(-dice.Between(60 * 24, 60 * 24 * OldestInDays));
        var isPartner = number % 10 == PartnerOfTen;
        var people = Hire(number, createdAt, dice);
        var organisation = new Organisation(SyntheticId.Of('o', number), SyntheticNames.Organisation(dice), people[0].Id, createdAt);
        WriteOrganisation(batch, organisation, isPartner, number, now, dice);

        for (var i = 0; i < People; i++)
        {
            batch.Add(people[i]);
            if (i < Members)
            {
                batch.Add(new OrganisationMembership(
                    SyntheticId.Of('m', batch.Counts.Memberships),
                    organisation.Id,
                    people[i].Id,
                    s_roles[i],
                    createdAt,
                    deletedAt: null));
            }
        }

        var home = new SyntheticHome(organisation, people, isPartner, SyntheticId.Of('b', batch.Counts.Accounts), now);
        SyntheticBilling.WritePooled(batch, home, dice);
        SyntheticUsage.SignIn(batch, home, dice);
        var external = isPartner ? ExternalWorkspaces : 0;
        var workspaces = Internal(number) + external;
        for (var i = 0; i < workspaces; i++)
        {
            var workspace = AddWorkspace(batch, home, isExternal: i >= workspaces - external, i, dice);
            SyntheticUsage.Write(batch, home, workspace, ProjectsOf(isPartner, i, workspaces), scale.ConversationsPerOrganisation, dice);
            if (workspace.UsageContext == UsageContext.External)
            {
                SyntheticBilling.WriteOwn(batch, home, workspace, dice);
            }
        }
    }

    /// <summary>21 internal workspaces among the nine that are no partners, and one in the partner.</summary>
    private static int Internal(int number) => (number % 10) switch { PartnerOfTen => 1, 0 or 4 or 7 => 3, _ => 2 };

    /// <summary>14 projects in a partner and 4 in any other, dealt out to its workspaces in turn.</summary>
    private static int ProjectsOf(bool isPartner, int workspace, int workspaces)
    {
        var projects = isPartner ? 14 : 4;
        return (projects / workspaces) + (workspace < projects % workspaces ? 1 : 0);
    }

    private static Person[] Hire(int number, DateTimeOffset since, Dice dice)
    {
        var people = new Person[People];
        for (var i = 0; i < People; i++)
        {
            var name = $"{dice.Pick(Names.First)} {dice.Pick(Names.Last)}";
            var id = ((long)number * People) + i;
            people[i] = new Person(
                SyntheticId.Of('p', id),
                SyntheticId.Of('u', id),
                Names.Email(name, $"{i}.org{number}.example"),
                name,
                since);
        }

        return people;
    }

    private static void WriteOrganisation(
        SyntheticBatch batch,
        Organisation organisation,
        bool isPartner,
        int number,
        DateTimeOffset now,
        Dice dice)
    {
        if (!isPartner)
        {
            batch.Add(organisation);
            return;
        }

        var signedOn = organisation.CreatedAt.DayInAmsterdam();
        DateOnly? endsOn = dice.Chance(50) ? now.DayInAmsterdam().AddDays(dice.Between(-10, 900)) : null;
        var terms = new AgreementTerms($"PA-{number:D6}", signedOn, "Joris Bakker", endsOn, Link: null);
        var agreement = KnownId.Give(
            batch.Db,
            new PartnerAgreement(organisation.Id, terms, s_nobody, organisation.CreatedAt),
            SyntheticId.Of('a', number));
        organisation.AdoptAgreement(agreement);
        batch.Add(organisation);
        batch.Add(agreement);
        batch.Counts.Partners++;
    }

    private static Workspace AddWorkspace(SyntheticBatch batch, SyntheticHome home, bool isExternal, int number, Dice dice)
    {
        var organisation = home.Organisation;
        var client = home.People[Members + (number % (People - Members))];
        var dataOwner = isExternal ? SyntheticNames.Organisation(dice) : null;
        var at = home.Between(organisation.CreatedAt, dice);
        var subject = dice.Pick(Names.Subjects);
        var workspace = new Workspace(SyntheticId.Of('w', batch.Counts.Workspaces), new(
            organisation.Id,
            isExternal ? $"{dataOwner} – {subject}" : number == 0 ? "Default" : subject,
            isExternal ? UsageContext.External : UsageContext.Internal,
            dataOwner,
            isExternal ? client.Email : null,
            isExternal ? at : null,
            isExternal ? SyntheticId.Of('b', batch.Counts.Accounts) : home.AccountId,
            isExternal ? WorkspaceVisibility.Private : WorkspaceVisibility.OpenToOrganisation,
            LogoUrl: null,
            home.People[0].Id,
            at,
            DeletedAt: null));
        batch.Add(workspace);

        var (other, role) = isExternal
            ? (client, dice.Chance(60) ? WorkspaceRole.Observer : WorkspaceRole.External)
            : (home.People[1 + (number % (Members - 1))], WorkspaceRole.Member);
        batch.Add(new WorkspaceMembership(
            SyntheticId.Of('s', batch.Counts.Memberships),
            workspace.Id,
            home.People[0].Id,
            WorkspaceRole.Owner,
            "direct",
            at,
            deletedAt: null));
        batch.Add(new WorkspaceMembership(
            SyntheticId.Of('s', batch.Counts.Memberships),
            workspace.Id,
            other.Id,
            role,
            "direct",
            at,
            deletedAt: null));
        if (isExternal)
        {
            batch.Add(new WorkspaceInvite(
                SyntheticId.Of('i', batch.Counts.Workspaces),
                new(
                    workspace.Id,
                    client.Email,
                    WorkspaceRole.Observer,
                    home.People[0].Id,
                    at,
                    at.AddDays(30),
                    at.AddHours(3),
                    DeletedAt: null)));
        }

        return workspace;
    }
}

/// <summary>An organisation while what belongs to it is written.</summary>
/// <param name="AccountId">Its pooled billing account.</param>
internal sealed record SyntheticHome(
    Organisation Organisation,
    IReadOnlyList<Person> People,
    bool IsPartner,
    Guid AccountId,
    DateTimeOffset Now)
{
    /// <summary>A moment between the given one and now.</summary>
    public DateTimeOffset Between(DateTimeOffset since, Dice dice) =>
        since.AddSeconds(dice.Below(Math.Max(1, (int)(Now - since).TotalSeconds)));
}

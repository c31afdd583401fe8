using System.Security.Cryptography;
using System.Text;
using Partners.Core.Billing;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>An organisation of the demonstration with its people, the creator first.</summary>
internal sealed record Team(Organisation Organisation, string Domain, IReadOnlyList<Person> People, Guid AccountId);

/// <summary>The demonstration while it is being made up: its records in lists, and the ways to add one that hangs together.</summary>
internal sealed class Scene(PartnersDb db, DateTimeOffset now)
{
    /// <summary>Past any running number of the platform's: its exports can be imported beside the demonstration.</summary>
    public const long FirstNumber = 9_000_000_000_000;

    private readonly Dictionary<string, Person> _byEmail = new(StringComparer.Ordinal);
    private readonly List<(DateTimeOffset At, string Action, Guid User, string Collection, string Item)> _acts = [];

    public DateTimeOffset Now => now;

    public DateOnly Today { get; } = now.DayInAmsterdam();

    public Dictionary<string, Team> Teams { get; } = new(StringComparer.Ordinal);

    public List<Organisation> Organisations { get; } = [];

    public List<PartnerAgreement> Agreements { get; } = [];

    public List<OrganisationMembership> Memberships { get; } = [];

    public List<Workspace> Workspaces { get; } = [];

    public List<WorkspaceMembership> Seats { get; } = [];

    public List<WorkspaceInvite> Invites { get; } = [];

    public List<BillingAccount> Accounts { get; } = [];

    public List<Project> Projects { get; } = [];

    public List<ProjectWebhook> Webhooks { get; } = [];

    public List<Conversation> Conversations { get; } = [];

    public List<Deal> Deals { get; } = [];

    public List<Payment> Payments { get; } = [];

    /// <summary>Paid in a month that had been closed by the time they came in.</summary>
    public List<Payment> LatePayments { get; } = [];

    public List<Refund> Refunds { get; } = [];

    public List<Chargeback> Chargebacks { get; } = [];

    public List<PaidInvoice> Invoices { get; } = [];

    public List<RefusedPayment> Refused { get; } = [];

    /// <summary>The payment that was bound to the wrong account; null until there is one.</summary>
    public string? BoundByMistake { get; set; }

    public List<Payout> Payouts { get; } = [];

    public List<Move> Moves { get; } = [];

    public List<MoveSide> MoveSides { get; } = [];

    public List<MovedProject> MovedProjects { get; } = [];

    public List<PlatformChange> PlatformChanges { get; } = [];

    public List<ImportRun> ImportRuns { get; } = [];

    public List<ImportRejection> Rejections { get; } = [];

    public List<PastEntry> Past { get; } = [];

    public IReadOnlyCollection<Person> People => _byEmail.Values;

    /// <summary>What was done on the platform, in the order of its running number.</summary>
    public IEnumerable<Activity> Activities =>
        _acts.OrderBy(act => act.At).ThenBy(act => act.Item, StringComparer.Ordinal).ThenBy(act => act.Action, StringComparer.Ordinal)
            .Select((act, index) => new Activity(FirstNumber + index, act.Action, act.User, act.At, act.Collection, act.Item));

    /// <summary>A moment of office hours so many Amsterdam days ago; one that would still be to come is now.</summary>
    public DateTimeOffset DaysAgo(int days, Dice dice)
    {
        var moment = Today.AddDays(-days).StartInAmsterdam().AddMinutes(dice.Between(8 * 60, 18 * 60));
        return days >= 0 && moment > now ? now : moment;
    }

    /// <summary>For a record whose constructor mints its id, see <see cref="KnownId.Give"/>.</summary>
    public T Known<T>(T record, string key)
        where T : Entity => KnownId.Give(db, record, KnownId.Of(typeof(T).Name, key));

    public Person Person(string name, string domain, DateTimeOffset since)
    {
        var email = Names.Email(name, domain);
        if (!_byEmail.TryGetValue(email, out var person))
        {
            person = new Person(KnownId.Of("person", email), KnownId.Of("directus-user", email), email, name, since);
            _byEmail.Add(email, person);
        }

        return person;
    }

    /// <summary>Somebody of that domain who is not yet in the demonstration.</summary>
    public Person NewPerson(string domain, DateTimeOffset since, Dice dice)
    {
        string name;
        do
        {
            name = NewName(dice);
        }
        while (_byEmail.ContainsKey(Names.Email(name, domain)));

        return Person(name, domain, since);
    }

    public static string NewName(Dice dice) => $"{dice.Pick(Names.First)} {dice.Pick(Names.Last)}";

    public void Join(Organisation organisation, Person person, OrganisationRole role, DateTimeOffset at) =>
        Memberships.Add(new(
            KnownId.Of("org-membership", $"{organisation.Id}/{person.Email}"),
            organisation.Id,
            person.Id,
            role,
            at,
            organisation.DeletedAt));

    public void Seat(Workspace workspace, Person person, WorkspaceRole role, DateTimeOffset at) =>
        Seats.Add(new(
            KnownId.Of("workspace-membership", $"{workspace.Id}/{person.Email}"),
            workspace.Id,
            person.Id,
            role,
            "direct",
            at,
            workspace.DeletedAt));

    public Project Project(Workspace workspace, string name, Person creator, DateTimeOffset at, ParticipantNotice? notice = null)
    {
        var project = new Project(
            KnownId.Of("project", $"{workspace.Id}/{name}"),
            workspace.Id,
            name,
            creator.DirectusUserId,
            at,
            workspace.DeletedAt,
            moveHistory: null,
            notice);
        Projects.Add(project);
        Acted(creator, "create", "project", project.Id, at);
        return project;
    }

    /// <param name="address">Of which only the host is kept, as of an imported one.</param>
    public void Send(Project project, string name, Uri address, string events) =>
        Webhooks.Add(new(
            KnownId.Of("project-webhook", $"{project.Id}/{name}"),
            new(
                project.Id,
                name,
                address.Host,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.OriginalString))),
                events,
                Status: null,
                DeletedAt: null)));

    /// <summary>Spread over the given days, all of them past.</summary>
    public void Converse(Project project, int count, int withinDays, Dice dice)
    {
        for (var i = 0; i < count; i++)
        {
            var at = DaysAgo(dice.Between(1, withinDays), dice);
            Conversations.Add(new(
                KnownId.Of("conversation", $"{project.Id}/{Conversations.Count}"),
                project.Id,
                at,
                dice.Between(180, 4_200)));
        }
    }

    public void Acted(Person person, string action, string collection, Guid item, DateTimeOffset at) =>
        _acts.Add((at, action, person.DirectusUserId, collection, item.ToString()));

    public void SignedIn(Person person, int times, Dice dice)
    {
        for (var i = 0; i < times; i++)
        {
            Acted(person, "login", "directus_users", person.DirectusUserId, DaysAgo(dice.Between(1, 85), dice));
        }
    }
}

using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>A partner with its people, its internal workspace, and a client's. Anna owns both workspaces.</summary>
internal sealed class PartnerTeam
{
    public static readonly Staff Operator = new("operator-1", "Hatice Demir", "hatice@dembrane.example", Role.HandoffOperator.Permissions);

    public PartnerTeam()
    {
        Pool = new(
            Guid.CreateVersion7(),
            new(
                Partner.Id,
                null,
                Partner.Name,
                Tier.Innovator,
                PaymentMode.Mollie,
                BillingPeriod.Annual,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                FixedClock.Noon,
                null));
        Internal = new(
            Guid.CreateVersion7(),
            new(
                Partner.Id,
                "Ons eigen werk",
                UsageContext.Internal,
                null,
                null,
                null,
                Pool.Id,
                WorkspaceVisibility.OpenToOrganisation,
                null,
                null,
                FixedClock.Noon.AddMonths(-6),
                null));
        var account = Guid.CreateVersion7();
        Client = Make.Client(Partner, billingAccountId: account);
        Account = Make.Account(account, Client, $"cst_{account:N}");
        OwnerOfInternal = Make.Seat(Internal, Anna, WorkspaceRole.Owner);
        OwnerOfClient = Make.Seat(Client, Anna, WorkspaceRole.Owner);
    }

    public Organisation Partner { get; } = Make.PlatformPartner();

    /// <summary>The partner's owner, at the partner's own domain.</summary>
    public Person Anna { get; } = Make.Person("Anna de Boer", "Anna@samenspel.example");

    /// <summary>An admin, at a public provider's domain.</summary>
    public Person Els { get; } = Make.Person("Els Smit", "els.smit@gmail.com");

    /// <summary>A member, neither owner nor admin, at his own domain.</summary>
    public Person Bert { get; } = Make.Person("Bert Kok", "bert@kok-advies.example");

    /// <summary>Belongs to no organisation.</summary>
    public Person Carla { get; } = Make.Person("Carla Prins", "carla@zwolle.example");

    public BillingAccount Pool { get; }

    public BillingAccount Account { get; }

    public Workspace Internal { get; }

    public Workspace Client { get; }

    public WorkspaceMembership OwnerOfInternal { get; }

    public WorkspaceMembership OwnerOfClient { get; }

    public IEnumerable<object> All =>
    [
        Partner,
        Anna,
        Els,
        Bert,
        Carla,
        Pool,
        Account,
        Internal,
        Client,
        OwnerOfInternal,
        OwnerOfClient,
        Make.Belonging(Partner, Anna),
        Make.Belonging(Partner, Els, OrganisationRole.Admin),
        Make.Belonging(Partner, Bert, OrganisationRole.Member),
    ];

    public static async Task<PartnerTeam> InAsync(TestDatabase database)
    {
        var team = new PartnerTeam();
        await database.AddAsync(team.All);
        return team;
    }
}

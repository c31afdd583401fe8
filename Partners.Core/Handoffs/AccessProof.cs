using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>
/// Proof that after a handoff nobody from the partner has a way in and no conversation leaves by a webhook, except what was kept on
/// purpose.
/// It checks every path, as the last step of the handoff's own transaction, and again ever after (docs/product.md H18, H26).
/// </summary>
/// <param name="PartnerPeople">How many people belong to the partner, or did.</param>
/// <param name="Looked">How many entries of each kind were checked.</param>
/// <param name="Paths">The paths that were found; after a completed handoff, only those kept on purpose.</param>
public sealed record AccessProof(
    DateTimeOffset At,
    int PartnerPeople,
    IReadOnlyDictionary<AccessPathKind, int> Looked,
    IReadOnlyList<AccessPath> Paths)
{
    /// <summary>Sides that staff said by hand, and that the proof believed: whole sentences.</summary>
    public IReadOnlyList<string> ByHand { get; init; } = [];

    /// <summary>Who of the owning organisation gets in by the workspace's visibility; null in proofs from before this was kept.</summary>
    public int? LetIn { get; init; }

    public bool Holds => Paths.All(path => path.IsKept);

    public IEnumerable<AccessPath> Open => Paths.Where(path => !path.IsKept);

    /// <summary>Checks every path in the database as it is now. It trusts only what was kept on purpose.</summary>
    internal static async Task<AccessProof> TakeAsync(
        PartnersDb db,
        Guid workspaceId,
        Guid partnerId,
        KeptOnPurpose kept,
        SideSettings settings,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var rows = await AccessRows.LoadAsync(db, workspaceId, partnerId, at, cancel);
        return await TakeAsync(db, rows, partnerId, kept, settings, at, cancel);
    }

    /// <summary>Checks every path in given rows, wherever they were read. Whose side people are on is known here.</summary>
    internal static async Task<AccessProof> TakeAsync(
        PartnersDb db,
        AccessRows rows,
        Guid partnerId,
        KeptOnPurpose kept,
        SideSettings settings,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var (workspace, account, roles, members, invites, flows, projects) = rows;
        var workspaceId = workspace.Id;
        var sides = await Sides.OfWorkspaceAsync(db, workspaceId, partnerId, settings, cancel);
        var partner = await db.Organisations.AsNoTracking()
            .Where(found => found.Id == partnerId)
            .Select(found => found.Name)
            .SingleAsync(cancel);
        var paths = new List<AccessPath>();
        var byHand = new SortedSet<string>(StringComparer.Ordinal);

        if (workspace.OrganisationId == partnerId)
        {
            paths.Add(new(AccessPathKind.Ownership, partner, IsKept: false) { Key = $"workspace:{workspaceId}" });
        }

        if (account?.OrganisationId == partnerId)
        {
            paths.Add(new(AccessPathKind.BillingAccount, partner, IsKept: false) { Key = $"account:{account.Id}" });
        }

        if (workspace.BilledToId == partnerId)
        {
            paths.Add(new(AccessPathKind.PlatformBilling, partner, IsKept: false) { Key = $"billed-to:{workspaceId}" });
        }

        if (account is not null && kept.StillPays(account))
        {
            paths.Add(new(AccessPathKind.Mandate, account.MollieCustomerId ?? account.MollieSubscriptionId!, IsKept: false)
            {
                Key = $"payer:{account.Id}",
            });
        }

        foreach (var (membership, person) in roles)
        {
            // The partner's own people do not hide behind dembrane's access.
            var standing = sides.Of(person.Id, person.EmailKey);
            Believe(person.DisplayName, standing);
            var isSupport = membership.IsSupport && standing.Side != Side.Partner;
            if (standing.Side == Side.Client && !isSupport)
            {
                continue;
            }

            paths.Add(new(
                isSupport || standing.Side == Side.Dembrane ? AccessPathKind.SupportAccess
                    : membership.Source == WorkspaceMembership.Inherited ? AccessPathKind.InheritedMembership
                    : AccessPathKind.DirectMembership,
                person.DisplayName,
                kept.Keeps(membership, standing.Side))
            {
                Key = $"membership:{membership.Id}:{membership.Role}",
                Because = isSupport ? "dembrane’s own support access." : standing.Because,
            });
        }

        foreach (var (member, person) in members)
        {
            var standing = sides.Of(person.Id, person.EmailKey);
            Believe(person.DisplayName, standing);
            if (standing.Side == Side.Partner)
            {
                paths.Add(new(AccessPathKind.OwningOrganisation, person.DisplayName, IsKept: false)
                {
                    Key = $"organisation-membership:{member.Id}:{member.Role}",
                    Because = standing.Because,
                });
            }
        }

        foreach (var invite in invites)
        {
            var standing = sides.Of(personId: null, invite.EmailKey);
            Believe(invite.Email, standing);
            if (standing.Side != Side.Client)
            {
                paths.Add(new(AccessPathKind.PendingInvite, invite.Email, kept.KeepsInvite(invite, standing.Side))
                {
                    Key = $"invite:{invite.Id}:{invite.Role}",
                    Because = standing.Because,
                });
            }
        }

        paths.AddRange(flows.Select(flow => new AccessPath(AccessPathKind.DataFlow, InWords(flow), kept.Keeps(flow))
        {
            Key = $"webhook:{flow.WebhookId}:{flow.AddressHash}",
        }));
        paths.AddRange((projects?.Returned ?? []).Select(project =>
            new AccessPath(AccessPathKind.ReturnedProject, $"{project.Name}, in {project.Workspace}", IsKept: false)
            {
                Key = $"project:{project.Id}:{project.WorkspaceId}",
            }));
        return new(
            at,
            sides.PartnerPeople,
            new Dictionary<AccessPathKind, int>
            {
                [AccessPathKind.Ownership] = 1,
                [AccessPathKind.BillingAccount] = account is null ? 0 : 1,
                [AccessPathKind.PlatformBilling] = workspace.BilledToId is null ? 0 : 1,
                [AccessPathKind.Mandate] = account is { MollieCustomerId: null, MollieSubscriptionId: null } or null ? 0 : 1,
                [AccessPathKind.DirectMembership] = roles.Count(found => found.Membership.Source == WorkspaceMembership.Direct),
                [AccessPathKind.SupportAccess] = roles.Count(found => found.Membership.IsSupport),
                [AccessPathKind.InheritedMembership] = roles.Count(found =>
                    !found.Membership.IsSupport && found.Membership.Source != WorkspaceMembership.Direct),
                [AccessPathKind.OwningOrganisation] = members.Count,
                [AccessPathKind.PendingInvite] = invites.Count,
                [AccessPathKind.DataFlow] = flows.Count,
                [AccessPathKind.ReturnedProject] = projects?.All ?? 0,
            },
            paths)
        {
            ByHand = [.. byHand],
            LetIn = members.Count(member => workspace.LetsIn(member.Membership.Role, member.Person.Id)),
        };

        void Believe(string who, Standing standing)
        {
            if (standing.IsByHand)
            {
                byHand.Add($"{who}: on the {standing.Side.InWords()} side. {standing.Because}");
            }
        }
    }

    /// <summary>"Transcripts to hooks.agency.example, of Inloopavonden": the name, the host and the project.</summary>
    internal static string InWords(FlowFact flow) =>
        $"{(flow.Name.Length == 0 ? "without a name" : flow.Name)} to {flow.Host}, of {flow.Project}";
}

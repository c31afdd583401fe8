using Microsoft.EntityFrameworkCore;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>A way into a workspace.</summary>
public enum AccessPathKind
{
    /// <summary>A role in the workspace.</summary>
    DirectMembership,

    /// <summary>Membership in the organisation that owns the workspace.</summary>
    OwningOrganisation,

    /// <summary>An invite that can still be accepted.</summary>
    PendingInvite,

    /// <summary>The partner owns the workspace itself.</summary>
    Ownership,

    /// <summary>The partner owns the account that pays.</summary>
    BillingAccount,
}

public static class AccessPathKinds
{
    /// <summary>Completes the sentence "would still have access by …".</summary>
    public static string InWords(this AccessPathKind kind) => kind switch
    {
        AccessPathKind.DirectMembership => "a role in the workspace",
        AccessPathKind.OwningOrganisation => "membership in the organisation that owns it",
        AccessPathKind.PendingInvite => "an invite that is still open",
        AccessPathKind.Ownership => "owning the workspace",
        AccessPathKind.BillingAccount => "owning the account that pays",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>A way in that someone of the partner could still use.</summary>
/// <param name="Who">The person, the address, or the partner itself.</param>
/// <param name="IsKept">The plan keeps it on purpose.</param>
public sealed record AccessPath(AccessPathKind Kind, string Who, bool IsKept);

/// <summary>
/// Proof that after a handoff nobody of the partner has a way in, except people kept on purpose. It checks every access path, as the last
/// step of the handoff's own transaction.
/// </summary>
/// <param name="PartnerPeople">How many people belong to the partner.</param>
/// <param name="Looked">How many entries of each kind were checked.</param>
/// <param name="Paths">The partner's ways in that were found; after a completed handoff, only those kept on purpose.</param>
public sealed record AccessProof(
    DateTimeOffset At,
    int PartnerPeople,
    IReadOnlyDictionary<AccessPathKind, int> Looked,
    IReadOnlyList<AccessPath> Paths)
{
    public bool Holds => Paths.All(path => path.IsKept);

    public IEnumerable<AccessPath> Open => Paths.Where(path => !path.IsKept);

    /// <summary>Checks every path in the database as it is now. It trusts the plan only for whom it keeps.</summary>
    /// <param name="keptMemberships">Memberships of partner people kept on purpose.</param>
    internal static async Task<AccessProof> TakeAsync(
        PartnersDb db,
        Guid workspaceId,
        Guid partnerId,
        IReadOnlySet<Guid> keptMemberships,
        DateTimeOffset at,
        CancellationToken cancel)
    {
        var partnerPeople = db.OrganisationMemberships
            .AsNoTracking()
            .Where(membership => membership.OrganisationId == partnerId && membership.DeletedAt == null)
            .Select(membership => membership.PersonId);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(found => found.Id == workspaceId, cancel);
        var partner = await db.Organisations
            .AsNoTracking()
            .Where(found => found.Id == partnerId)
            .Select(found => found.Name)
            .SingleAsync(cancel);

        var direct = db.WorkspaceMemberships.AsNoTracking().Where(membership =>
            membership.WorkspaceId == workspaceId && membership.DeletedAt == null);
        var directOfPartner = await direct
            .Where(membership => partnerPeople.Contains(membership.PersonId))
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { membership.Id, person.DisplayName })
            .OrderBy(found => found.DisplayName)
            .ToListAsync(cancel);

        var members = db.OrganisationMemberships.AsNoTracking().Where(membership =>
            membership.OrganisationId == workspace.OrganisationId && membership.DeletedAt == null);
        var membersOfPartner = await members
            .Where(membership => partnerPeople.Contains(membership.PersonId))
            .Join(db.People, membership => membership.PersonId, person => person.Id, (_, person) => person.DisplayName)
            .OrderBy(name => name)
            .ToListAsync(cancel);

        var invites = (await db.WorkspaceInvites.AsNoTracking()
            .Where(invite => invite.WorkspaceId == workspaceId && invite.AcceptedAt == null && invite.DeletedAt == null)
            .ToListAsync(cancel)).FindAll(invite => invite.IsPending(at));
        var addresses = await PartnerAddressesAsync(db, partnerId, invites.ConvertAll(invite => invite.EmailKey), cancel);

        var payer = workspace.BillingAccountId is { } account
            ? await db.BillingAccounts
                .AsNoTracking()
                .Where(found => found.Id == account)
                .Select(found => found.OrganisationId)
                .SingleAsync(cancel)
            : null;

        List<AccessPath> paths =
        [
            .. workspace.OrganisationId == partnerId
                ? [new AccessPath(AccessPathKind.Ownership, partner, IsKept: false)]
                : Array.Empty<AccessPath>(),
            .. payer == partnerId ? [new AccessPath(AccessPathKind.BillingAccount, partner, IsKept: false)] : Array.Empty<AccessPath>(),
            .. directOfPartner.Select(found => new AccessPath(
                AccessPathKind.DirectMembership,
                found.DisplayName,
                keptMemberships.Contains(found.Id))),
            .. membersOfPartner.Select(name => new AccessPath(AccessPathKind.OwningOrganisation, name, IsKept: false)),
            .. invites.Where(invite => addresses.Contains(invite.EmailKey))
                .Select(invite => new AccessPath(AccessPathKind.PendingInvite, invite.Email, IsKept: false)),
        ];
        return new(
            at,
            await partnerPeople.Distinct().CountAsync(cancel),
            new Dictionary<AccessPathKind, int>
            {
                [AccessPathKind.Ownership] = 1,
                [AccessPathKind.BillingAccount] = workspace.BillingAccountId is null ? 0 : 1,
                [AccessPathKind.DirectMembership] = await direct.CountAsync(cancel),
                [AccessPathKind.OwningOrganisation] = await members.CountAsync(cancel),
                [AccessPathKind.PendingInvite] = invites.Count,
            },
            paths);
    }

    /// <summary>The addresses that belong to the partner: a member's address, or one at the domain of its owners and admins.</summary>
    internal static async Task<IReadOnlySet<string>> PartnerAddressesAsync(
        PartnersDb db,
        Guid partnerId,
        IReadOnlyCollection<string> keys,
        CancellationToken cancel)
    {
        if (keys.Count == 0)
        {
            return new HashSet<string>(StringComparer.Ordinal);
        }

        var people = await db.OrganisationMemberships.AsNoTracking()
            .Where(membership => membership.OrganisationId == partnerId && membership.DeletedAt == null)
            .Join(
                db.People,
                membership => membership.PersonId,
                person => person.Id,
                (membership, person) => new { membership.Role, person.EmailKey })
            .ToListAsync(cancel);
        var own = people.Select(person => person.EmailKey).ToHashSet(StringComparer.Ordinal);
        var domains = people
            .Where(person =>
                person.Role is OrganisationRole.Owner or OrganisationRole.Admin && !EmailAddress.IsOfPublicProvider(person.EmailKey))
            .Select(person => EmailAddress.DomainOf(person.EmailKey))
            .ToHashSet(StringComparer.Ordinal);
        return keys.Where(key => own.Contains(key) || domains.Contains(EmailAddress.DomainOf(key))).ToHashSet(StringComparer.Ordinal);
    }
}

using Partners.Core.Values;

namespace Partners.Core.Organisations;

public enum OrganisationRole
{
    Owner,
    Admin,
    Billing,
    Member,
}

public static class OrganisationMemberships
{
    /// <summary>The owners and admins of an organisation: the people to write to, and the possible owners of its workspaces.</summary>
    public static IQueryable<OrganisationMembership> Hosts(this IQueryable<OrganisationMembership> memberships, Guid organisationId) =>
        memberships.Hosts().Where(membership => membership.OrganisationId == organisationId);

    /// <summary>The organisations that any of the people belong to; one comes as often as it has such members.</summary>
    internal static IQueryable<Guid> OfPeople(this IQueryable<OrganisationMembership> memberships, IReadOnlyList<Guid> people) =>
        memberships
            .Where(membership => membership.DeletedAt == null && people.Contains(membership.PersonId))
            .Select(membership => membership.OrganisationId);

    /// <summary>The owners and admins of every organisation.</summary>
    public static IQueryable<OrganisationMembership> Hosts(this IQueryable<OrganisationMembership> memberships) =>
        memberships.Where(membership =>
            membership.DeletedAt == null && (membership.Role == OrganisationRole.Owner || membership.Role == OrganisationRole.Admin));
}

/// <summary>A person's membership in an organisation; it opens every workspace that is open to the organisation.</summary>
public sealed class OrganisationMembership : Entity, IFollowsPlatform
{
    private OrganisationMembership()
    {
    }

    public OrganisationMembership(
        Guid id,
        Guid organisationId,
        Guid personId,
        OrganisationRole role,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt)
    {
        Id = id;
        CopyFromPlatform(organisationId, personId, role, createdAt, deletedAt);
    }

    public Guid OrganisationId { get; private set; }

    public Guid PersonId { get; private set; }

    public OrganisationRole Role { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    /// <summary>Ends it; it stays readable.</summary>
    internal void End(DateTimeOffset at)
    {
        if (DeletedAt is not null)
        {
            throw new InvalidOperationException("The membership has ended already.");
        }

        DeletedAt = at;
    }

    internal void CopyFromPlatform(
        Guid organisationId,
        Guid personId,
        OrganisationRole role,
        DateTimeOffset createdAt,
        DateTimeOffset? deletedAt)
    {
        OrganisationId = organisationId;
        PersonId = personId;
        Role = role;
        CreatedAt = createdAt;
        DeletedAt = deletedAt;
    }
}

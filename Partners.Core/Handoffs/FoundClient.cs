using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that founds the client's organisation, if it has none (docs/product.md H4).</summary>
internal static class FoundClient
{
    public static async Task<ClientOfTransfer> FoundClientAsync(
        this Change change,
        string name,
        PersonFact owner,
        string why,
        CancellationToken cancel)
    {
        var organisation = new Organisation(Guid.CreateVersion7(change.At), name, owner.Id, change.At);
        var membership = new OrganisationMembership(
            Guid.CreateVersion7(change.At),
            organisation.Id,
            owner.Id,
            OrganisationRole.Owner,
            change.At,
            deletedAt: null);
        change.Db.Organisations.Add(organisation);
        change.Db.OrganisationMemberships.Add(membership);
        change.Record(
            AuditActions.OrganisationFounded,
            new(OrganisationSubjects.Kind, organisation.Id.ToString(), organisation.Name, organisation.Id, organisation.Version),
            before: null,
            new { organisation.Name, Owner = owner.Name },
            why);
        await change.CarryNewAsync(
            new(PlatformFields.Organisation, organisation.Id.ToString(), organisation.Name),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = organisation.Id,
                [PlatformFields.Name] = organisation.Name,
                [PlatformFields.CreatedBy] = organisation.CreatedById,
                [PlatformFields.CreatedAt] = PlatformWords.Of(organisation.CreatedAt),
            },
            why,
            cancel);
        await change.CarryNewAsync(
            new(PlatformFields.OrganisationMembership, membership.Id.ToString(), $"{owner.Name} in {organisation.Name}"),
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [PlatformFields.Id] = membership.Id,
                [PlatformFields.OrganisationId] = membership.OrganisationId,
                [PlatformFields.UserId] = membership.PersonId,
                [PlatformFields.Role] = PlatformWords.Of(PlatformOrganisationWords.Roles, membership.Role),
                [PlatformFields.CreatedAt] = PlatformWords.Of(membership.CreatedAt),
            },
            why,
            cancel);
        return new(organisation.Id, organisation.Name);
    }
}

using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.Workspaces;

// Fields are those of the forms and commands beside the services.

public sealed record NoSuchWorkspace() : Refusal("There is no such workspace. It may have been removed on the platform.");

public sealed record OnlyForExternalClients()
    : Refusal("This is an internal workspace. Only an external-client workspace has a data owner.");

public sealed record DataOwnerNameMissing() : Refusal("Enter the organisation that owns the data.", nameof(NameDataOwner.DataOwnerName));

public sealed record BadAddress(string Problem, string OfField) : Refusal(Problem, OfField);

/// <summary>A warning that the person can override: see <see cref="NameDataOwner.OwnAddressMeant"/>.</summary>
public sealed record DataOwnerIsThePartner(string Address, string Partner)
    : Refusal(
        $"{Address} belongs to {Partner} itself. The data owner is the client. Tick the box below if it is meant all the same.",
        nameof(NameDataOwner.DataOwnerEmail));

public sealed record RoleNotYoursToGive(WorkspaceRole Role)
    : Refusal(
        $"Only {NotPermitted.WhoMay(Permission.Transfer)} can make somebody {Role.ToString().ToLowerInvariant()}.",
        nameof(Role));

public sealed record ObserverInInternalWorkspace()
    : Refusal("Observers exist only in external-client workspaces. This is an internal one.", "Role");

public sealed record ExternalOfTheOrganisation(string Name)
    : Refusal($"{Name} belongs to the organisation that owns this workspace, and so cannot be an external. Choose member.", "Role");

public sealed record LastOwner(string Name)
    : Refusal($"{Name} is the last owner of this workspace. Make somebody else owner first.", "Role");

public sealed record HasLeft(string Name) : Refusal($"{Name} has left this workspace.", "Role");

public sealed record NoSuchPerson() : Refusal("There is no such person in this workspace.", "Role");

using Partners.Core.Changes;

namespace Partners.Core.Workspaces;

// Why workspaces and their people say no. Fields are those of the forms and commands beside the services.

public sealed record NoSuchWorkspace() : Refusal("There is no such workspace. It may have been removed on the platform.");

public sealed record OnlyForPartners(string Name)
    : Refusal($"{Name} is not a partner. External-client workspaces need the partner flag.");

public sealed record PartnerAgreementEnded(string Name, DateOnly EndsOn)
    : Refusal($"{Name}'s partner agreement ended on {EndsOn:d MMM yyyy}. Record its renewal first.");

public sealed record OnlyForExternalClients() : Refusal("This is an internal workspace. Only an external-client workspace has a data owner.");

public sealed record WorkspaceNameMissing() : Refusal("Give the workspace a name.", nameof(ClientWorkspaceForm.WorkspaceName));

public sealed record WorkspaceNameTaken(string Name)
    : Refusal($"There is a workspace called {Name} in this organisation already.", nameof(ClientWorkspaceForm.WorkspaceName));

public sealed record DataOwnerNameMissing() : Refusal("Name the organisation that owns the data.", nameof(ClientWorkspaceForm.DataOwnerName));

public sealed record BadAddress(string Problem, string OfField) : Refusal(Problem, OfField);

/// <summary>Allowed after this plain warning: see <see cref="ClientWorkspaceForm.OwnAddressMeant"/>.</summary>
public sealed record DataOwnerIsThePartner(string Address, string Partner)
    : Refusal($"{Address} belongs to {Partner} itself. The data owner is the client. Tick the box below if it is meant all the same.", nameof(ClientWorkspaceForm.DataOwnerEmail));

public sealed record PartnerAgreementNotAccepted()
    : Refusal("Confirm that the partner agreement holds for this client.", nameof(ClientWorkspaceForm.AgreementAccepted));

public sealed record HostMissing() : Refusal("Say who in the organisation is to own the workspace.", nameof(ClientWorkspaceForm.HostId));

public sealed record HostNotOfOrganisation()
    : Refusal("This person is no owner or admin of the organisation any longer. Choose another one.", nameof(ClientWorkspaceForm.HostId));

public sealed record TierNotSold(string Tier) : Refusal($"{Tier} is a tier of earlier years. Choose one that is sold.", nameof(ClientWorkspaceForm.Tier));

public sealed record RoleNotYoursToGive(WorkspaceRole Role)
    : Refusal($"You may not make somebody {Role.ToString().ToLowerInvariant()}. Ownership is given by those who may transfer workspaces.", nameof(Role));

public sealed record ObserverInInternalWorkspace()
    : Refusal("Observers exist only in external-client workspaces. This is an internal one.", "Role");

public sealed record ExternalOfTheOrganisation(string Name)
    : Refusal($"{Name} belongs to the organisation that owns this workspace, and so cannot be an external. Choose member.", "Role");

public sealed record LastOwner(string Name) : Refusal($"{Name} is the last owner of this workspace. Make somebody else owner first.", "Role");

public sealed record HasLeft(string Name) : Refusal($"{Name} has left this workspace meanwhile.", "Role");

public sealed record NoSuchPerson() : Refusal("There is no such person in this workspace.", "Role");

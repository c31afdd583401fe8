using Partners.Core.Changes;

namespace Partners.Core.Clients;

// Why a workspace for a client is not created. Fields are those of the form.

public sealed record OnlyForPartners(string Name)
    : Refusal($"{Name} is not a partner. External-client workspaces need the partner flag.");

public sealed record PartnerAgreementEnded(string Name, DateOnly EndsOn)
    : Refusal($"{Name}'s partner agreement ended on {EndsOn:d MMM yyyy}. Record its renewal first.");

public sealed record WorkspaceNameMissing() : Refusal("Enter a name for the workspace.", nameof(ClientWorkspaceForm.WorkspaceName));

public sealed record WorkspaceNameTaken(string Name)
    : Refusal($"There is a workspace called {Name} in this organisation already.", nameof(ClientWorkspaceForm.WorkspaceName));

public sealed record PartnerAgreementNotAccepted()
    : Refusal("Confirm that the partner agreement holds for this client.", nameof(ClientWorkspaceForm.AgreementAccepted));

public sealed record HostMissing() : Refusal("Choose who in the organisation will own the workspace.", nameof(ClientWorkspaceForm.HostId));

public sealed record HostNotOfOrganisation()
    : Refusal("This person is no longer an owner or admin of the organisation. Choose another.", nameof(ClientWorkspaceForm.HostId));

public sealed record TierNotSold(string Tier)
    : Refusal($"{Tier} is a tier of earlier years. Choose one that is sold.", nameof(ClientWorkspaceForm.Tier));

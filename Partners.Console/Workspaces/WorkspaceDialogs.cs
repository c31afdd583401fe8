using Partners.Console.Shell;
using Partners.Core.Billing;
using Partners.Core.Clients;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Workspaces;

/// <summary>Opens the dialogs of workspaces. Each returns what was done; null if nothing was.</summary>
public static class WorkspaceDialogs
{
    public static async Task<ClientWorkspaceCreated?> CreateClientWorkspaceAsync(this PageDialogs dialogs, OrganisationDetails partner) =>
        await dialogs.OpenAsync<ClientWorkspaceDialog>(
            $"New workspace for a client of {partner.Name}",
            With((nameof(ClientWorkspaceDialog.Partner), partner))) as ClientWorkspaceCreated;

    public static async Task<DataOwnerNamed?> NameDataOwnerAsync(this PageDialogs dialogs, WorkspaceDetails workspace) =>
        await dialogs.OpenAsync<DataOwnerDialog>(
            $"Data owner of {workspace.Name}",
            With((nameof(DataOwnerDialog.Workspace), workspace))) as DataOwnerNamed;

    /// <param name="again">The invite to send again; null for someone new.</param>
    public static async Task<PersonInvited?> InviteAsync(
        this PageDialogs dialogs,
        WorkspaceDetails workspace,
        AccountPrice? account,
        InviteIntoWorkspace? again = null) =>
        await dialogs.OpenAsync<InviteDialog>(
            $"Invite to {workspace.Name}",
            With(
                (nameof(InviteDialog.Workspace), workspace),
                (nameof(InviteDialog.Account), account),
                (nameof(InviteDialog.Again), again))) as PersonInvited;

    /// <param name="person">The person whose role changes; null if the dialog asks.</param>
    public static async Task<RoleChanged?> ChangeRoleAsync(
        this PageDialogs dialogs,
        WorkspaceDetails workspace,
        AccountPrice? account,
        PersonInWorkspace? person = null) =>
        await dialogs.OpenAsync<ChangeRoleDialog>(
            person is null ? $"Change a role in {workspace.Name}" : $"Change the role of {person.Name}",
            With(
                (nameof(ChangeRoleDialog.Workspace), workspace),
                (nameof(ChangeRoleDialog.Account), account),
                (nameof(ChangeRoleDialog.Person), person))) as RoleChanged;

    /// <param name="standing">Whose side the address is on now.</param>
    public static async Task<SidePut?> PutOnSideAsync(
        this PageDialogs dialogs,
        WorkspaceDetails workspace,
        string email,
        Standing? standing) =>
        await dialogs.OpenAsync<SideDialog>(
            $"Whose side {email} is on",
            With(
                (nameof(SideDialog.Workspace), workspace),
                (nameof(SideDialog.Email), email),
                (nameof(SideDialog.Standing), standing))) as SidePut;

    public static Task ShowRolesAsync(this PageDialogs dialogs) =>
        dialogs.OpenAsync<RolesDialog>("What each role may do", [], DialogWidth.Wide);

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
}

using Partners.Console.Shell;
using Partners.Core.Billing;
using Partners.Core.Clients;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;
using Radzen;

namespace Partners.Console.Workspaces;

/// <summary>Opens the dialogs of workspaces. Each returns what was done; null if nothing was.</summary>
public static class WorkspaceDialogs
{
    private static readonly DialogOptions s_options = DialogWidth.Rem(40);
    private static readonly DialogOptions s_wide = DialogWidth.Rem(56);

    public static async Task<ClientWorkspaceCreated?> CreateClientWorkspaceAsync(this DialogService dialogs, OrganisationDetails partner) =>
        await dialogs.OpenAsync<ClientWorkspaceDialog>(
            $"New workspace for a client of {partner.Name}",
            With((nameof(ClientWorkspaceDialog.Partner), partner)),
            s_options) as ClientWorkspaceCreated;

    public static async Task<DataOwnerNamed?> NameDataOwnerAsync(this DialogService dialogs, WorkspaceDetails workspace) =>
        await dialogs.OpenAsync<DataOwnerDialog>(
            $"Data owner of {workspace.Name}",
            With((nameof(DataOwnerDialog.Workspace), workspace)),
            s_options) as DataOwnerNamed;

    /// <param name="again">The invite to send again; null for someone new.</param>
    public static async Task<PersonInvited?> InviteAsync(
        this DialogService dialogs,
        WorkspaceDetails workspace,
        AccountPrice? account,
        InviteIntoWorkspace? again = null) =>
        await dialogs.OpenAsync<InviteDialog>(
            $"Invite to {workspace.Name}",
            With((nameof(InviteDialog.Workspace), workspace), (nameof(InviteDialog.Account), account), (nameof(InviteDialog.Again), again)),
            s_options) as PersonInvited;

    /// <param name="person">The person whose role changes; null if the dialog asks.</param>
    public static async Task<RoleChanged?> ChangeRoleAsync(
        this DialogService dialogs,
        WorkspaceDetails workspace,
        AccountPrice? account,
        PersonInWorkspace? person = null) =>
        await dialogs.OpenAsync<ChangeRoleDialog>(
            person is null ? $"Change a role in {workspace.Name}" : $"Change the role of {person.Name}",
            With(
                (nameof(ChangeRoleDialog.Workspace), workspace),
                (nameof(ChangeRoleDialog.Account), account),
                (nameof(ChangeRoleDialog.Person), person)),
            s_options) as RoleChanged;

    public static Task ShowRolesAsync(this DialogService dialogs) =>
        dialogs.OpenAsync<RolesDialog>("What each role may do", [], s_wide);

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal);
}

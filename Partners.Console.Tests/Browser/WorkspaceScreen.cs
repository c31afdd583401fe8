using Microsoft.Playwright;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Browser;

/// <summary>A workspace's page, and the Workspaces tab that creates one.</summary>
internal sealed class WorkspaceScreen(Visitor visitor)
{
    public ILocator DataOwner => Region("Data owner");

    public ILocator Billing => Region("Billing account");

    public ILocator People => Region("People");

    public ILocator Invites => Region("Invites");

    public ILocator Invite => visitor.Screen.Dialog(InviteTitle);

    /// <summary>The invite dialog's title; set by <see cref="ShowAsync"/>.</summary>
    private string InviteTitle { get; set; } = string.Empty;

    public async Task ShowAsync(Guid id, string name)
    {
        InviteTitle = $"Invite to {name}";
        await visitor.GoAsync($"/workspaces/{id}");
        await visitor.HeadingIsAsync(name);
    }

    public ILocator Person(string name) => People.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    public async Task ChooseAsync(string kebab, string item)
    {
        await visitor.Screen.Button(kebab).ClickAsync();
        await visitor.Screen.MenuItem(item).ClickAsync();
    }

    public async Task<ILocator> ChangeRoleAsync(string person)
    {
        await ChooseAsync($"Actions for {person}", "Change role…");
        return visitor.Screen.Dialog($"Change the role of {person}");
    }

    public async Task SendInviteAsync(string email, WorkspaceRole role)
    {
        await Invite.Field("Email").FillAsync(email);
        await Invite.Field("Role").SelectOptionAsync(role.ToString());
        await Invite.Button("Invite").ClickAsync();
    }

    private ILocator Region(string name) => visitor.Screen.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });
}

/// <summary>The dialog "New workspace for a client of {partner}".</summary>
internal sealed class NewWorkspaceScreen(Visitor visitor, string partner)
{
    public const string Acceptance = "The partner agreement is accepted for this client";
    public const string OwnAddress = "The data owner's address is the partner's own, and that is meant";

    public ILocator Window => visitor.Screen.Dialog($"New workspace for a client of {partner}");

    public ILocator Name => Window.Field("Workspace name");

    public ILocator DataOwner => Window.Field("Data-owner organisation");

    public ILocator Email => Window.Field("Data-owner email");

    public ILocator Submit => Window.Button("Create workspace");

    public async Task OpenAsync(Guid organisation)
    {
        await visitor.GoAsync($"/organisations/{organisation}?tab=workspaces");
        await visitor.Screen.Button("New client workspace…").ClickAsync();
        await Window.IsShownAsync();
    }

    public async Task FillAsync(string name, string dataOwner, string email)
    {
        await Name.FillAsync(name);
        await DataOwner.FillAsync(dataOwner);
        await Email.FillAsync(email);
        await Window.Tick(Acceptance).CheckAsync();
    }
}

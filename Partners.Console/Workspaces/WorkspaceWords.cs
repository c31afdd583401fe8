using Partners.Console.Billing;
using Partners.Core.Billing;
using Partners.Core.Values;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Workspaces;

/// <summary>Display text for roles, capabilities, data owners and seats.</summary>
public static class WorkspaceWords
{
    private static readonly Dictionary<Capability, string> s_capabilities = new()
    {
        [Capability.ViewProjects] = "View projects",
        [Capability.CreateProjects] = "Create projects",
        [Capability.EditProjects] = "Edit projects",
        [Capability.DeleteProjects] = "Delete projects",
        [Capability.Capture] = "Capture conversations",
        [Capability.ReadConversations] = "Read conversations",
        [Capability.DeleteConversations] = "Delete conversations",
        [Capability.Chat] = "Use chat",
        [Capability.ViewReports] = "View reports",
        [Capability.GenerateReports] = "Generate reports",
        [Capability.PublishReports] = "Publish reports",
        [Capability.ManagePeople] = "Invite and manage people",
        [Capability.ChangeSettings] = "Change settings",
        [Capability.SeeUsage] = "See usage",
        [Capability.SeeInvoices] = "See invoices",
    };

    public static string Of(Capability capability) => s_capabilities[capability];

    /// <summary>Whose side: the organisation's name for its own.</summary>
    public static string Of(Side side, WorkspaceDetails workspace) => side switch
    {
        Side.Dembrane => "dembrane",
        Side.Partner => workspace.OrganisationName,
        _ => workspace.DataOwner?.Name ?? "Outside",
    };

    public static string Of(WorkspaceVisibility visibility) => visibility switch
    {
        WorkspaceVisibility.OpenToOrganisation => "Open to the organisation",
        WorkspaceVisibility.InviteOnly => "Invite only",
        _ => "Private",
    };

    /// <summary>"Private: of Bureau Samenspel, Pim Smit (owner) gets in without a role here."</summary>
    public static string LetIn(WorkspaceDetails workspace)
    {
        var names = workspace.LetIn.Select(person => $"{person.Name} ({person.Role.ToString().ToLowerInvariant()})").ToList();
        return names.Count == 0
            ? $"{Of(workspace.Visibility)}: nobody from {workspace.OrganisationName} gets in without a role here."
            : $"{Of(workspace.Visibility)}: of {workspace.OrganisationName}, {string.Join(", ", names)} "
                + $"{(names.Count == 1 ? "gets" : "get")} in without a role here.";
    }

    public static string Of(UsageContext context) => context == UsageContext.External ? "External client" : "Internal";

    /// <summary>"May view projects, read conversations, view reports; nothing else. Free."</summary>
    public static string MayDo(WorkspaceRole role)
    {
        var may = Enum.GetValues<Capability>()
            .Where(capability => role.May(capability))
            .Select(capability => Of(capability).ToLowerInvariant())
            .ToList();
        var what = may.Count == s_capabilities.Count ? "everything" : $"{string.Join(", ", may)}; nothing else";
        return $"May {(may.Count == s_capabilities.Count ? "do " : null)}{what}. "
            + $"{(role.TakesSeat() ? "A paid seat." : "Free, and takes no seat.")}";
    }

    /// <summary>The data owner's state as a sentence.</summary>
    public static string Of(DataOwnerHealth health) => health switch
    {
        { State: DataOwnerState.NotInvited } => "Not invited",
        { State: DataOwnerState.InvitePending, InviteUntil: { } until } => $"Invite pending, open until {AmsterdamTime.Day(until)}",
        { State: DataOwnerState.InvitePending } => "Invite pending",
        { State: DataOwnerState.InviteExpired, InviteUntil: { } until } => $"Invite expired on {AmsterdamTime.Day(until)}",
        { State: DataOwnerState.InviteExpired } => "Invite expired",
        { State: DataOwnerState.Left } => "Has no access any more",
        { LastSignIn: { } last } => $"Accepted, signed in {AmsterdamTime.Day(last)}",
        _ => "Accepted, never signed in",
    };

    /// <summary>How a change of seats affects the monthly price; null if it does not.</summary>
    /// <param name="account">Before the change; null if the workspace has no account.</param>
    /// <param name="seats">How many seats are added; negative if removed.</param>
    public static string? SeatChange(AccountPrice? account, int seats)
    {
        if (seats == 0)
        {
            return null;
        }

        var sentence = seats > 0 ? "Takes a paid seat" : "Frees a paid seat";
        if (account is null)
        {
            return $"{sentence}. No billing account is known for this workspace.";
        }

        var after = account.With(account.Seats + seats);
        var counted =
            $"{sentence}: {account.Seats} → {after.Seats} on {account.Tier}, billed {BillingWords.Of(account.Period).ToLowerInvariant()}";
        return account.AMonth is { } now && after.AMonth is { } then
            ? $"{counted}. {Unbroken(now)} → {Unbroken(then)} a "
                + $"month{(account.Discount is { } discount ? $", {discount} discount taken off" : null)}."
            : $"{counted}. {account.Tier} is a tier of earlier years and has no price here.";
    }

    /// <summary>Keeps sign and figure on one line.</summary>
    private static string Unbroken(Money money) => money.ToString().Replace(' ', '\u00a0');
}

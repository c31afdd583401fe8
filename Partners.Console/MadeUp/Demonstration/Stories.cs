using Partners.Core.Workspaces;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>What became of the data owner's invitation.</summary>
internal enum OwnerInvite
{
    Pending,
    Expired,
    Accepted,
}

/// <summary>
/// How the people of an external client behave, as counts within the last ninety days: what the conversion pipeline reads
/// its signals from (docs/product.md P2, P3, P4, P5).
/// </summary>
/// <param name="OwnerRole">The data owner's role; only where the invitation was accepted.</param>
/// <param name="Externals">Colleagues of the data owner with a paid seat.</param>
/// <param name="ClientProjects">Projects that client-side people created.</param>
/// <param name="ClientConversations">Conversations in those.</param>
/// <param name="PartnerConversations">Conversations in the partner's own projects.</param>
/// <param name="InvitesSent">Sent by the data owner; the first is pending, the next expired, the others accepted.</param>
/// <param name="SettingsChanged">Changes of the workspace's settings and of roles, by the data owner.</param>
internal sealed record Story(
    OwnerInvite Invite,
    WorkspaceRole OwnerRole,
    int Externals = 0,
    int ClientProjects = 0,
    int ClientConversations = 0,
    int PartnerConversations = 0,
    int InvitesSent = 0,
    int SettingsChanged = 0,
    bool FoundsOrganisation = false,
    int SignIns = 0)
{
    public static readonly Story InvitePending = new(OwnerInvite.Pending, WorkspaceRole.Observer, PartnerConversations: 6);
    public static readonly Story InviteExpired = new(OwnerInvite.Expired, WorkspaceRole.Observer, PartnerConversations: 15);
    public static readonly Story NeverSignedIn = new(OwnerInvite.Accepted, WorkspaceRole.Observer, PartnerConversations: 18);
    public static readonly Story QuietObserver = new(OwnerInvite.Accepted, WorkspaceRole.Observer, PartnerConversations: 24, SignIns: 2);
    public static readonly Story BusyPartner = new(OwnerInvite.Accepted, WorkspaceRole.Observer, PartnerConversations: 70, SignIns: 3);
    public static readonly Story EngagedExternal = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Observer,
        Externals: 2,
        PartnerConversations: 30,
        SignIns: 6);
    public static readonly Story DrivesUsage = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Member,
        Externals: 1,
        ClientProjects: 2,
        ClientConversations: 28,
        PartnerConversations: 9,
        SignIns: 11);
    public static readonly Story InvitesPeople = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Admin,
        PartnerConversations: 14,
        InvitesSent: 4,
        SignIns: 8);
    public static readonly Story ActsAsOwner = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Admin,
        Externals: 1,
        PartnerConversations: 12,
        SettingsChanged: 5,
        SignIns: 9);
    public static readonly Story FoundedItsOwn = new(
        OwnerInvite.Accepted,
        WorkspaceRole.External,
        PartnerConversations: 18,
        FoundsOrganisation: true,
        SignIns: 7);
    public static readonly Story DrivesAndInvites = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Admin,
        Externals: 1,
        ClientProjects: 2,
        ClientConversations: 34,
        PartnerConversations: 12,
        InvitesSent: 3,
        SignIns: 14);
    public static readonly Story DrivesAndActs = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Admin,
        ClientProjects: 3,
        ClientConversations: 31,
        PartnerConversations: 10,
        SettingsChanged: 4,
        SignIns: 13);
    public static readonly Story InvitesAndActs = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Admin,
        PartnerConversations: 16,
        InvitesSent: 3,
        SettingsChanged: 5,
        SignIns: 10);
    public static readonly Story ReadyToGraduate = new(
        OwnerInvite.Accepted,
        WorkspaceRole.Admin,
        Externals: 2,
        ClientProjects: 4,
        ClientConversations: 46,
        PartnerConversations: 7,
        InvitesSent: 3,
        SettingsChanged: 4,
        FoundsOrganisation: true,
        SignIns: 20);
}

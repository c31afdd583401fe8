using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

/// <summary>
/// The configuration section <c>Platform:Push</c>: for each of the platform's collections, whether changes of it are sent. Nothing is sent
/// until it is switched on (docs/product.md I72).
/// </summary>
public sealed record PushSettings
{
    /// <summary>Those that can be switched on.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        PlatformFields.Organisation,
        PlatformFields.OrganisationMembership,
        PlatformFields.Workspace,
        PlatformFields.WorkspaceMembership,
        PlatformFields.WorkspaceInvite,
        PlatformFields.BillingAccount,
        PlatformFields.Project,
        PlatformFields.ProjectWebhook,
        PlatformFields.ReferralLedger,
        PlatformFields.Files,
    ];

    public IReadOnlySet<string> On { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public bool IsOn => On.Count > 0;
}

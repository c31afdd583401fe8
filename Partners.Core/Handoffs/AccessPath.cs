namespace Partners.Core.Handoffs;

/// <summary>A way into a workspace, or out of it.</summary>
public enum AccessPathKind
{
    /// <summary>A role in the workspace.</summary>
    DirectMembership,

    /// <summary>Membership in the organisation that owns the workspace.</summary>
    OwningOrganisation,

    /// <summary>An invite that can still be accepted.</summary>
    PendingInvite,

    /// <summary>The partner owns the workspace itself.</summary>
    Ownership,

    /// <summary>The partner owns the account that pays.</summary>
    BillingAccount,

    /// <summary>A role in the workspace that came from a membership in an organisation.</summary>
    InheritedMembership,

    /// <summary>dembrane's own access, for a day or as one of its people.</summary>
    SupportAccess,

    /// <summary>Who paid until the handoff still pays.</summary>
    Mandate,

    /// <summary>The platform lists the partner as paying, which lets it begin the platform's own handoff.</summary>
    PlatformBilling,

    /// <summary>A webhook by which conversations leave to an address.</summary>
    DataFlow,

    /// <summary>A project that was handed over is in a workspace of the partner again.</summary>
    ReturnedProject,
}

public static class AccessPathKinds
{
    /// <summary>Completes the sentence "would still have access by …".</summary>
    public static string InWords(this AccessPathKind kind) => kind switch
    {
        AccessPathKind.DirectMembership => "a role in the workspace",
        AccessPathKind.OwningOrganisation => "membership in the organisation that owns it",
        AccessPathKind.PendingInvite => "an invite that is still open",
        AccessPathKind.Ownership => "owning the workspace",
        AccessPathKind.BillingAccount => "owning the account that pays",
        AccessPathKind.InheritedMembership => "a role that came from an organisation",
        AccessPathKind.SupportAccess => "dembrane’s own access",
        AccessPathKind.Mandate => "the previous payment customer",
        AccessPathKind.PlatformBilling => "being listed as paying on the platform",
        AccessPathKind.DataFlow => "a webhook",
        AccessPathKind.ReturnedProject => "a project that went back",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Heads a count: "Roles in the workspace".</summary>
    public static string AsCount(this AccessPathKind kind) => kind switch
    {
        AccessPathKind.DirectMembership => "Roles in the workspace",
        AccessPathKind.OwningOrganisation => "Members of the organisation that owns it",
        AccessPathKind.PendingInvite => "Open invites",
        AccessPathKind.Ownership => "Owner of the workspace",
        AccessPathKind.BillingAccount => "Account that pays",
        AccessPathKind.InheritedMembership => "Roles that came from an organisation",
        AccessPathKind.SupportAccess => "Access of dembrane’s own people",
        AccessPathKind.Mandate => "Payment customer and subscription",
        AccessPathKind.PlatformBilling => "Payer as the platform lists it",
        AccessPathKind.DataFlow => "Webhooks of its projects",
        AccessPathKind.ReturnedProject => "Projects that were handed over",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

/// <summary>A way in that someone of the partner could still use, or a way out that nobody at the client accepted.</summary>
/// <param name="Who">The person, the address, the webhook, or the partner itself.</param>
/// <param name="IsKept">It was kept on purpose.</param>
public sealed record AccessPath(AccessPathKind Kind, string Who, bool IsKept)
{
    /// <summary>Names the record behind the path, so that it is known again; empty in proofs from before this was kept.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>Whose side the person is on and why; null where no person is meant.</summary>
    public string? Because { get; init; }

    public string Sentence => Kind switch
    {
        AccessPathKind.DataFlow => $"Conversations leave by the webhook {Who}.",
        AccessPathKind.ReturnedProject => $"A project that was handed over is back with the partner: {Who}.",
        AccessPathKind.Mandate => $"{Who}, who paid until the handoff, still pays.",
        AccessPathKind.PlatformBilling => $"{Who} is still listed as paying on the platform, and can begin the platform’s own handoff.",
        _ => $"{Who} has access by {Kind.InWords()}.",
    };
}

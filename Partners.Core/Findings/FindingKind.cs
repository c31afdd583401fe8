namespace Partners.Core.Findings;

/// <summary>
/// A rule that commands enforce and imported data breaks, or a difference to the platform that waits for a decision (docs/product.md X30).
/// </summary>
public enum FindingKind
{
    /// <summary>A deal could not be posted, and shows the lines that it had before (docs/product.md L63).</summary>
    DealNotPosted,

    /// <summary>The platform has other terms than the deal here.</summary>
    PlatformTermsDiffer,

    /// <summary>The platform deleted a deal's row, which ended the deal: something to settle.</summary>
    DealDeletedOnPlatform,

    /// <summary>The platform has another partner flag than ours, which has an agreement.</summary>
    PlatformFlagDiffers,

    /// <summary>Two deals on one client share a day: each payment on it earns twice.</summary>
    DealsOverlap,

    /// <summary>The kickbacks of a client's deals come to more than 100 % on some day.</summary>
    SharesAboveWhole,

    /// <summary>A client's account has a discount, and no deal is open that agreed to it.</summary>
    DiscountWithoutDeal,

    /// <summary>Two accounts have one customer at the payment provider.</summary>
    SharedCustomer,

    /// <summary>A person is in a workspace twice.</summary>
    TwoRoles,

    /// <summary>An address has two open invites to a workspace, or one beside its access.</summary>
    TwoInvites,

    /// <summary>External-client workspaces in an organisation whose flag is off.</summary>
    ClientsWithoutFlag,

    /// <summary>The flag is on, and its agreement has ended.</summary>
    AgreementEnded,

    /// <summary>The flag is on, and no agreement was ever recorded here.</summary>
    FlagWithoutAgreement,
}

public static class FindingKinds
{
    /// <summary>An inconsistency of an organisation and its flag, which the list of organisations shows.</summary>
    public static bool IsOfFlag(this FindingKind kind) =>
        kind is FindingKind.ClientsWithoutFlag or FindingKind.AgreementEnded or FindingKind.FlagWithoutAgreement;
}

/// <summary>What kind of record a finding is about.</summary>
public enum FindingSubject
{
    Deal,
    Workspace,
    Organisation,
}

/// <summary>How often a rule is broken; at most <see cref="FindingDirectory.MostListed"/> are counted.</summary>
public sealed record FindingCount(FindingKind Kind, int Count);

/// <summary>One broken rule at one record.</summary>
/// <param name="Id">The deal, workspace or organisation.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Sentence">What is wrong, with names.</param>
public sealed record Finding(FindingKind Kind, FindingSubject Subject, Guid Id, string Name, string Sentence);

/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record FindingListing(IReadOnlyList<Finding> Rows, int Total, int Page, string? Notice);

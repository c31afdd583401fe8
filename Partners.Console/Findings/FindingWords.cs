using Partners.Core.Findings;

namespace Partners.Console.Findings;

/// <summary>The kinds of anomaly as people read them.</summary>
public static class FindingWords
{
    public static string Heading(FindingKind kind) => kind switch
    {
        FindingKind.PlatformTermsDiffer => "Terms differ from the platform",
        FindingKind.DealNotPosted => "Deals that could not be posted",
        FindingKind.DealDeletedOnPlatform => "Deals deleted on the platform",
        FindingKind.PlatformFlagDiffers => "Partner flag differs from the platform",
        FindingKind.DealsOverlap => "Deals overlap on one client",
        FindingKind.SharesAboveWhole => "Shares above 100 % together",
        FindingKind.DiscountWithoutDeal => "Discount without an open deal",
        FindingKind.SharedCustomer => "Accounts with one customer",
        FindingKind.TwoRoles => "Two live roles of one person",
        FindingKind.TwoInvites => "Invited twice, or beside access",
        FindingKind.ClientsWithoutFlag => "Client workspaces, flag off",
        FindingKind.AgreementEnded => "Agreement ended",
        FindingKind.FlagWithoutAgreement => "No agreement recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Record(FindingSubject subject) => subject switch
    {
        FindingSubject.Deal => "Deal",
        FindingSubject.Workspace => "Workspace",
        _ => "Organisation",
    };
}

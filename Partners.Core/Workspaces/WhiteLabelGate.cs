using Partners.Core.Billing;
using Partners.Core.Changes;

namespace Partners.Core.Workspaces;

/// <summary>"External-client workspaces only, tier Changemaker or above" (PRODUCT.md, section 2). A logo that is in place stays whatever it says.</summary>
public static class WhiteLabelGate
{
    /// <param name="tier">Of the account that pays for the workspace; null where there is none.</param>
    /// <returns>Why no logo may be put in place; null where one may.</returns>
    public static Refusal? Refuse(UsageContext context, Tier? tier) =>
        context != UsageContext.External ? new LogoOnlyForExternalClients()
        : tier is not { } known ? new LogoWithoutTier()
        : !known.IsChangemakerOrAbove() ? new LogoBelowChangemaker(known)
        : null;
}

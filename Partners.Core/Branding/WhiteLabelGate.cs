using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Branding;

/// <summary>Only external-client workspaces at Changemaker or above may get a logo (docs/product.md W18). A logo already in place stays.</summary>
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

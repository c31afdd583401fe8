using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Branding;

/// <summary>Only external-client workspaces at Changemaker or above may get a logo (docs/product.md W18). An existing logo stays.</summary>
public static class WhiteLabelGate
{
    /// <param name="tier">The paying account's tier; null if there is no account.</param>
    /// <returns>Why no logo may be set; null if one may.</returns>
    public static Refusal? Refuse(UsageContext context, Tier? tier) =>
        context != UsageContext.External ? new LogoOnlyForExternalClients()
        : tier is not { } known ? new LogoWithoutTier()
        : !known.IsChangemakerOrAbove() ? new LogoBelowChangemaker(known)
        : null;
}

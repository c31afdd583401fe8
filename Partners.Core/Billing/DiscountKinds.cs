namespace Partners.Core.Billing;

/// <summary>The platform's kinds of discount.</summary>
public static class DiscountKinds
{
    public const string Scholarship = "scholarship";
    public const string Staff = "staff_discount";
    public const string Trial = "trial";

    /// <summary>
    /// Given for another reason than a referral deal, so that it need not be what a deal agrees (docs/product.md B6). The platform gives a
    /// referral's discount as a staff discount, or without a kind.
    /// </summary>
    public static bool IsOfItsOwn(string? kind) => kind is Scholarship or Trial;
}

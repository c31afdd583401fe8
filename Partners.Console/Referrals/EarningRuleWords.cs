namespace Partners.Console.Referrals;

/// <summary>The earning rules for partners, in plain words (docs/product.md L1, L2, L3, L4, L5, L60, L61, L62).</summary>
internal static class EarningRuleWords
{
    public const string Title = "How this is worked out";

    public const string Last = "A closed month does not change. A payment or refund that arrives late stands in the first month that "
        + "was still open, is marked as late, and says why. A payment belongs to the billing account that made it for good, whatever becomes of the "
        + "account later.";

    public static readonly IReadOnlyList<string> Rules =
    [
        "What counts is what the client paid for dembrane, less VAT: the base. What goes back, by a refund or by a chargeback of the client's "
            + "bank, takes its share off again, less VAT as well. Several are rounded together: a payment that went back whole adds nothing.",
        "A payment counts if it was paid from the deal's first day to its last, both included, by the calendar in Amsterdam. A refund "
            + "follows its payment, whenever it comes.",
        "Each payment earns the base × the kickback percentage in force on the day it was paid, to the cent; half a cent is rounded away "
            + "from zero. A refund takes the percentage of its payment.",
        "A deal with a cap earns up to it and no further. Anything above it is shown as clipped, and is not owed. What a deal has earned "
            + "never falls below zero.",
        "After its last day a deal earns nothing more, and what it has earned stays owed. Owed is what was earned less what was paid out; "
            + "where more was paid out, the difference is a credit, carried forward.",
    ];
}

using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Billing;

/// <summary>A discount that an open deal promises to a client. An object initialiser makes it, because a query can translate one.</summary>
public sealed class AgreedDiscount
{
    public required Guid? WorkspaceId { get; init; }

    public required Percentage Discount { get; init; }
}

/// <summary>The agreed discounts on a day, the one in force first for each workspace. The ledger of referrals registers it.</summary>
public delegate IQueryable<AgreedDiscount> AgreedDiscountQuery(PartnersDb db, DateOnly today);

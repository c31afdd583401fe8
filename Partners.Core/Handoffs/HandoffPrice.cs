using Partners.Core.Billing;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>What the workspace's account costs a month, before the handoff and after it (docs/product.md H28).</summary>
/// <param name="ClassBefore">Whether it is charged at all.</param>
/// <param name="After">With the seats of those who stay. The account takes its discount along.</param>
/// <param name="WithoutDiscount">
/// The price once somebody takes the discount off the account, because every deal that promises one ends; null if it stays as agreed.
/// </param>
public sealed record HandoffPrice(
    AccountPrice Before,
    AccountClass ClassBefore,
    AccountPrice After,
    AccountClass ClassAfter,
    AccountPrice? WithoutDiscount)
{
    /// <summary>Null if the workspace has no account.</summary>
    public static HandoffPrice? Of(HandoffPlan plan, HandoffFacts facts)
    {
        if (facts.Account is not { } account)
        {
            return null;
        }

        var before = new AccountPrice(account.Tier, account.Period, account.Seats, account.Discount);
        var after = before.With(SeatsAfter(plan, facts));
        return new(
            before,
            ClassOf(account, account.PaymentMode, facts.Today),
            after,
            ClassOf(account, plan.Billing.PaymentMode == PaymentMode.None ? account.PaymentMode : plan.Billing.PaymentMode, facts.Today),
            DiscountEnds(plan, facts, account) ? after with { Discount = null } : null);
    }

    /// <summary>Whoever is not decided on counts as now. A person is one seat, also if invited once more.</summary>
    private static int SeatsAfter(HandoffPlan plan, HandoffFacts facts)
    {
        var people = plan.People.ToDictionary(person => person.MembershipId);
        var invites = plan.Invites.ToDictionary(invite => invite.InviteId);
        var seated = facts.People
            .Where(person => !person.IsSupport)
            .Where(person => (people.TryGetValue(person.MembershipId, out var planned) ? planned.Role : person.Role) is { } role
                && role.TakesSeat())
            .Select(person => EmailAddress.Key(person.Email))
            .ToHashSet(StringComparer.Ordinal);
        seated.UnionWith(facts.Invites
            .Where(invite => (invites.TryGetValue(invite.InviteId, out var planned) ? planned.Role : invite.Role) is { } role
                && role.TakesSeat())
            .Select(invite => EmailAddress.Key(invite.Email)));
        return seated.Count;
    }

    /// <summary>A discount of a kind of its own, such as a scholarship, is no deal's.</summary>
    private static bool DiscountEnds(HandoffPlan plan, HandoffFacts facts, AccountFact account)
    {
        var promising = facts.Deals.Where(deal => deal.Discount > Percentage.Zero).ToList();
        return account.Discount > Percentage.Zero
            && !DiscountKinds.IsOfItsOwn(account.DiscountKind)
            && promising.Count > 0
            && promising.TrueForAll(deal => plan.Deals.Any(planned => planned.DealId == deal.Id && planned.Fate != DealFate.Continue));
    }

    private static AccountClass ClassOf(AccountFact account, PaymentMode mode, DateOnly today) => AccountClasses.Of(
        account.Tier,
        mode,
        account.Discount,
        account.DiscountKind,
        account.TierExpiresAt,
        today.StartInAmsterdam());
}

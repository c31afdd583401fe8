using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Billing;

/// <summary>Builders for accounts and the people who take their seats.</summary>
internal static class Billed
{
    /// <summary>An external-client workspace with its own account, both with the same name.</summary>
    public static (Workspace Workspace, BillingAccount Account) Client(
        Organisation partner,
        string name = "Gemeente Zwolle",
        Tier tier = Tier.Changemaker,
        BillingPeriod period = BillingPeriod.Annual,
        Percentage? discount = null,
        bool deleted = false,
        Func<BillingFacts, BillingFacts>? more = null)
    {
        var id = Guid.CreateVersion7();
        var workspace = Make.Client(partner, name, name, id);
        return (workspace, Account(id, null, workspace.Id, name, tier, period, discount, deleted, more));
    }

    public static BillingAccount Pool(
        Organisation organisation,
        string? label = null,
        Tier tier = Tier.Innovator,
        bool deleted = false,
        Func<BillingFacts, BillingFacts>? more = null) =>
        Account(
            Guid.CreateVersion7(),
            organisation.Id,
            null,
            label ?? organisation.Name,
            tier,
            BillingPeriod.Annual,
            discount: null,
            deleted,
            more);

    /// <summary>An internal workspace that the pool pays for.</summary>
    public static Workspace Team(BillingAccount pool, string name = "Team", bool deleted = false) =>
        new(
            Guid.CreateVersion7(),
            new(
                pool.OrganisationId!.Value,
                name,
                UsageContext.Internal,
                null,
                null,
                null,
                pool.Id,
                WorkspaceVisibility.OpenToOrganisation,
                null,
                null,
                FixedClock.Noon.AddMonths(-6),
                deleted ? FixedClock.Noon : null));

    public static Person Person(string email) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), email, email, FixedClock.Noon.AddYears(-1));

    public static WorkspaceMembership Seat(
        Workspace workspace,
        Person person,
        WorkspaceRole role = WorkspaceRole.Member,
        bool left = false) =>
        new(
            Guid.CreateVersion7(),
            workspace.Id,
            person.Id,
            role,
            WorkspaceMembership.Direct,
            FixedClock.Noon.AddMonths(-1),
            left ? FixedClock.Noon : null);

    public static WorkspaceInvite Invite(
        Workspace workspace,
        string email,
        WorkspaceRole role = WorkspaceRole.Member,
        DateTimeOffset? expiresAt = null,
        bool accepted = false,
        bool revoked = false) =>
        new(
            Guid.CreateVersion7(),
            new(
                workspace.Id,
                email,
                role,
                null,
                FixedClock.Noon.AddDays(-9),
                expiresAt,
                accepted ? FixedClock.Noon : null,
                revoked ? FixedClock.Noon : null));

    /// <summary>A deal whose only terms start on its first day.</summary>
    public static Deal Deal(
        Organisation partner,
        Workspace workspace,
        int discountPercent,
        DateOnly? startsOn = null,
        DateOnly? expiresOn = null)
    {
        var start = startsOn ?? new DateOnly(2026, 1, 1);
        var deal = new Deal(
            Guid.CreateVersion7(),
            platformId: null,
            partner.Id,
            workspace.Id,
            clientName: null,
            start,
            notes: null,
            FixedClock.Noon);
        return deal.Promising(discountPercent, start, expiresOn);
    }

    /// <summary>The deal with another version of its terms.</summary>
    public static Deal Promising(this Deal deal, int discountPercent, DateOnly holdsFrom, DateOnly? expiresOn = null)
    {
        deal.Agree(
            holdsFrom,
            new(2_000),
            new(discountPercent * 100),
            cap: null,
            expiresOn,
            "R-1",
            reason: null,
            Make.CommercialOwner,
            FixedClock.Noon);
        return deal;
    }

    private static BillingAccount Account(
        Guid id,
        Guid? organisationId,
        Guid? workspaceId,
        string label,
        Tier tier,
        BillingPeriod period,
        Percentage? discount,
        bool deleted,
        Func<BillingFacts, BillingFacts>? more)
    {
        var facts = new BillingFacts(
            organisationId,
            workspaceId,
            label,
            tier,
            PaymentMode.Mollie,
            period,
            discount,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            FixedClock.Noon.AddMonths(-6),
            deleted ? FixedClock.Noon : null);
        return new(id, more?.Invoke(facts) ?? facts);
    }
}

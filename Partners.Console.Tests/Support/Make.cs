using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Support;

/// <summary>Builders for people and records, one line each.</summary>
internal static partial class Make
{
    public static readonly Staff Staff = new("staff-1", "Noor de Wit", "noor@dembrane.example", Role.Staff.Permissions);
    public static readonly Staff CommercialOwner = new(
        "owner-1",
        "Joris Bakker",
        "joris@dembrane.example",
        Role.CommercialOwner.Permissions);
    public static readonly Staff Operator = new("operator-1", "Amina Haddad", "amina@dembrane.example", Role.HandoffOperator.Permissions);
    public static readonly Staff SecondOperator = new("operator-2", "Sven Kok", "sven@dembrane.example", Role.HandoffOperator.Permissions);
    public static readonly Staff Nobody = new("nobody-1", "Niels Geen", "niels@dembrane.example", Permission.None);

    public static Organisation Organisation(string name = "Bureau Samenspel", DateTimeOffset? createdAt = null) =>
        new(Guid.CreateVersion7(), name, createdById: null, createdAt ?? FixedClock.Noon.AddYears(-1));

    /// <summary>An organisation whose flag the platform turned on, without an agreement here.</summary>
    public static Organisation PlatformPartner(string name = "Bureau Samenspel")
    {
        var organisation = Organisation(name);
        organisation.CopyFromPlatform(name, isPartner: true, createdById: null, organisation.CreatedAt, deletedAt: null);
        return organisation;
    }

    public static Organisation Deleted(string name = "Weg Ermee")
    {
        var organisation = Organisation(name);
        organisation.CopyFromPlatform(name, isPartner: false, createdById: null, organisation.CreatedAt, deletedAt: FixedClock.Noon);
        return organisation;
    }

    public static Workspace Client(
        Organisation partner,
        string name = "Woonvisie",
        string dataOwner = "Gemeente Zwolle",
        Guid? billingAccountId = null) =>
        new(
            Guid.CreateVersion7(),
            new(
                partner.Id,
                name,
                UsageContext.External,
                dataOwner,
                "griffie@zwolle.example",
                FixedClock.Noon,
                billingAccountId,
                WorkspaceVisibility.Private,
                null,
                null,
                FixedClock.Noon.AddMonths(-6),
                null));

    /// <summary>An organisation's own account, for all its internal workspaces.</summary>
    public static BillingAccount Pooled(Organisation organisation, Tier tier = Tier.Changemaker) =>
        new(
            Guid.CreateVersion7(),
            BillingFacts.OfNewClient(Guid.Empty, organisation.Name, tier, BillingPeriod.Annual, FixedClock.Noon.AddMonths(-6)) with
            {
                OrganisationId = organisation.Id,
                WorkspaceId = null,
            });

    public static BillingAccount Account(Guid id, Workspace workspace, string customer) =>
        new(
            id,
            new(
                null,
                workspace.Id,
                workspace.Name,
                Tier.Changemaker,
                PaymentMode.Mollie,
                BillingPeriod.Monthly,
                null,
                null,
                customer,
                null,
                null,
                null,
                null,
                null,
                null,
                FixedClock.Noon.AddMonths(-6),
                null));

    public static Deal Deal(
        Organisation partner,
        Workspace? workspace,
        int kickbackPercent = 20,
        Money? cap = null,
        DateOnly? expiresOn = null)
    {
        var startsOn = new DateOnly(2026, 1, 1);
        var deal = new Deal(
            Guid.CreateVersion7(),
            platformId: null,
            partner.Id,
            workspace?.Id,
            workspace is null ? "Gemeente Ede" : null,
            startsOn,
            notes: null,
            FixedClock.Noon);
        deal.Agree(startsOn, new(kickbackPercent * 100), Percentage.Zero, cap, expiresOn, "R-1", reason: null, Staff, FixedClock.Noon);
        return deal;
    }

    public static Payment Payment(string id, string customer, long cents, long vatCents, DateTimeOffset paidAt) =>
        new(id, customer, Core.Referrals.Payment.Paid, new(cents), new(vatCents), paidAt, paidAt);

    /// <summary>Sends whole transcripts to a host.</summary>
    public static ProjectWebhook Webhook(Project project, string name, string host) =>
        new(
            Guid.CreateVersion7(),
            new(project.Id, name, host, $"hash of {host}", "conversation.transcribed", Status: null, DeletedAt: null));

    public static Handoff Handoff(Organisation partner, Workspace workspace) =>
        new(workspace.Id, partner.Id, new(), Staff, FixedClock.Noon);

    public static AgreementForm Agreement(
        string reference = "PA-2026-41",
        DateOnly? signedOn = null,
        DateOnly? endsOn = null,
        string? owner = "Jorn Tafel",
        string? link = null,
        bool confirmed = true) =>
        new(reference, signedOn ?? new DateOnly(2026, 11, 2), owner, endsOn, link, confirmed);

    public static MakePartner MakePartner(
        Organisation organisation,
        AgreementForm? agreement = null,
        int version = 1,
        Guid? requestId = null) =>
        new(requestId ?? Guid.CreateVersion7(), organisation.Id, version, agreement ?? Agreement());
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Consent;
using Partners.Core.Documents;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Mail;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;
using Partners.Core.Referrals;
using Partners.Core.Today;
using Partners.Core.Values;
using Partners.Core.Views;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

/// <summary>The console's whole database. Use one context per operation, from the pooled factory; a page never holds one.</summary>
public class PartnersDb : DbContext
{
    public PartnersDb(DbContextOptions<PartnersDb> options)
        : base(options)
    {
    }

    private protected PartnersDb(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<PartnerAgreement> PartnerAgreements => Set<PartnerAgreement>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<OrganisationMembership> OrganisationMemberships => Set<OrganisationMembership>();

    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<WorkspaceMembership> WorkspaceMemberships => Set<WorkspaceMembership>();

    public DbSet<WorkspaceInvite> WorkspaceInvites => Set<WorkspaceInvite>();

    public DbSet<SidePlacement> SidePlacements => Set<SidePlacement>();

    public DbSet<ProjectWebhook> ProjectWebhooks => Set<ProjectWebhook>();

    public DbSet<WorkspaceLogo> WorkspaceLogos => Set<WorkspaceLogo>();

    public DbSet<BillingAccount> BillingAccounts => Set<BillingAccount>();

    public DbSet<FormerCustomer> FormerCustomers => Set<FormerCustomer>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Deal> Deals => Set<Deal>();

    public DbSet<PlatformTerms> PlatformTerms => Set<PlatformTerms>();

    public DbSet<DealSummary> DealSummaries => Set<DealSummary>();

    public DbSet<LedgerLine> LedgerLines => Set<LedgerLine>();

    public DbSet<Payout> Payouts => Set<Payout>();

    public DbSet<ClosedMonth> ClosedMonths => Set<ClosedMonth>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<FormerBinding> FormerBindings => Set<FormerBinding>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<Chargeback> Chargebacks => Set<Chargeback>();

    public DbSet<PaidInvoice> PaidInvoices => Set<PaidInvoice>();

    public DbSet<RefusedPayment> RefusedPayments => Set<RefusedPayment>();

    public DbSet<Handoff> Handoffs => Set<Handoff>();

    public DbSet<HandoffCertificate> HandoffCertificates => Set<HandoffCertificate>();

    public DbSet<ConsentLink> ConsentLinks => Set<ConsentLink>();

    public DbSet<ProofBreach> ProofBreaches => Set<ProofBreach>();

    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();

    public DbSet<StoredDocument> StoredDocuments => Set<StoredDocument>();

    public DbSet<DigestWish> DigestWishes => Set<DigestWish>();

    public DbSet<Move> Moves => Set<Move>();

    public DbSet<MoveSide> MoveSides => Set<MoveSide>();

    public DbSet<MovedProject> MovedProjects => Set<MovedProject>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<Candidate> Candidates => Set<Candidate>();

    public DbSet<PipelineEntry> PipelineEntries => Set<PipelineEntry>();

    public DbSet<SignalRefreshRun> SignalRefreshRuns => Set<SignalRefreshRun>();

    internal DbSet<SignalTouch> SignalTouches => Set<SignalTouch>();

    public DbSet<PlatformChange> PlatformChanges => Set<PlatformChange>();

    public DbSet<PlatformDelivery> PlatformDeliveries => Set<PlatformDelivery>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<ImportRejection> ImportRejections => Set<ImportRejection>();

    public DbSet<ImportNotice> ImportNotices => Set<ImportNotice>();

    public DbSet<PlatformSync> PlatformSyncs => Set<PlatformSync>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    internal DbSet<UsedLogoutToken> UsedLogoutTokens => Set<UsedLogoutToken>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<HandledRequest> HandledRequests => Set<HandledRequest>();

    internal virtual DatabaseEngine Engine => DatabaseEngines.Embedded;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PartnersDb).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Money>().HaveConversion<MoneyToCents>();
        configurationBuilder.Properties<Percentage>().HaveConversion<PercentageToBasisPoints>();
        configurationBuilder.Properties<Month>().HaveConversion<MonthToNumber>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        Engine.Configure(configurationBuilder);
    }

    /// <summary>No database raises a version by itself (docs/product.md X5).</summary>
    private void RaiseVersions()
    {
        ChangeTracker.DetectChanges();
        UnstorableText.Refuse(ChangeTracker);
        foreach (var entry in ChangeTracker.Entries<Aggregate>())
        {
            if (entry.ChangesContent())
            {
                entry.Entity.RaiseVersion();
            }
        }
    }

    private sealed class MoneyToCents() : ValueConverter<Money, long>(money => money.Cents, cents => new Money(cents));

    private sealed class PercentageToBasisPoints()
        : ValueConverter<Percentage, int>(percentage => percentage.BasisPoints, points => new Percentage(points));

    private sealed class MonthToNumber()
        : ValueConverter<Month, int>(month => (month.Year * 100) + month.Number, number => new Month(number / 100, number % 100));
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Views;
using Partners.Core.Workspaces;

namespace Partners.Core.Persistence;

/// <summary>The console's whole database. Use one context per operation, from the pooled factory; a page never holds one.</summary>
public sealed class PartnersDb(DbContextOptions<PartnersDb> options) : DbContext(options)
{
    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<PartnerAgreement> PartnerAgreements => Set<PartnerAgreement>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<OrganisationMembership> OrganisationMemberships => Set<OrganisationMembership>();

    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<WorkspaceMembership> WorkspaceMemberships => Set<WorkspaceMembership>();

    public DbSet<WorkspaceInvite> WorkspaceInvites => Set<WorkspaceInvite>();

    public DbSet<WorkspaceLogo> WorkspaceLogos => Set<WorkspaceLogo>();

    public DbSet<BillingAccount> BillingAccounts => Set<BillingAccount>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Deal> Deals => Set<Deal>();

    public DbSet<DealSummary> DealSummaries => Set<DealSummary>();

    public DbSet<LedgerLine> LedgerLines => Set<LedgerLine>();

    public DbSet<Payout> Payouts => Set<Payout>();

    public DbSet<ClosedMonth> ClosedMonths => Set<ClosedMonth>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<Handoff> Handoffs => Set<Handoff>();

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

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<ImportRejection> ImportRejections => Set<ImportRejection>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<HandledRequest> HandledRequests => Set<HandledRequest>();

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

        // SQLite has no type for ids or instants. Ids are stored as 16 bytes that sort like their text, instants as milliseconds.
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<Guid>().HaveConversion<GuidToBytes>();
            configurationBuilder.DefaultTypeMapping<Guid>().HasConversion<GuidToBytes>();
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantToMilliseconds>();
        }
    }

    /// <summary>SQLite cannot raise a version by itself (docs/product.md X5).</summary>
    private void RaiseVersions()
    {
        ChangeTracker.DetectChanges();
        foreach (var entry in ChangeTracker.Entries<Aggregate>())
        {
            if (entry.State == EntityState.Modified)
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

    private sealed class GuidToBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    private sealed class InstantToMilliseconds()
        : ValueConverter<DateTimeOffset, long>(
            instant => instant.ToUnixTimeMilliseconds(),
            milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Branding;
using Partners.Core.Changes;
using Partners.Core.Clients;
using Partners.Core.Consent;
using Partners.Core.Documents;
using Partners.Core.ExternalLed;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Mail;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Persistence;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Search;
using Partners.Core.Telemetry;
using Partners.Core.Today;
using Partners.Core.Views;
using Partners.Core.Workspaces;

namespace Partners.Core;

/// <summary>Registers the core's services. All are stateless singletons.</summary>
public static class PartnersCore
{
    /// <param name="databaseFile">The embedded database's file; created if missing.</param>
    public static IServiceCollection AddPartnersCore(this IServiceCollection services, string databaseFile) =>
        services.AddPartnersCore(new DatabaseAddress(default, databaseFile));

    public static IServiceCollection AddPartnersCore(this IServiceCollection services, DatabaseAddress database)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new QuerySettings());
        services.AddSingleton<SlowQueries>();
        services.AddSingleton<QueryWatch>();
        DatabaseEngines.Of(database.Provider).Register(services, database);
        services.AddSingleton<WriteGate>();
        services.AddSingleton<DataVersion>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<ChangeRunner>();
        services.AddSingleton<RequestLog>();
        services.AddSingleton<JobRows>();
        services.AddSingleton<JobBeat>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobList>();
        services.TryAddSingleton<ISecretSeal, SealOfProcess>();
        services.TryAddSingleton<IMailCarrier, NoMailCarrier>();
        services.AddSingleton<MailQueue>();
        services.AddSingleton<MailOutbox>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<StatementMail>();
        services.AddSingleton<RecordDocuments>();
        services.AddSingleton<HandoffMail>();
        services.AddSingleton<AgreementReminders>();
        services.AddSingleton<MorningDigests>();
        services.AddSingleton(MorningDigests.Job);
        services.AddSingleton(MailSender.Job);
        services.AddPlatform();
        services.AddPush();
        services.AddSingleton<PlatformStates>();
        services.AddSingleton<PlatformRecord>();
        services.AddSingleton<ImportRecord>();
        services.AddSingleton<SignInSessions>();
        services.AddSingleton<AuditTrail>();
        AddTies(services);
        services.AddSingleton<OrganisationDirectory>();
        services.AddSingleton<OrganisationOverview>();
        services.AddSingleton<PartnerToggle>();
        services.AddSingleton<WorkspaceDirectory>();
        services.AddSingleton<WorkspaceOverview>();
        services.AddSingleton<ClientWorkspaces>();
        services.AddSingleton<DataOwnership>();
        services.AddSingleton<WorkspacePeople>();
        services.AddSingleton<BillingDirectory>();
        services.AddSingleton<BillingExport>();
        services.AddSingleton<WorkspaceLogos>();
        services.AddSingleton<LedgerPosting>();
        services.AddSingleton<LedgerUpkeep>();
        services.AddSingleton(LedgerUpkeep.Job);
        services.AddSingleton<LedgerExport>();
        services.AddSingleton<ReferralLedger>();
        services.AddSingleton<Payouts>();
        services.AddSingleton<ClientPayments>();
        services.AddSingleton<Statements>();
        services.AddSingleton(Statements.ClosingJob);
        services.AddSingleton<LedgerDirectory>();
        services.AddSingleton<DealOverview>();
        services.AddSingleton<DealChoices>();
        services.TryAddSingleton(new SideSettings());
        services.TryAddSingleton(new SignalSettings());
        services.AddSingleton<SignalRefresh>();
        services.AddSingleton(SignalRefresh.Job);
        services.AddSingleton<Pipeline>();
        services.AddSingleton<PipelineDirectory>();
        services.AddSingleton<PipelineExport>();
        services.AddSingleton<EvidenceDirectory>();
        services.AddSingleton<PartnerClients>();
        services.AddSingleton<Colleagues>();
        services.TryAddSingleton(new HandoffSettings());
        services.TryAddSingleton<IFreshSignIn, NoFreshSignIn>();
        services.AddSingleton<HandoffDrafts>();
        services.AddSingleton<HandoffTransfer>();
        services.AddSingleton(HandoffTransfer.Job);
        services.AddSingleton<HandoffProofs>();
        services.AddSingleton<HandoffCertificates>();
        services.TryAddSingleton(new ConsentSettings());
        services.AddSingleton<ConsentAnswers>();
        services.AddSingleton<ConsentLinks>();
        services.AddSingleton<EndedConsents>();
        services.AddSingleton<HandoffConsents>();
        services.AddSingleton<ContactConsents>();
        services.AddSingleton<ProofWatch>();
        services.AddSingleton(ProofWatch.Job);
        services.AddSingleton<AfterChange>(provider => provider.GetRequiredService<ProofWatch>().AfterChangeAsync);
        services.AddSingleton<HandoffDirectory>();
        services.AddSingleton<ClientStanding>();
        services.AddSingleton<ProjectMoves>();
        services.AddSingleton<MoveJobKind>();
        services.AddSingleton<JobKind>(provider => provider.GetRequiredService<MoveJobKind>());
        services.AddSingleton<MoveDirectory>();
        services.AddSingleton<MoveChoices>();
        services.AddSingleton<FindingDirectory>();
        services.AddSingleton<Overview>();
        services.AddSingleton<SavedViews>();
        services.AddSingleton<EverywhereSearch>();
        return services;
    }

    /// <summary>What a lower folder asks of a higher one, or tells it: each tie is declared below and answered above.</summary>
    private static void AddTies(IServiceCollection services)
    {
        services.AddSingleton(OrganisationSubjects.Audited);
        services.AddSingleton(DealSubjects.Audited);
        services.AddSingleton(HandoffSubjects.Audited);
        services.AddSingleton(new OrganisationTies(
            WorkspacesOfOrganisation.OfClientsAsync,
            WorkspacesOfOrganisation.CountInternalAsync,
            DealBalances.OpenOfPartnerAsync,
            OpenDeals.Partners,
            PartnerHandoffs.OfPartnerAsync,
            PooledTiers.OfAsync,
            DealBalances.OfPartnerAsync));
        services.AddSingleton<AgreedDiscountQuery>(AgreedDiscounts.Of);
        services.AddSingleton<ClientRenamed>(DealSummaries.NameClientAsync);
        services.AddSingleton<ClientRenamed>(PipelineEntries.NameClientAsync);
        services.AddSingleton<DealsPosted>(ClientDeals.UpdateClientsAsync);
        services.AddSingleton<AfterChange>(StaleClients.MarkAsync);
        services.AddSingleton(TimingAnswered.Topic);
        services.AddSingleton(CertificateAnswered.Topic);
        services.AddSingleton(FlowAnswered.Topic);
        services.AddSingleton(ContactAnswered.Topic);
        services.AddSingleton<AfterChange>(provider => provider.GetRequiredService<EndedConsents>().AfterChangeAsync);
    }
}

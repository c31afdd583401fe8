using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Shell;
using Partners.Core.Audit;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Documents;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Views;

namespace Partners.Console.Tests.Referrals;

/// <summary>The base of tests of the ledger's pages and dialogs: the real services and the scene's database.</summary>
public abstract class LedgerPages : ShellContext, IAsyncLifetime
{
    private protected LedgerScene Scene { get; private set; } = default!;

    public virtual async ValueTask InitializeAsync()
    {
        Scene = await LedgerScene.CreateAsync();
        Add<LedgerDirectory>();
        Add<OrganisationDirectory>();
        Add<OrganisationOverview>();
        Add<ClientStanding>();
        Add<DealOverview>();
        Add<DealChoices>();
        Add<FindingDirectory>();
        Add<ReferralLedger>();
        Add<Payouts>();
        Add<ClientPayments>();
        Add<BillingDirectory>();
        Add<Statements>();
        Add<StatementMail>();
        Add<RecordDocuments>();
        Add<AgreementReminders>();
        Add<AuditTrail>();
        Add<PlatformRecord>();
        Add<ChangeFeed>();
        Add<PlatformStates>();
        Add<PushWaits>();
        Add<JobList>();
        Add<SavedViews>();
        Services.AddSingleton<TimeProvider>(Scene.Database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Scene.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private void Add<TService>()
        where TService : class => Services.AddSingleton(Scene.Database.Get<TService>());
}

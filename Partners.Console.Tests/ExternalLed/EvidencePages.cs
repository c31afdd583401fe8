using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Shell;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Documents;
using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Referrals;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The base of tests that show evidence: the real services and the scene's database.</summary>
public abstract class EvidencePages : ShellContext, IAsyncLifetime
{
    private protected ClientScene Scene { get; private set; } = default!;

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public virtual async ValueTask InitializeAsync()
    {
        Scene = await ClientScene.CreateAsync(with: services =>
            services.AddSingleton(new ConsentSettings(new Uri("https://partners.example"))));
        Add<ContactConsents>();
        Add<ConsentSettings>();
        Add<MailQueue>();
        Add<EvidenceDirectory>();
        Add<PartnerClients>();
        Add<PipelineDirectory>();
        Add<Pipeline>();
        Add<Colleagues>();
        Add<SignalSettings>();
        Add<WorkspaceOverview>();
        Add<OrganisationOverview>();
        Add<AgreementReminders>();
        Add<RecordDocuments>();
        Add<ClientStanding>();
        Add<LedgerDirectory>();
        Add<AuditTrail>();
        Add<ChangeFeed>();
        Add<PlatformStates>();
        Add<PushWaits>();
        Services.AddSingleton<TimeProvider>(Scene.Database.Clock);
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Scene.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Carla drives usage with 12 of 16; one invite and one act are too few for other signals. The refresh lists the client.
    /// </summary>
    protected async Task DriveUsageAsync()
    {
        await Scene.ProjectAsync(Scene.Carla, conversations: 12);
        await Scene.ProjectAsync(Scene.Pim, conversations: 4);
        await Scene.AddAsync(
            Scene.Sent("collega@zwolle.example", Scene.Carla),
            Scene.Sent("Collega@zwolle.example", Scene.Carla, daysAgo: 4));
        await Scene.RefreshAsync();
    }

    /// <summary>The words of an element, in order.</summary>
    protected static string Words(INode element) =>
        string.Join(
            ' ',
            element.GetDescendants().OfType<IText>().SelectMany(text =>
                text.Data.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    protected static IReadOnlyList<string> Rows(IRenderedComponent<IComponent> page, string table = "tbody") =>
        [.. page.FindAll($"{table} tr").Select(Words)];

    private void Add<TService>()
        where TService : class => Services.AddSingleton(Scene.Database.Get<TService>());
}

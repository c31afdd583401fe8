using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MudBlazor;
using Partners.Console.ExternalLed;
using Partners.Console.Shell;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.ExternalLed;
using Partners.Core.Jobs;
using Partners.Core.Mail;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Views;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The base of tests of the pipeline's page and dialogs: the real services, and a database with the scene's cards.</summary>
public abstract class PipelinePages : ShellContext, IAsyncLifetime
{
    private bool _isSaved;

    protected TestDatabase Database { get; private set; } = default!;

    private protected PipelineScene Scene { get; } = new();

    protected Pipeline Pipeline => Database.Get<Pipeline>();

    protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Add<PipelineDirectory>();
        Add<Pipeline>();
        Add<Colleagues>();
        Add<ContactConsents>();
        Add<ConsentSettings>();
        Add<MailQueue>();
        Add<EvidenceDirectory>();
        Add<PartnerClients>();
        Add<WorkspaceOverview>();
        Add<AuditTrail>();
        Add<OrganisationDirectory>();
        Add<SignalSettings>();
        Add<SignalRefresh>();
        Add<ChangeFeed>();
        Add<PlatformStates>();
        Add<PushWaits>();
        Add<JobList>();
        Add<SavedViews>();
        Services.AddSingleton<TimeProvider>(Database.Clock);
        Services.AddSingleton<IHostApplicationLifetime, Lifetime>();
        Services.AddSingleton<RefreshJob>();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<CandidateCard> CardAsync(Guid workspaceId) =>
        (await Database.Get<PipelineDirectory>().FindAsync(Make.Staff, workspaceId, default))!;

    /// <summary>Joris Bakker moves the card elsewhere.</summary>
    protected async Task MoveElsewhereAsync(Guid workspaceId, PipelineStage to)
    {
        var card = await CardAsync(workspaceId);
        await Pipeline.MoveAsync(Make.CommercialOwner, new(Guid.CreateVersion7(), workspaceId, card.Version, to), default);
    }

    private protected IRenderedComponent<ExternalLedPage> RenderAt(string address, Staff? who = null)
    {
        Navigation.NavigateTo(address);
        return Render<ExternalLedPage>(parameters => parameters.AddCascadingValue(who ?? Noor));
    }

    private protected async Task<IRenderedComponent<ExternalLedPage>> ShownAsync(string address, Staff? who = null)
    {
        if (!_isSaved)
        {
            await Scene.SaveAsync(Database);
            _isSaved = true;
        }

        Render<MudDialogProvider>(parameters => parameters.AddCascadingValue(who ?? Noor));
        var page = RenderAt(address, who);
        page.WaitForElement(".filter-bar");
        return page;
    }

    private protected static BoardColumns ColumnsOf(IRenderedComponent<ExternalLedPage> page) =>
        page.FindComponent<BoardColumns>().Instance;

    /// <summary>Chooses from the first card's menu; a dialog that opens closes with what was done meanwhile.</summary>
    private protected async Task ChooseAsync<T>(
        IRenderedComponent<ExternalLedPage> page,
        string item,
        Task<Core.Changes.Outcome<T>> meanwhile)
        where T : notnull
    {
        await page.Find("button[data-kebab]").ClickAsync();
        var chosen = page.FindAll("[role=menuitem]").Single(found => found.TextContent.Trim() == item).ClickAsync();
        var answer = await meanwhile;
        await page.InvokeAsync(() => Services.GetRequiredService<PageDialogs>().Close(answer.Value));
        await chosen;
    }

    private protected static async Task ChooseAsync(IRenderedComponent<ExternalLedPage> page, string item)
    {
        await page.Find("button[data-kebab]").ClickAsync();
        await page.FindAll("[role=menuitem]").Single(found => found.TextContent.Trim() == item).ClickAsync();
    }

    private protected static string SaidOn(IRenderedComponent<ExternalLedPage> page) => page.Find("[role=status] .result-text").TextContent;

    private protected static string RefusedOn(IRenderedComponent<ExternalLedPage> page) =>
        page.Find("[role=alert] .banner-refused").TextContent.Trim();

    private protected static IEnumerable<string> CardsIn(IRenderedComponent<ExternalLedPage> page, PipelineStage stage) =>
        page.FindAll($"[data-stage={stage}] .lead-card-name").Select(name => name.TextContent);

    private protected static List<List<string>> CellsOf(IRenderedComponent<ExternalLedPage> page) =>
        [.. page.WaitForElements("tbody tr").Select(row => row.QuerySelectorAll("td")
            .Select(cell => Words(string.Join(' ', cell.GetDescendants().OfType<IText>().Select(text => text.Data))))
            .ToList())];

    private protected static string Words(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private void Add<TService>()
        where TService : class => Services.AddSingleton(Database.Get<TService>());

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}

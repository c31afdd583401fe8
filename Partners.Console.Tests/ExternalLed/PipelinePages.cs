using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Partners.Console.ExternalLed;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>What the pipeline's page and dialogs are rendered over: the real services, and a database of the scene's cards.</summary>
public abstract class PipelinePages : ShellContext, IAsyncLifetime
{
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
        Add<OrganisationDirectory>();
        Add<SignalSettings>();
        Add<SignalRefresh>();
        Add<ChangeFeed>();
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

    protected async Task<CandidateCard> CardAsync(Guid workspaceId) => (await Database.Get<PipelineDirectory>().FindAsync(Make.Staff, workspaceId, default))!;

    /// <summary>Joris Bakker does it, elsewhere.</summary>
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

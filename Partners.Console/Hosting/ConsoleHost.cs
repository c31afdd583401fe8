using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Partners.Console.Access;
using Partners.Console.Audit;
using Partners.Console.ExternalLed;
using Partners.Console.Handoffs;
using Partners.Console.Moves;
using Partners.Console.Organisations;
using Partners.Console.Platform;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Workspaces;
using Partners.Core.Persistence;
using Radzen;

namespace Partners.Console.Hosting;

/// <summary>The web host of the console, as it runs and as the tests run it.</summary>
public static class ConsoleHost
{
    private const string Culture = "en-GB";

    /// <param name="configure">Adds what only the caller knows: the database, or a test's clock and settings. It runs first, so its settings decide.</param>
    /// <exception cref="StartRefusedException">The set-up does not allow a safe start.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Named, because a test's own assembly would be taken otherwise.
            ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
            // Settings stand beside the executable: the working directory is the caller's, for the folders that they name.
            ContentRootPath = AppContext.BaseDirectory,
        });

        configure?.Invoke(builder);
        AddServices(builder);

        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A search of 10,000 characters stands in the address, and is answered by its page.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });

        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(Culture);
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Culture);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddRazorComponents()
            // The same long search as one message of an open page.
            .AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = 128 * 1024);
        services.AddRadzenComponents();
        services.AddHealthChecks().AddDbContextCheck<PartnersDb>();
        services.AddHostedService<LedgerAtMidnight>();
        services.AddHostedService<SignalsAtMidnight>();
        services.AddHostedService<HandoffsAtMidnight>();
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.SignalSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.HandoffSettings()));
        services.AddSingleton<Faults>();
        services.AddSingleton<RefreshJob>();
        services.AddSingleton<MoveJobs>();
        services.AddExceptionHandler<FaultHandler>();
        services.AddOptions<PartnerProgramme>().BindConfiguration(PartnerProgramme.Section).ValidateDataAnnotations().ValidateOnStart();

        SignIn.AddSignIn(builder);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error");
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        // A page whose record does not exist calls NavigationManager.NotFound, which leaves the answer to be written here.
        app.UseWhen(
            context => !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRequestLocalization(localisation =>
        {
            localisation.SetDefaultCulture(Culture);
            localisation.RequestCultureProviders.Clear();
        });
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/healthz").AllowAnonymous();
        app.MapSignIn();
        app.MapAudit();
        app.MapPlatform();
        app.MapWorkspaces();
        app.MapLedger();
        app.MapStatements();
        app.MapRazorComponents<App>()
            // SecurityHeaders says who may frame a page: nobody.
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using Partners.Console.Access;
using Partners.Console.Audit;
using Partners.Console.Billing;
using Partners.Console.Consent;
using Partners.Console.Documents;
using Partners.Console.ExternalLed;
using Partners.Console.Layout;
using Partners.Console.Look;
using Partners.Console.Mail;
using Partners.Console.Moves;
using Partners.Console.Organisations;
using Partners.Console.Platform;
using Partners.Console.Presence;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Workspaces;

namespace Partners.Console.Hosting;

/// <summary>The console's web host, in production and in tests.</summary>
public static class ConsoleHost
{
    private const string Culture = "en-GB";

    /// <param name="configure">Adds what only the caller knows: the database, or a test's clock and settings. It runs first, so its
    /// settings win.</param>
    /// <exception cref="StartRefusedException">The configuration does not allow a safe start.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Set explicitly, or a test's own assembly would be used.
            ApplicationName = typeof(ConsoleHost).Assembly.GetName().Name,
            // Settings are beside the executable. The working directory is the caller's, so that paths they name resolve there.
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
        builder.AddLimits();
        builder.AddDiscretion();
        builder.AddKeyRing();
        builder.AddProxies();
        builder.AddPageCompression();
        builder.AddMail();

        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo(Culture);
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(Culture);

        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddRazorComponents()
            .RegisterPersistentService<FirstRendering>(RenderMode.InteractiveServer)
            .AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = Limits.LargestMessage);
        services.AddMudServices();
        services.AddScoped<FirstRendering>();
        services.AddScoped<PageDialogs>();
        services.AddSingleton(provider => ThemeSheet.Draw(provider, provider.GetRequiredService<ILoggerFactory>()));
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        services.AddHostedService<JobSweep>();
        services.AddHostedService<ChangesOfOthers>();
        services.AddHostedService<LedgerAtMidnight>();
        services.AddHostedService<SignalsAtMidnight>();
        services.AddHostedService<HandoffsAtMidnight>();
        services.AddHostedService<ProofsAtMidnight>();
        services.AddHostedService<RequestsAtMidnight>();
        services.AddHostedService<DigestEveryMorning>();
        services.AddHostedService<PushWorker>();
        services.AddHostedService<PullEveryMinute>();
        // Last, so that it stops right after the server.
        services.AddHostedService<SavesAtTheEnd>();
        services.AddSingleton(RequestsAtMidnight.Job);
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.SignalSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.SideSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.HandoffSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.QuerySettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.PlatformSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.PushSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.MollieSettings()));
        services.Replace(ServiceDescriptor.Singleton(builder.Configuration.ConsentSettings(builder.Environment)));
        services.AddSingleton<ConsentLimits>();
        services.AddScoped<CircuitHandler, CircuitCount>();
        // A form that cannot be read is the sender's fault: answer 400 in every environment.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.AddSingleton<Faults>();
        services.AddScoped<Notices>();
        services.AddScoped<LastSaves>();
        services.AddSingleton<OpenInput>();
        services.AddSingleton<OpenRecords>();
        services.AddSingleton<PresenceElsewhere>();
        services.AddSingleton(builder.Configuration.PullNudgeSettings());
        services.AddSingleton<PullNudge>();
        services.AddSingleton<RefreshJob>();
        services.AddSingleton<MoveJobs>();
        services.AddExceptionHandler<FaultHandler>();
        services.AddOptions<PartnerProgramme>().BindConfiguration(PartnerProgramme.Section).ValidateDataAnnotations().ValidateOnStart();

        SignIn.AddSignIn(builder);
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UsePageCompression();
        app.UseOwnCircuits();
        app.UseExceptionHandler("/error");
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        // A page whose record does not exist calls NavigationManager.NotFound, and the answer is written here.
        app.UseWhen(
            // Only requests for a page get one: a refused form keeps its own answer.
            context =>
                HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRequestLocalization(localisation =>
        {
            localisation.SetDefaultCulture(Culture);
            localisation.RequestCultureProviders.Clear();
        });
        app.UseConsentLimits();
        app.UseSignInLimits();
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            SessionStore.ThrowFault(context);
            return next(context);
        });
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().ForAnybody();
        ThemeSheet.Map(app).ForAnybody();
        app.MapHealthChecks("/healthz").ForAnybody();
        app.MapSignIn();
        app.MapConsent();
        app.MapAudit();
        app.MapBilling();
        app.MapMail();
        app.MapDocuments();
        app.MapExternalLed();
        app.MapPlatform();
        PullNudge.Map(app);
        app.MapWorkspaces();
        app.MapLedger();
        app.MapStatements();
        app.MapRazorComponents<App>()
            // SecurityHeaders sets frame-ancestors: no one may frame a page.
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}

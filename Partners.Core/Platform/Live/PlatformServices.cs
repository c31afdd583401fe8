using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Partners.Core.Jobs;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Mollie;

namespace Partners.Core.Platform.Live;

/// <summary>Registers what reads the platform's data, from files and live.</summary>
internal static class PlatformServices
{
    public static void AddPlatform(this IServiceCollection services)
    {
        services.AddSingleton<ImportRuns>();
        services.AddSingleton<JobKind>(provider => provider.GetRequiredService<ImportRuns>());
        services.AddSingleton<ImportWork>();
        services.AddSingleton<SyncState>();
        services.AddSingleton(provider => new PlatformImport(
            provider.GetRequiredService<JobRunner>(),
            provider.GetRequiredService<ImportRuns>(),
            provider.GetRequiredService<ImportWork>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PlatformPull(
            provider.GetRequiredService<PlatformSettings>(),
            provider.GetRequiredService<PlatformReader>(),
            provider.GetRequiredService<SyncState>(),
            provider.GetRequiredService<JobRunner>(),
            provider.GetRequiredService<ImportRuns>(),
            provider.GetRequiredService<ImportWork>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PlatformHealth(
            provider.GetRequiredService<PlatformSettings>(),
            provider.GetRequiredService<MollieSettings>(),
            provider.GetRequiredService<SyncState>()));
        services.AddSingleton(provider => new PlatformCheck(
            provider.GetRequiredService<PlatformSettings>(),
            provider.GetRequiredService<PlatformReader>(),
            provider.GetRequiredService<SyncState>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(new PlatformSettings());
        services.AddPlatformHttp();
        services.AddSingleton<PlatformLink>();
        services.AddSingleton<PlatformReader>();
        services.AddSingleton<PlatformWriter>();
        services.AddPayments();
    }

    /// <summary>What reads payments from the payment provider.</summary>
    private static void AddPayments(this IServiceCollection services)
    {
        services.TryAddSingleton(new MollieSettings());
        services.AddSingleton<MollieLink>();
        services.AddSingleton<MollieReader>();
        services.AddSingleton(provider => new PaymentsPull(
            provider.GetRequiredService<MollieSettings>(),
            provider.GetRequiredService<MollieReader>(),
            provider.GetRequiredService<SyncState>(),
            provider.GetRequiredService<JobRunner>(),
            provider.GetRequiredService<ImportRuns>(),
            provider.GetRequiredService<ImportWork>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PaymentsCheck(
            provider.GetRequiredService<MollieSettings>(),
            provider.GetRequiredService<MollieReader>(),
            provider.GetRequiredService<SyncState>()));
        services.AddSingleton<LivePull>();
    }
}

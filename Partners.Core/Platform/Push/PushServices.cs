using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Partners.Core.Jobs;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Push;

internal static class PushServices
{
    public static void AddPush(this IServiceCollection services)
    {
        services.TryAddSingleton(new PushSettings());
        services.AddSingleton<PushRows>();
        services.AddSingleton<StepReader>();
        services.AddSingleton<WorkspaceLogoFiles>();
        services.AddSingleton<ActStates>();
        services.AddSingleton<ActSender>();
        services.AddSingleton<HandoffThere>();
        services.AddSingleton<PlatformConflicts>();
        services.AddSingleton(provider => new PlatformPush(
            provider.GetRequiredService<PushRows>(),
            provider.GetRequiredService<ActSender>(),
            provider.GetRequiredService<HandoffThere>(),
            provider.GetRequiredService<PushSettings>(),
            provider.GetRequiredService<PlatformSettings>(),
            provider.GetRequiredService<JobRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PlatformPush>>()));
        services.AddSingleton(provider => new PushRehearsal(
            provider.GetRequiredService<PushRows>(),
            provider.GetRequiredService<StepReader>(),
            provider.GetRequiredService<PushSettings>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new PushWaits(
            provider.GetRequiredService<PushRows>(),
            provider.GetRequiredService<PushSettings>(),
            provider.GetRequiredService<PlatformSettings>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(PlatformPush.Job);
    }
}

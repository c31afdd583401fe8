using Partners.Console.MadeUp.Demonstration;
using Partners.Console.MadeUp.Synthetic;

namespace Partners.Console.MadeUp;

internal static class MadeUpData
{
    /// <summary>Registers what loads demonstration and synthetic data.</summary>
    public static IServiceCollection AddMadeUpData(this IServiceCollection services) => services
        .AddSingleton<DemonstrationData>()
        .AddSingleton<SyntheticData>();
}

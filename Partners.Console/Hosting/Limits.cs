using Microsoft.AspNetCore.Components.Server;

namespace Partners.Console.Hosting;

/// <summary>How much one visitor, or many at once, may ask of the console. Far above what a person does, and of what an open page needs.</summary>
internal static class Limits
{
    /// <summary>The only bodies are the small forms of the sign-in, and messages of an open page where a socket cannot be had. A logo comes in pieces through the page.</summary>
    public const long LargestBody = 1024 * 1024;

    /// <summary>One message of an open page: a search of 10,000 characters, a piece of a logo, or what the first rendering handed over, the longest of them.</summary>
    public const long LargestMessage = 512 * 1024;

    /// <summary>Staff are some dozens; each open tab holds a connection.</summary>
    public const int MostConnections = 2_000;

    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A search of 10,000 characters stands in the address, and is answered by its page.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections / 2;
        });
        builder.Services.Configure<CircuitOptions>(circuits =>
        {
            // What a page holds is kept for somebody whose connection is lost, for three minutes, and not for everybody who ever left.
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuits.PersistedCircuitInMemoryMaxRetained = 0;
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = s_year);
    }
}

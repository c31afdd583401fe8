using Microsoft.AspNetCore.Components.Server;

namespace Partners.Console.Hosting;

/// <summary>How much one visitor, or many together, may ask of the console: far more than a person or an open page needs.</summary>
internal static class Limits
{
    /// <summary>
    /// The only bodies are small sign-in forms, and messages of pages that cannot open a socket. A logo is sent through the page in pieces.
    /// </summary>
    public const long LargestBody = 1024 * 1024;

    /// <summary>
    /// One message of an open page: a search of 10,000 characters, a piece of a logo, or the state of the first rendering, which is the
    /// longest.
    /// </summary>
    public const long LargestMessage = 512 * 1024;

    /// <summary>There are a few dozen staff; each open tab holds a connection.</summary>
    public const int MostConnections = 2_000;

    private static readonly TimeSpan s_year = TimeSpan.FromDays(365);

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A search of 10,000 characters is part of the address and must be answered by its page.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections / 2;
        });
        builder.Services.Configure<CircuitOptions>(circuits =>
        {
            // Keeps a page's state for three minutes after its connection is lost, and for the last 100 pages only.
            circuits.DisconnectedCircuitMaxRetained = 100;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            circuits.PersistedCircuitInMemoryMaxRetained = 0;
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30);
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = s_year);
    }
}

using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>A proxy that leads each browser to the same instance by a cookie, and to another one when that is gone.</summary>
internal sealed class StickyProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _led = new();

    private StickyProxy(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>The instance that the last request was led to.</summary>
    public string Last => _led.Last();

    public static async Task<StickyProxy> StartAsync(params Uri[] instances)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddReverseProxy().LoadFromMemory(
            [
                new()
                {
                    RouteId = "all",
                    ClusterId = "partners",
                    Match = new() { Path = "{**all}" },
                    // The console compares a page's origin with the name that it is asked by.
                    Transforms = [new Dictionary<string, string>(StringComparer.Ordinal) { ["RequestHeaderOriginalHost"] = "true" }],
                },
            ],
            [
                new()
                {
                    ClusterId = "partners",
                    Destinations = instances.ToDictionary(
                        instance => instance.ToString(),
                        instance => new DestinationConfig { Address = instance.ToString() },
                        StringComparer.Ordinal),
                    SessionAffinity = new()
                    {
                        Enabled = true, Policy = "HashCookie", FailurePolicy = "Redistribute", AffinityKeyName = "partners-instance",
                    },
                    HealthCheck = new()
                    {
                        Active = new()
                        {
                            Enabled = true,
                            Path = "/healthz",
                            Interval = TimeSpan.FromSeconds(0.5),
                            Timeout = TimeSpan.FromSeconds(5),
                            Policy = "ConsecutiveFailures",
                        },
                    },
                    Metadata = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["ConsecutiveFailuresHealthPolicy.Threshold"] = "1",
                    },
                },
            ]);
        var app = builder.Build();
        var proxy = new StickyProxy(app);
        app.MapReverseProxy(pipeline =>
        {
            pipeline.UseSessionAffinity();
            pipeline.UseLoadBalancing();
            pipeline.Use((context, next) =>
            {
                proxy._led.Enqueue(context.GetReverseProxyFeature().AvailableDestinations.Single().DestinationId);
                return next(context);
            });
        });
        await app.StartAsync();
        return proxy;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

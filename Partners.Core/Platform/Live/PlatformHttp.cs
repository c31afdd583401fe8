using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Partners.Core.Platform.Live;

/// <summary>
/// How a request reaches the platform, or the payment provider: bounded in time, repeated only where a repeat can do no harm, and never
/// logged, since its headers hold the token and its address may hold names.
/// </summary>
internal static class PlatformHttp
{
    public const string Name = "platform";

    /// <summary>The payment provider's.</summary>
    public const string Payments = "payments";

    /// <summary>Set on what may be sent again: reading, and a write that says what has to be there before.</summary>
    public static readonly HttpRequestOptionsKey<bool> MayRepeat = new("partners.may-repeat");

    /// <summary>A longer wait is the caller's: it has something else to do meanwhile.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_total = TimeSpan.FromMinutes(3);

    public static void AddPlatformHttp(this IServiceCollection services)
    {
        services.AddClient(Name);
        services.AddClient(Payments);
    }

    private static void AddClient(this IServiceCollection services, string name) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .UseSocketsHttpHandler((handler, _) =>
            {
                // Node drops a connection that was idle for 5 seconds.
                handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4);
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
                handler.ConnectTimeout = TimeSpan.FromSeconds(10);
                handler.AutomaticDecompression = DecompressionMethods.All;
                // Elsewhere the token has no business.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
            })
            .AddResilienceHandler(name, pipeline => pipeline
                .AddTimeout(s_total)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = 3,
                    Delay = TimeSpan.FromMilliseconds(300),
                    MaxDelay = s_longestWait,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldRetryAfterHeader = true,
                    ShouldHandle = attempt => ValueTask.FromResult(
                        attempt.Context.GetRequestMessage() is { } request
                            && request.Options.TryGetValue(MayRepeat, out var may)
                            && may
                            && CanPass(attempt.Outcome)),
                })
                .AddTimeout(s_attempt));

    private static bool CanPass(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } answer } =>
            RetryAfter(answer) is not { } wait || wait <= s_longestWait,
        _ => false,
    };

    public static TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (answer.Headers.Date ?? date),
        _ => null,
    };
}

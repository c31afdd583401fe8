using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Partners.Console.Access.OpenIdConnect;

namespace Partners.Console.Access;

/// <summary>Limits how often one remote address may try to sign in.</summary>
internal static class SignInLimits
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    public static void AddSignInLimits(this IServiceCollection services, int attempts) => services.AddRateLimiter(limits =>
    {
        // By path and not by endpoint, because the handler answers the provider's callback before routing finds an endpoint.
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Limited(context) is { } where
            ? RateLimitPartition.GetFixedWindowLimiter(
                $"{where} {context.Connection.RemoteIpAddress}", _ => new() { PermitLimit = attempts, Window = s_window })
            : RateLimitPartition.GetNoLimiter(string.Empty));
        limits.OnRejected = RefuseAsync;
    });

    private static string? Limited(HttpContext context)
    {
        var path = context.Request.Path;
        var provider = context.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>();
        return path == SignInEndpoints.StartAddress ? SignInEndpoints.StartAddress
            : path == BackChannelLogout.Address ? BackChannelLogout.Address
            : path == provider.Get(SignIn.ProviderScheme).CallbackPath ? "callback"
            : null;
    }

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = s_window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync("Too many attempts to sign in from your address. Try again in a minute.", cancel);
    }
}

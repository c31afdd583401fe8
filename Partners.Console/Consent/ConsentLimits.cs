using System.Globalization;
using System.Net;
using System.Net.Mime;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Partners.Core.Consent;

namespace Partners.Console.Consent;

/// <summary>
/// How often one network may open links (docs/product.md H37). A token cannot be guessed; this keeps somebody who tries from the database.
/// </summary>
internal sealed class ConsentLimits : IDisposable
{
    /// <summary>A person needs three or four requests; some may share a network.</summary>
    public const int PerMinute = 30;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        RateLimitPartition.GetFixedWindowLimiter(
            NetworkOf(context.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = s_window }));

    public void Dispose() => _limiter.Dispose();

    public async Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        using var lease = _limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        var response = context.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = s_window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.ContentType = $"{MediaTypeNames.Text.Plain}; charset=utf-8";
        await response.WriteAsync(
            ConsentPageWords.In(ConsentPageWords.LanguageOf(context.Request)).TooMany, context.RequestAborted);
    }

    /// <summary>A household has a whole /64 of the newer addresses.</summary>
    private static string NetworkOf(IPAddress? address) => address switch
    {
        null => string.Empty,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.ToString(),
    };
}

internal static class ConsentLimitsUse
{
    /// <summary>Before sign-in and routing, so that excess attempts are refused unread.</summary>
    public static void UseConsentLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<ConsentLimits>();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(ConsentSettings.Path.TrimEnd('/'), StringComparison.OrdinalIgnoreCase),
            links => links.Use(limits.LimitAsync));
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;

namespace Partners.Console.Platform;

/// <summary>
/// Where the platform's own flow says that something changed there (docs/product.md I53). It is never the news itself: it is not read, only
/// its header is checked, and all it does is to make the console ask. A lost one costs a minute.
/// </summary>
public sealed class PullNudge(PullNudgeSettings settings) : IDisposable
{
    public const string Address = "/platform/nudge";

    public const string Header = "X-Partners-Nudge";

    private const int LargestBody = 64 * 1024;

    private readonly SemaphoreSlim _rung = new(0, 1);

    public static void Map(WebApplication app) => app
        .MapPost(Address, (HttpContext context, PullNudge nudge) => nudge.Answer(context))
        .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
        .DisableAntiforgery() // The shared header protects it instead.
        .AllowAnonymous();

    /// <summary>Waits until it rings, or for so long.</summary>
    internal Task WaitAsync(TimeSpan longest, CancellationToken cancel) => _rung.WaitAsync(longest, cancel);

    public void Dispose() => _rung.Dispose();

    private IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (settings.Secret is not { Length: > 0 } secret)
        {
            return Results.NotFound();
        }

        if (context.Request.ContentLength > LargestBody)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        // Of equal length, whatever was sent: the time that it takes says nothing.
        if (!CryptographicOperations.FixedTimeEquals(Digest(context.Request.Headers[Header].ToString()), Digest(secret)))
        {
            return Results.Unauthorized();
        }

        Ring();
        return Results.Accepted();
    }

    /// <summary>Ten at once are one.</summary>
    internal void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has rung already, and nobody has come yet.
        }
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <param name="Secret">What the header has to hold; null where the receiver is off.</param>
public sealed record PullNudgeSettings(string? Secret)
{
    public const int Shortest = 16;

    /// <summary>The compiler would write the secret.</summary>
    public override string ToString() => nameof(PullNudgeSettings);
}

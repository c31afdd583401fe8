using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Partners.Core.Access;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// Handles the provider's back-channel logout: its server, not a browser, says that someone signed out there or elsewhere.
/// </summary>
internal sealed partial class BackChannelLogout(
    IOptionsMonitor<OpenIdConnectOptions> options,
    SignInSessions sessions,
    SessionPages pages,
    TimeProvider clock,
    ILogger<BackChannelLogout> log)
{
    public const string Address = "/signout-backchannel";

    /// <summary>Size of the form in bytes; the token in it has a lower limit.</summary>
    private const int LongestForm = 32 * 1024;

    public static void Map(WebApplication app) => app
        .MapPost(Address, (HttpContext context, BackChannelLogout logout) => logout.AnswerAsync(context))
        .WithMetadata(new RequestSizeLimitAttribute(LongestForm))
        .DisableAntiforgery() // The token's signature protects it instead.
        .AllowAnonymous();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
            await EndAsync(form?["logout_token"], context.RequestAborted);
            return Results.Ok();
        }
        catch (SignInRefusedException refused)
        {
            Refused(log, refused.Message);
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException)
        {
            Refused(log, "The form cannot be read.");
        }

        return Results.Json(new { error = "invalid_request" }, statusCode: StatusCodes.Status400BadRequest);
    }

    private async Task EndAsync(string? sent, CancellationToken cancel)
    {
        var settings = options.Get(SignIn.ProviderScheme);
        var now = clock.GetUtcNow();
        var skew = settings.TokenValidationParameters.ClockSkew;
        var token = await ProviderTokenHandler.ReadAsync(sent, settings, LogoutTokenRules.Types, cancel);
        var forgetAt = now + LogoutTokenRules.Oldest + skew + skew;
        if (LogoutTokenRules.Read(token, skew, now, out var reason) is not { } order)
        {
            throw new SignInRefusedException(reason);
        }

        var ended = await sessions.EndOnceAsync(order.Id, forgetAt, order.Subject, order.Session, SessionEnd.SignedOut, cancel)
            ?? throw new SignInRefusedException("The logout token was used before.");
        foreach (var session in ended)
        {
            pages.Close(session, SessionEnd.SignedOut);
        }

        Ended(log, ended.Count, order.Subject);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The identity provider ended {Sessions} sign-ins of {Subject}")]
    private static partial void Ended(ILogger log, int sessions, string? subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused a logout token: {Reason}")]
    private static partial void Refused(ILogger log, string reason);
}

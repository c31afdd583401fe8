using System.Runtime.ExceptionServices;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Access;

/// <summary>Stores sign-ins on this server; the browser's cookie holds a random key to one.</summary>
internal sealed partial class SessionStore(
    SignInSessions sessions, SessionTickets tickets, SessionWatch watch, SessionPages pages, TimeProvider clock, ILogger<SessionStore> log)
    : ITicketStore
{
    private const int KeyBytes = 32;

    private static readonly object s_ended = new();
    private static readonly object s_replaced = new();
    private static readonly object s_fault = new();
    private static readonly object s_leaving = new();

    /// <summary>Why this request's session has ended; null if it has not, or the request has none.</summary>
    public static SessionEnd? EndOf(HttpContext context) => context.Items[s_ended] as SessionEnd?;

    /// <summary>
    /// Starts a new session in this request: an existing one, whose key someone else may know, is ended and not continued.
    /// </summary>
    public static void BeginAnew(HttpContext context) => context.Items[s_replaced] = string.Empty;

    /// <summary>
    /// Lets the page that signs out in this request leave by its own answer. Told to close as well, it would reload and lose that answer.
    /// </summary>
    public static void LetLeave(HttpContext context, string? page) => context.Items[s_leaving] = page;

    /// <summary>
    /// Throws the fault that kept the session from being read, and only once. The cookie handler rethrows the store's exception every time
    /// it is asked, so the page that reports the fault would fail too.
    /// </summary>
    public static void ThrowFault(HttpContext context)
    {
        if (context.Items.Remove(s_fault, out var fault))
        {
            ((ExceptionDispatchInfo)fault!).Throw();
        }
    }

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, CancellationToken.None);

    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Items[s_replaced] is string { Length: > 0 } earlier)
        {
            await sessions.EndAsync(earlier, SessionEnd.SignedOut, cancellationToken);
            // A page that reloads before the browser has the new cookie would lead to the sign-in page.
            httpContext.Response.OnCompleted(() =>
            {
                pages.Close(earlier, because: null);
                return Task.CompletedTask;
            });
        }

        return await StoreAsync(ticket, cancellationToken);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, CancellationToken.None);

    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        RenewAsync(key, ticket, cancellationToken);

    /// <summary>
    /// A failure does not break the page being served: the session stays valid until its old expiry, and the next request tries again.
    /// </summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            await sessions.RenewAsync(IdOf(key), ExpiryOf(ticket), cancellationToken);
        }
        catch (Exception fault) when (DatabaseFault.Of(fault) is { } known)
        {
            LogNotRenewed(known.Kind, known.Code);
        }
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key) => (await watch.ReadAsync(IdOf(key), CancellationToken.None)).Ticket;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (httpContext.Items.ContainsKey(s_replaced) || httpContext.Request.Path == SignInEndpoints.PersonaAddress)
        {
            httpContext.Items[s_replaced] = IdOf(key);
            return null;
        }

        if (AnybodysAddress.IsAskedFor(httpContext))
        {
            return null;
        }

        SessionReading reading;
        try
        {
            reading = await watch.ReadAsync(IdOf(key), cancellationToken);
        }
#pragma warning disable CA1031 // ThrowFault throws it after the cookie handler is done.
        catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
        {
            httpContext.Items[s_fault] = ExceptionDispatchInfo.Capture(fault);
            return null;
        }

        if (reading.EndedBecause is { } because)
        {
            httpContext.Items[s_ended] = because;
        }

        return reading.Ticket;
    }

    public Task RemoveAsync(string key) => EndAsync(IdOf(key), leaving: null);

    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        EndAsync(IdOf(key), httpContext.Items[s_leaving] as string);

    /// <summary>Not cancellable: someone who closes the window is signed out all the same.</summary>
    private async Task EndAsync(string id, string? leaving)
    {
        await sessions.EndAsync(id, SessionEnd.SignedOut, CancellationToken.None);
        pages.Close(id, SessionEnd.SignedOut, leaving);
    }

    private async Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancel)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        var subject = ticket.Principal.FindFirstValue(StaffClaims.Subject)!;
        ticket.Properties.Items.Remove(ProviderSession, out var session);
        await sessions.AddAsync(new(IdOf(key), subject, session, tickets.Protect(ticket), clock.GetUtcNow(), ExpiryOf(ticket)), cancel);
        return key;
    }

    /// <summary>The property of a new ticket with the provider's session id.</summary>
    public const string ProviderSession = ".provider_session";

    private DateTimeOffset ExpiryOf(AuthenticationTicket ticket) =>
        ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + SessionLifetime.Idle;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in could not be prolonged. The database failed: {Kind} ({Code}).")]
    private partial void LogNotRenewed(DatabaseFaultKind kind, string code);

    private static string IdOf(string key) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

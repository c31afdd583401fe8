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

/// <summary>Keeps sign-ins on this server; the browser's cookie holds a random key to one.</summary>
internal sealed partial class SessionStore(
    SignInSessions sessions, SessionTickets tickets, SessionWatch watch, TimeProvider clock, ILogger<SessionStore> log) : ITicketStore
{
    private const int KeyBytes = 32;

    private static readonly object s_ended = new();
    private static readonly object s_replaced = new();
    private static readonly object s_fault = new();

    /// <summary>Why the session that this request came with is over; null where it is not, or came with none.</summary>
    public static SessionEnd? EndOf(HttpContext context) => context.Items[s_ended] as SessionEnd?;

    /// <summary>Within this request a session begins: an earlier one is not gone on with, whose key somebody else may know, but ended.</summary>
    public static void BeginAnew(HttpContext context) => context.Items[s_replaced] = string.Empty;

    /// <summary>
    /// Throws what kept the session from being read, and only once. The cookie handler throws again whatever the store threw, each time
    /// that it is asked: the page that tells of the fault would fail as the one before did.
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
        }

        return await StoreAsync(ticket, cancellationToken);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) => RenewAsync(key, ticket, CancellationToken.None);

    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) => RenewAsync(key, ticket, cancellationToken);

    /// <summary>
    /// The page that it goes along with does not fail with it: the session holds for as long as it did, and the next request tries again.
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

        SessionReading reading;
        try
        {
            reading = await watch.ReadAsync(IdOf(key), cancellationToken);
        }
#pragma warning disable CA1031 // ThrowFault throws it once the cookie handler is through.
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

    public Task RemoveAsync(string key) => sessions.EndAsync(IdOf(key), SessionEnd.SignedOut, CancellationToken.None);

    private async Task<string> StoreAsync(AuthenticationTicket ticket, CancellationToken cancel)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        var subject = ticket.Principal.FindFirstValue(StaffClaims.Subject)!;
        ticket.Properties.Items.Remove(ProviderSession, out var session);
        await sessions.AddAsync(new(IdOf(key), subject, session, tickets.Protect(ticket), clock.GetUtcNow(), ExpiryOf(ticket)), cancel);
        return key;
    }

    /// <summary>In the properties of a ticket on its way in: the provider's name for its session.</summary>
    public const string ProviderSession = ".provider_session";

    private DateTimeOffset ExpiryOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + SessionLifetime.Idle;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in could not be prolonged. The database failed: {Kind} ({Code}).")]
    private partial void LogNotRenewed(DatabaseFaultKind kind, string code);

    private static string IdOf(string key) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

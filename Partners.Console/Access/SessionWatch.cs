using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Console.Access;

/// <param name="Ticket">Null if no one is signed in.</param>
/// <param name="EndedBecause">Null if the session is valid or never existed.</param>
internal sealed record SessionReading(AuthenticationTicket? Ticket, SessionEnd? EndedBecause);

/// <summary>
/// Tells every request and every open page whether a sign-in is still valid. From time to time it asks the identity provider again, once
/// per session however many pages wait for the answer; while another instance asks, the last answer holds. If the provider has not answered
/// for too long, the session ends.
/// </summary>
internal sealed partial class SessionWatch(
    SignInSessions sessions,
    SessionTickets tickets,
    SessionPages pages,
    SignInSettings settings,
    TimeProvider clock,
    ILogger<SessionWatch> log,
    IProviderInquiry? provider = null)
{
    /// <summary>While the provider is down, callers wait for it at most this often.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(15);

    /// <summary>A check that takes longer was frozen or killed with its instance. Its requests take 10 seconds each at most.</summary>
    private static readonly TimeSpan s_longestCheck = TimeSpan.FromSeconds(45);

    private readonly ConcurrentDictionary<string, Lazy<Task>> _asking = new(StringComparer.Ordinal);
    private long _quietUntil;

    public async Task<SessionReading> ReadAsync(string id, CancellationToken cancel)
    {
        var session = await sessions.FindAsync(id, cancel);
        if (session is null || !IsDue(session))
        {
            return Read(session);
        }

        var asking = _asking.GetOrAdd(id, _ => new(() => AskAsync(id)));
        try
        {
            // The caller cannot cancel this, because others wait for the same answer.
            await asking.Value.WaitAsync(cancel);
        }
        finally
        {
            if (asking.Value.IsCompleted)
            {
                _asking.TryRemove(new(id, asking));
            }
        }

        return Read(await sessions.FindAsync(id, cancel));
    }

    /// <summary>For an open page: true if the session is valid, with the same roles as when the page was opened.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancel) =>
        principal.FindFirstValue(StaffClaims.Session) is { } id
        && (await ReadAsync(id, cancel)).Ticket is { } ticket
        && HaveSameRoles(ticket.Principal, principal);

    private static bool HaveSameRoles(ClaimsPrincipal one, ClaimsPrincipal other) =>
        StaffClaims.RolesOf(one).SequenceEqual(StaffClaims.RolesOf(other));

    private SessionReading Read(SignInSession? session)
    {
        if (session is null or { EndedBecause: not null })
        {
            return new(null, session?.EndedBecause);
        }

        if (tickets.Unprotect(session.Ticket) is not { } ticket)
        {
            return new(null, null);
        }

        ticket.Properties.IssuedUtc = session.RenewedAt;
        ticket.Properties.ExpiresUtc = session.ExpiresAt;
        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaim(new(StaffClaims.Session, session.Id));
        return new(ticket, null);
    }

    private bool IsDue(SignInSession session) =>
        provider is not null && session.EndedBecause is null && clock.GetUtcNow() - session.CheckedAt >= settings.Recheck;

    private async Task AskAsync(string id)
    {
        var now = clock.GetUtcMilliseconds();
        var check = now + s_longestCheck;
        // Another caller may have asked between the check that led here and this one, or another instance is at it.
        if (await sessions.TakeCheckAsync(id, now - settings.Recheck, check, CancellationToken.None) is not { } session)
        {
            return;
        }

        var ticket = tickets.Unprotect(session.Ticket);
        var answer = ticket is null ? new InquiryAnswer.No()
            : now.UtcTicks < Interlocked.Read(ref _quietUntil) ? new InquiryAnswer.None()
            : await provider!.AskAsync(
                ticket,
                newer => sessions.KeepAsync(id, tickets.Protect(newer), confirmed: false, CancellationToken.None));
        switch (answer)
        {
            case InquiryAnswer.Yes yes:
                await sessions.KeepAsync(id, tickets.Protect(yes.Ticket), confirmed: true, CancellationToken.None);
                if (!HaveSameRoles(ticket!.Principal, yes.Ticket.Principal))
                {
                    pages.Close(id, because: null);
                }

                break;
            case InquiryAnswer.No:
                await EndAsync(session, check, SessionEnd.Refused);
                break;
            default:
                if (now.UtcTicks >= Interlocked.Read(ref _quietUntil))
                {
                    Interlocked.Exchange(ref _quietUntil, (now + (s_pause < settings.Recheck ? s_pause : settings.Recheck)).UtcTicks);
                }

                if (now - session.CheckedAt >= settings.LongestUnasked)
                {
                    await EndAsync(session, check, SessionEnd.ProviderUnreachable);
                }
                else
                {
                    await sessions.LeaveCheckAsync(id, check, CancellationToken.None);
                }

                break;
        }
    }

    private async Task EndAsync(SignInSession session, DateTimeOffset check, SessionEnd because)
    {
        if (await sessions.EndByCheckAsync(session.Id, check, because, CancellationToken.None))
        {
            pages.Close(session.Id, because);
            LogEnded(session.Subject, because);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Ended a sign-in of {Subject}: {Because}")]
    private partial void LogEnded(string subject, SessionEnd because);
}

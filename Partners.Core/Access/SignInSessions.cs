using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Access;

/// <summary>
/// Keeps the sign-ins. It is asked before anybody is known, so none of it takes a <see cref="Staff"/>; the console's sign-in is its only
/// caller. A session that was ended stays, without its ticket, until it would have expired: its browser is told why.
/// </summary>
public sealed class SignInSessions(IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time)
{
    /// <returns>Null where there is none, or it is too old.</returns>
    public async Task<SignInSession?> FindAsync(string id, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        var now = time.GetUtcNow();
        return await db.SignInSessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id && session.ExpiresAt > now, cancel);
    }

    /// <summary>Adds one, and removes those that are too old.</summary>
    public async Task AddAsync(SignInSession session, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        var now = time.GetUtcNow();
        await db.SignInSessions.Where(old => old.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
        db.SignInSessions.Add(session);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The person is at work: it holds until then. The ticket stays as it is, since a check may be writing a newer one.</summary>
    public Task RenewAsync(string id, DateTimeOffset expiresAt, CancellationToken cancel)
    {
        var now = time.GetUtcMilliseconds();
        return ChangeAsync(session => session.Id == id, sessions => sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.RenewedAt, now).SetProperty(session => session.ExpiresAt, expiresAt), cancel), cancel);
    }

    /// <param name="confirmed">Whether the identity provider said that the person may be here; otherwise only the ticket is newer.</param>
    public Task KeepAsync(string id, byte[] ticket, bool confirmed, CancellationToken cancel)
    {
        var now = time.GetUtcMilliseconds();
        return ChangeAsync(
            session => session.Id == id,
            sessions => confirmed
                ? sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, ticket).SetProperty(session => session.CheckedAt, now), cancel)
                : sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, ticket), cancel),
            cancel);
    }

    public Task<int> EndAsync(string id, SessionEnd because, CancellationToken cancel) => EndAsync(session => session.Id == id, because, cancel);

    /// <summary>What a sign-out at the identity provider ends here: one of its sessions, or everything of a person.</summary>
    /// <param name="providerSession">Null for all of the person's. A session of which the provider never gave its name ends with any of the person's.</param>
    /// <returns>How many.</returns>
    public Task<int> EndAsync(string? subject, string? providerSession, SessionEnd because, CancellationToken cancel) =>
        (subject, providerSession) switch
        {
            (null, null) => Task.FromResult(0),
            (null, _) => EndAsync(session => session.ProviderSession == providerSession, because, cancel),
            (_, null) => EndAsync(session => session.Subject == subject, because, cancel),
            _ => EndAsync(session => session.Subject == subject && (session.ProviderSession == providerSession || session.ProviderSession == null), because, cancel),
        };

    private Task<int> EndAsync(Expression<Func<SignInSession, bool>> which, SessionEnd because, CancellationToken cancel) =>
        ChangeAsync(which, sessions => sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedBecause, because).SetProperty(session => session.Ticket, Array.Empty<byte>()), cancel), cancel);

    /// <summary>Only of those that hold: what has ended never comes back.</summary>
    private async Task<int> ChangeAsync(Expression<Func<SignInSession, bool>> which, Func<IQueryable<SignInSession>, Task<int>> change, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        return await change(db.SignInSessions.Where(session => session.EndedBecause == null).Where(which));
    }
}

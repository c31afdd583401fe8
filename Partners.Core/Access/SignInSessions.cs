using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Access;

/// <summary>
/// Stores sign-in sessions. It runs before anyone is identified, so no method takes a <see cref="Staff"/>; only the console's sign-in calls
/// it. An ended session stays, without its ticket, until it would have expired, so that its browser can be told why.
/// </summary>
public sealed class SignInSessions(IDbContextFactory<PartnersDb> contexts, WriteGate gate, TimeProvider time)
{
    /// <returns>Null if there is none or it has expired.</returns>
    public async Task<SignInSession?> FindAsync(string id, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        var now = time.GetUtcNow();
        return await db.SignInSessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id && session.ExpiresAt > now, cancel);
    }

    /// <summary>Adds a session and deletes expired ones.</summary>
    public async Task AddAsync(SignInSession session, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        var now = time.GetUtcNow();
        await db.SignInSessions.Where(old => old.ExpiresAt <= now).ExecuteDeleteAsync(cancel);
        db.SignInSessions.Add(session);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Extends the session of someone who is active. Leaves the ticket alone, since a check may be writing a newer one.</summary>
    public Task RenewAsync(string id, DateTimeOffset expiresAt, CancellationToken cancel)
    {
        var now = time.GetUtcMilliseconds();
        return ChangeAsync(
            session => session.Id == id,
            sessions => sessions.ExecuteUpdateAsync(
                set => set.SetProperty(session => session.RenewedAt, now).SetProperty(session => session.ExpiresAt, expiresAt),
                cancel),
            cancel);
    }

    /// <param name="confirmed">True if the identity provider confirmed the person; false if only the ticket is newer.</param>
    public Task KeepAsync(string id, byte[] ticket, bool confirmed, CancellationToken cancel)
    {
        var now = time.GetUtcMilliseconds();
        return ChangeAsync(
            session => session.Id == id,
            sessions => confirmed
                ? sessions.ExecuteUpdateAsync(
                    set => set.SetProperty(session => session.Ticket, ticket).SetProperty(session => session.CheckedAt, now),
                    cancel)
                : sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, ticket), cancel),
            cancel);
    }

    public Task EndAsync(string id, SessionEnd because, CancellationToken cancel) => EndAsync(session => session.Id == id, because, cancel);

    /// <summary>Ends what a sign-out at the identity provider covers: one session, or all of a person's.</summary>
    /// <param name="providerSession">Null ends all of the person's sessions. A session without a provider id ends together with any of the
    /// person's others.</param>
    /// <returns>The ids of those that ended.</returns>
    public Task<IReadOnlyList<string>> EndAsync(string? subject, string? providerSession, SessionEnd because, CancellationToken cancel) =>
        (subject, providerSession) switch
        {
            (null, null) => Task.FromResult<IReadOnlyList<string>>([]),
            (null, _) => EndAsync(session => session.ProviderSession == providerSession, because, cancel),
            (_, null) => EndAsync(session => session.Subject == subject, because, cancel),
            _ => EndAsync(
                session => session.Subject == subject && (session.ProviderSession == providerSession || session.ProviderSession == null),
                because,
                cancel),
        };

    private async Task<IReadOnlyList<string>> EndAsync(
        Expression<Func<SignInSession, bool>> which, SessionEnd because, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        var ids = await Open(db).Where(which).Select(session => session.Id).ToListAsync(cancel);
        await Open(db).Where(session => ids.Contains(session.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.EndedBecause, because).SetProperty(session => session.Ticket, Array.Empty<byte>()),
            cancel);
        return ids;
    }

    private async Task ChangeAsync(
        Expression<Func<SignInSession, bool>> which, Func<IQueryable<SignInSession>, Task<int>> change, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        await change(Open(db).Where(which));
    }

    /// <summary>Only these may change; an ended one never comes back.</summary>
    private static IQueryable<SignInSession> Open(PartnersDb db) => db.SignInSessions.Where(session => session.EndedBecause == null);
}

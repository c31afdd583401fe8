using System.Buffers.Text;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Takes the check of a session, if it is due and no other instance is at it: a refresh token can be used only once.</summary>
    /// <param name="checkedBefore">It is due if it was last checked at this instant or before.</param>
    /// <param name="until">When another instance may take it, in whole milliseconds; names the check, too.</param>
    /// <returns>Null if the check is not the caller's.</returns>
    public async Task<SignInSession?> TakeCheckAsync(
        string id, DateTimeOffset checkedBefore, DateTimeOffset until, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        var now = time.GetUtcNow();
        var taken = await Open(db)
            .Where(session => session.Id == id && session.CheckedAt <= checkedBefore)
            .Where(session => session.AskingUntil == null || session.AskingUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.AskingUntil, until), cancel);
        return taken == 0 ? null : await Open(db).AsNoTracking().FirstOrDefaultAsync(session => session.Id == id, cancel);
    }

    /// <summary>Gives back a check that had no answer.</summary>
    /// <param name="check">The instant that it was taken with.</param>
    public Task LeaveCheckAsync(string id, DateTimeOffset check, CancellationToken cancel) => ChangeAsync(
        session => session.Id == id && session.AskingUntil == check,
        sessions => sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.AskingUntil, (DateTimeOffset?)null), cancel),
        cancel);

    /// <param name="confirmed">True if the identity provider confirmed the person; false if only the ticket is newer.</param>
    public Task KeepAsync(string id, byte[] ticket, bool confirmed, CancellationToken cancel)
    {
        var now = time.GetUtcMilliseconds();
        return ChangeAsync(
            session => session.Id == id,
            sessions => confirmed
                ? sessions.ExecuteUpdateAsync(
                    set => set.SetProperty(session => session.Ticket, ticket)
                        .SetProperty(session => session.CheckedAt, now)
                        .SetProperty(session => session.AskingUntil, (DateTimeOffset?)null),
                    cancel)
                : sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.Ticket, ticket), cancel),
            cancel);
    }

    public Task EndAsync(string id, SessionEnd because, CancellationToken cancel) => EndAsync(session => session.Id == id, because, cancel);

    /// <summary>Ends a session by its check, unless another instance took the check meanwhile and may have had another answer.</summary>
    /// <param name="check">The instant that the check was taken with.</param>
    /// <returns>Whether it ended.</returns>
    public async Task<bool> EndByCheckAsync(string id, DateTimeOffset check, SessionEnd because, CancellationToken cancel) =>
        (await EndAsync(session => session.Id == id && session.AskingUntil == check, because, cancel)).Count > 0;

    /// <summary>Ends what a logout token covers, once in all instances.</summary>
    /// <param name="forgetAt">From when on the token is refused for its age.</param>
    /// <returns>The ids of the sessions that ended; null if the token was used before.</returns>
    public async Task<IReadOnlyList<string>?> EndOnceAsync(
        string token, DateTimeOffset forgetAt, string? subject, string? providerSession, SessionEnd because, CancellationToken cancel)
    {
        var id = Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        await using var transaction = await db.BeginWriteAsync(cancel);
        var now = time.GetUtcNow();
        await db.UsedLogoutTokens.Where(old => old.ForgetAt < now).ExecuteDeleteAsync(cancel);
        if (await db.UsedLogoutTokens.AnyAsync(used => used.Id == id, cancel))
        {
            return null;
        }

        db.UsedLogoutTokens.Add(new(id, forgetAt));
        await db.SaveChangesAsync(cancel);
        var ended = CoveredBy(subject, providerSession) is { } which ? await EndAsync(db, which, because, cancel) : [];
        await transaction.CommitAsync(CancellationToken.None);
        return ended;
    }

    /// <summary>Which sessions a sign-out at the identity provider covers: one, or all of a person's.</summary>
    /// <param name="providerSession">Null for all of the person's sessions. A session without a provider id ends together with any of the
    /// person's others.</param>
    private static Expression<Func<SignInSession, bool>>? CoveredBy(string? subject, string? providerSession) =>
        (subject, providerSession) switch
        {
            (null, null) => null,
            (null, _) => session => session.ProviderSession == providerSession,
            (_, null) => session => session.Subject == subject,
            _ => session => session.Subject == subject
                && (session.ProviderSession == providerSession || session.ProviderSession == null),
        };

    private async Task<IReadOnlyList<string>> EndAsync(
        Expression<Func<SignInSession, bool>> which, SessionEnd because, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.OpenAsync(cancel);
        return await EndAsync(db, which, because, cancel);
    }

    private static async Task<IReadOnlyList<string>> EndAsync(
        PartnersDb db, Expression<Func<SignInSession, bool>> which, SessionEnd because, CancellationToken cancel)
    {
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

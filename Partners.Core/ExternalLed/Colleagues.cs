using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Core.ExternalLed;

/// <summary>
/// Who can look after a card. The identity provider keeps no list for this console: it knows whoever asks, and whoever did something
/// here before.
/// </summary>
public sealed class Colleagues(IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>Whoever asks, then the others by name.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<CandidateOwner>> ListAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var others = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.ActorSubject != who.Subject)
            .GroupBy(entry => entry.ActorSubject)
            .Select(entries => new { Subject = entries.Key, Name = entries.Max(entry => entry.ActorName)! })
            .ToListAsync(cancel);
        return
        [
            new(who.Subject, who.Name),
            .. others.Where(other => Staff.IsPerson(other.Subject)).Select(other => new CandidateOwner(other.Subject, other.Name)).OrderBy(other => other.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    /// <summary>Null where nobody of that subject was ever here.</summary>
    internal async Task<CandidateOwner?> FindAsync(Staff who, string subject, CancellationToken cancel)
    {
        if (subject == who.Subject)
        {
            return new(who.Subject, who.Name);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var name = await db.AuditEntries.AsNoTracking().Where(entry => entry.ActorSubject == subject).OrderByDescending(entry => entry.Sequence).Select(entry => entry.ActorName).FirstOrDefaultAsync(cancel);
        return name is null || !Staff.IsPerson(subject) ? null : new(subject, name);
    }
}

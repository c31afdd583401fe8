using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Core.ExternalLed;

/// <summary>
/// The people who can own a card. The identity provider gives us no list, so this offers the person asking and everyone in the audit trail.
/// </summary>
public sealed class Colleagues(IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>The person asking, then the others by name.</summary>
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
            .. others
                .Where(other => Staff.IsPerson(other.Subject))
                .Select(other => new CandidateOwner(other.Subject, other.Name))
                .OrderBy(other => other.Name, StringComparer.CurrentCultureIgnoreCase),
        ];
    }

    /// <summary>Null if nobody with that subject has used the console.</summary>
    internal async Task<CandidateOwner?> FindAsync(Staff who, string subject, CancellationToken cancel)
    {
        if (subject == who.Subject)
        {
            return new(who.Subject, who.Name);
        }

        await using var db = await contexts.OpenAsync(cancel);
        var name = await db.AuditEntries
            .AsNoTracking()
            .Where(entry => entry.ActorSubject == subject)
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => entry.ActorName)
            .FirstOrDefaultAsync(cancel);
        return name is null || !Staff.IsPerson(subject) ? null : new(subject, name);
    }
}

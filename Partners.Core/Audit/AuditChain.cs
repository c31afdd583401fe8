using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Partners.Core.Persistence;

namespace Partners.Core.Audit;

/// <summary>
/// The hash chain. Each hash is SHA-256 over the previous hash, a line feed, and the entry as <see cref="CanonicalJson"/>. Changing,
/// removing or inserting an entry means rewriting every entry after it.
/// </summary>
public static class AuditChain
{
    /// <summary>The previous hash of the first entry.</summary>
    public const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    public static string HashOf(AuditEntry entry)
    {
        var facts = new
        {
            entry.Sequence,
            entry.At,
            entry.ActorSubject,
            entry.ActorName,
            entry.Action,
            entry.SubjectKind,
            entry.SubjectId,
            entry.SubjectName,
            entry.SubjectVersion,
            entry.OrganisationId,
            entry.Before,
            entry.After,
            entry.Reason,
            entry.RequestId,
        };

        // Older entries have no workspace; leaving the field out keeps their hashes.
        var row = entry.WorkspaceId is { } workspace
            ? CanonicalJson.Of(new { Facts = facts, WorkspaceId = workspace })
            : CanonicalJson.Of(facts);

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.PreviousHash}\n{row}")));
    }

    /// <summary>
    /// Adds entries to the end of the chain. The caller holds the write lock and saves them, so nobody else can take the next number.
    /// </summary>
    internal static async Task AppendAsync(PartnersDb db, IEnumerable<AuditFacts> facts, CancellationToken cancel)
    {
        var last = await db.AuditEntries.AsNoTracking()
            .OrderByDescending(entry => entry.Sequence)
            .Select(entry => new { entry.Sequence, entry.Hash })
            .FirstOrDefaultAsync(cancel);
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? Beginning);
        foreach (var each in facts)
        {
            var entry = new AuditEntry(++sequence, each, hash);
            hash = entry.Hash;
            db.AuditEntries.Add(entry);
        }
    }

    /// <summary>What is wrong with an entry that should follow the given one; null where nothing is.</summary>
    public static string? Fault(long previousSequence, string previousHash, AuditEntry entry)
    {
        if (entry.Sequence != previousSequence + 1)
        {
            return previousSequence + 2 == entry.Sequence
                ? $"entry {previousSequence + 1} is missing"
                : $"entries {previousSequence + 1} to {entry.Sequence - 1} are missing";
        }

        if (!string.Equals(entry.PreviousHash, previousHash, StringComparison.Ordinal))
        {
            return $"entry {entry.Sequence} does not follow the entry before it";
        }

        return string.Equals(entry.Hash, HashOf(entry), StringComparison.Ordinal)
            ? null
            : $"entry {entry.Sequence} was changed after it was written";
    }
}

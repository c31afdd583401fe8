using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="Version">The version that the person saw.</param>
public sealed record CardSeen(Guid WorkspaceId, int Version);

/// <param name="Card">With the version that was saved.</param>
/// <param name="WasAside">It was snoozed or dismissed before, so bringing it back would not undo the act.</param>
public sealed record CardDone(CardSeen Card, bool WasAside);

/// <param name="Name">Partner – client; the client's workspace if there is no such card.</param>
/// <param name="Why">The refusal's sentence.</param>
public sealed record CardLeft(Guid WorkspaceId, string Name, string Why);

/// <summary>What one act on several cards did, card by card, in the order asked.</summary>
public sealed record CandidatesChanged(IReadOnlyList<CardDone> Done, IReadOnlyList<CardLeft> Left);

/// <summary>One card of several that was left alone; nothing was saved if all were.</summary>
public sealed record CardRefused(string Name, string Why) : Refusal($"{Name}: {Why}");

public sealed record TooManyCards(int Most) : Refusal($"Choose {Most} cards at most.");

public sealed record NoCards() : Refusal("Choose a card first.");

public sealed partial class Pipeline
{
    public const int MostAtOnce = 200;

    /// <summary>
    /// Acts on several cards in one transaction, with an audit entry each. What is refused or in conflict is left alone and named; refused
    /// as a whole only if that is all of them.
    /// </summary>
    /// <param name="refuse">What is wrong with the command itself, for whichever card; null if nothing is.</param>
    private Task<Outcome<CandidatesChanged>> RunManyAsync(
        Staff who,
        Guid requestId,
        string command,
        IReadOnlyList<CardSeen> cards,
        string action,
        Func<Change, Refusal?> refuse,
        Func<Candidate, SignalReading, Change, Refusal?> decide,
        CancellationToken cancel) =>
        changes.RunAsync<CandidatesChanged>(who, Permission.WorkPipeline, requestId, command, async (change, token) =>
        {
            if (cards.Count is 0 or > MostAtOnce)
            {
                return cards.Count == 0 ? (Refusal)new NoCards() : new TooManyCards(MostAtOnce);
            }

            if (refuse(change) is { } refusedWhole)
            {
                return refusedWhole;
            }

            var ids = cards.Select(card => card.WorkspaceId).ToList();
            var found = await change.Db.Candidates.Where(card => ids.Contains(card.Id)).ToDictionaryAsync(card => card.Id, token);
            var entries = await change.Db.PipelineEntries
                .Where(entry => ids.Contains(entry.WorkspaceId))
                .ToDictionaryAsync(entry => entry.WorkspaceId, token);
            var names = await (
                from workspace in change.Db.Workspaces
                where ids.Contains(workspace.Id)
                join partner in change.Db.Organisations on workspace.OrganisationId equals partner.Id
                select new { workspace.Id, Name = partner.Name + " – " + (workspace.DataOwnerName ?? workspace.Name) })
                .ToDictionaryAsync(named => named.Id, named => named.Name, token);
            var (done, left) = (new List<CardDone>(), new List<CardLeft>());
            foreach (var seen in cards.DistinctBy(card => card.WorkspaceId))
            {
                var name = names.GetValueOrDefault(seen.WorkspaceId, "A client that is gone");
                if (await ActAsync(seen, name) is { } why)
                {
                    left.Add(new(seen.WorkspaceId, name, why));
                }
            }

            return done.Count > 0
                ? new CandidatesChanged(done, left)
                : Outcome<CandidatesChanged>.Refused([.. left.Select(card => new CardRefused(card.Name, card.Why))]);

            async Task<string?> ActAsync(CardSeen seen, string name)
            {
                if (!found.TryGetValue(seen.WorkspaceId, out var card) || !entries.TryGetValue(seen.WorkspaceId, out var entry))
                {
                    return new NoSuchCandidate().Sentence;
                }

                if (await change.FindConflictAsync(card, seen.Version, CandidateSubjects.Candidate, token) is { } conflict)
                {
                    return $"{conflict.Who} changed it meanwhile.";
                }

                var (before, wasAside) = (card.Facts(), card.IsAside);
                if (decide(card, entry.Reading(settings), change) is { } refused)
                {
                    return refused.Sentence;
                }

                entry.CopyCard(card, settings);
                change.Record(action, card.Subject(name), before, card.Facts(), reason: null);
                done.Add(new(new(card.Id, card.Version + 1), wasAside));
                return null;
            }
        }, cancel);
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Consent;

/// <summary>What the page of a link shows.</summary>
public sealed record ConsentQuestion(ConsentStatement Statement, DateOnly? Day, DateTimeOffset ExpiresAt, string PersonEmail);

/// <summary>
/// What a person outside can do with a link (docs/product.md H34, H35): read the question, and answer it once. No permission is asked; the
/// token is the secret, and every way in which a link can fail to hold has the same answer.
/// </summary>
public sealed class ConsentAnswers(
    IDbContextFactory<PartnersDb> contexts,
    ChangeRunner changes,
    IEnumerable<ConsentTopic> topics,
    TimeProvider time)
{
    private const string Words = "AnswerConsent";

    private readonly Dictionary<ConsentPurpose, ConsentTopic> _topics = topics.ToDictionary(topic => topic.Purpose);

    /// <summary>Null for every link that cannot be answered, whatever the cause. Reading changes nothing.</summary>
    public async Task<ConsentQuestion?> FindAsync(string? token, CancellationToken cancel)
    {
        if (ConsentToken.HashOf(token) is not { } hash)
        {
            return null;
        }

        await using var db = await contexts.OpenAsync(cancel);
        return await db.ConsentLinks.AsNoTracking().SingleOrDefaultAsync(found => found.TokenHash == hash, cancel) is { } link
            && await HoldsAsync(db, link, time.GetUtcNow(), cancel)
            ? new(link.Statement, link.Day, link.ExpiresAt, link.PersonEmail)
            : null;
    }

    /// <summary>
    /// Takes the one answer, in the name of the link. Refused for every link that does not hold, and for what is missing from the answer.
    /// </summary>
    /// <param name="network">The address of the network that the answer comes from; null if it is not known.</param>
    public async Task<Outcome<ConsentTaken>> AnswerAsync(string? token, ConsentReply reply, string? network, CancellationToken cancel)
    {
        if (ConsentToken.HashOf(token) is not { } hash || await NamedAsync(hash, cancel) is not { } who)
        {
            return new LinkNotUsable();
        }

        return await changes.RunAsync<ConsentTaken>(who, Permission.None, reply.RequestId, Words, async (change, stop) =>
        {
            var link = await change.Db.ConsentLinks.SingleAsync(found => found.TokenHash == hash, stop);
            if (!await HoldsAsync(change.Db, link, change.At, stop))
            {
                return new LinkNotUsable();
            }

            if (ConsentReplyRules.Refuse(reply, link, change.Today) is { } refused)
            {
                return refused;
            }

            var before = link.Facts();
            link.Take(reply, link.Statement.In(reply.Language).With(ConsentWords.Answer(reply, link)), network, change.At);
            await _topics[link.Purpose].AnsweredAsync(change, new(link, before), stop);
            return new ConsentTaken(link.Answer!.Value, link.OtherDay, change.At, link.Statement.Dutch.IsFromDay);
        }, cancel);
    }

    private async Task<bool> HoldsAsync(PartnersDb db, ConsentLink link, DateTimeOffset now, CancellationToken cancel) =>
        link.StateAt(now) == ConsentState.Open && await _topics[link.Purpose].HoldsAsync(db, link, cancel);

    private async Task<Staff?> NamedAsync(string hash, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        var named = await db.ConsentLinks.AsNoTracking()
            .Where(found => found.TokenHash == hash)
            .Select(found => new { found.Id, found.PersonName })
            .SingleOrDefaultAsync(cancel);
        return named is null ? null : Staff.ByLink(named.Id, named.PersonName);
    }
}

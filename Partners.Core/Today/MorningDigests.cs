using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Mail;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Today;

/// <param name="Wants">False to get no digest any more.</param>
public sealed record AskForDigest(Guid RequestId, bool Wants);

/// <param name="Until">The last day with a digest; null without one.</param>
public sealed record DigestAsked(DateOnly? Until);

public sealed record NoAddressForDigest()
    : Refusal("The identity provider gives no email address for you, so there is nowhere to send it.");

/// <summary>A digest's text.</summary>
public sealed record DigestText(string Subject, string Body);

/// <summary>Writes a digest. The console does it, which has the words and knows its own address.</summary>
public interface IDigestWriter
{
    /// <returns>Null where nothing is due and nothing waits: such a morning has no mail.</returns>
    public DigestText? Write(string name, DateOnly day, TodayFigures all, MyWork mine);
}

/// <summary>Morning digests: who wants one, and sending them once a day to each (docs/product.md N10).</summary>
public sealed partial class MorningDigests(
    ChangeRunner changes,
    IDbContextFactory<PartnersDb> contexts,
    Overview overview,
    MailQueue queue,
    JobRunner jobs,
    TimeProvider time,
    ILogger<MorningDigests> log,
    IDigestWriter? writer = null)
{
    public static readonly JobKind Job = new(
        "digest", Permission.Read, "writing of digests", "Who has none yet gets it the next time, and nobody gets two for a day.");

    /// <summary>The last day with a digest for this person; null without one.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<DateOnly?> FindAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var today = time.TodayInAmsterdam();
        return await db.DigestWishes.AsNoTracking()
            .Where(wish => wish.Subject == who.Subject && wish.Until >= today)
            .Select(wish => wish.Until)
            .SingleOrDefaultAsync(cancel);
    }

    /// <summary>Begins, renews or ends the person's own digest. Refused without an address, and where nothing would change.</summary>
    public Task<Outcome<DigestAsked>> AskAsync(Staff who, AskForDigest command, CancellationToken cancel) => changes.RunAsync<DigestAsked>(
        who,
        Permission.Read,
        command.RequestId,
        nameof(AskForDigest),
        async (change, token) =>
        {
            var wish = await change.Db.DigestWishes.SingleOrDefaultAsync(found => found.Subject == who.Subject, token);
            if (command.Wants && EmailAddress.Problem(who.Email) is not null)
            {
                return new NoAddressForDigest();
            }

            if (!command.Wants && wish?.Until is null)
            {
                return new NothingChanged();
            }

            var before = wish?.Until;
            if (wish is null)
            {
                wish = new(who, change.At);
                change.Db.Add(wish);
            }
            else if (command.Wants)
            {
                wish.Ask(who, change.At);
            }
            else
            {
                wish.End();
            }

            change.Record(
                command.Wants ? AuditActions.DigestAsked : AuditActions.DigestEnded,
                SubjectOf(wish),
                before is null ? null : new { Until = before },
                wish.Until is null ? null : new { wish.Until },
                reason: null);
            return new DigestAsked(wish.Until);
        },
        cancel);

    /// <summary>Puts a day's digests in the outbox, each with its mark in one transaction. Refused while another process does.</summary>
    /// <returns>How many were written.</returns>
    public Task<Outcome<int>> SendAsync(Staff who, DateOnly day, CancellationToken cancel) => jobs.RunAsync<int>(
        who,
        Job,
        "writing morning digests",
        async turn => await SendAllAsync(who, day, turn.Cancel),
        done => done > 0 ? new(JobState.Completed) : null,
        cancel);

    private async Task<int> SendAllAsync(Staff who, DateOnly day, CancellationToken cancel)
    {
        if (writer is null || !queue.IsOn)
        {
            return 0;
        }

        List<DigestWish> wishes;
        await using (var db = await contexts.OpenAsync(cancel))
        {
            wishes = await db.DigestWishes.AsNoTracking()
                .Where(wish => wish.Until >= day && (wish.SentFor == null || wish.SentFor < day))
                .OrderBy(wish => wish.Id)
                .ToListAsync(cancel);
        }

        var done = 0;
        foreach (var wish in wishes)
        {
            try
            {
                done += await SendOneAsync(who, wish, day, cancel) ? 1 : 0;
            }
#pragma warning disable CA1031 // One person's digest keeps nobody else's back.
            catch (Exception fault) when (!cancel.IsCancellationRequested && DatabaseFault.Of(fault) is null)
#pragma warning restore CA1031
            {
                LogFailed(fault, wish.Id);
            }
        }

        return done;
    }

    private async Task<bool> SendOneAsync(Staff who, DigestWish wish, DateOnly day, CancellationToken cancel)
    {
        var reader = new Staff(wish.Subject, wish.Name, wish.Email, Permission.Read);
        var (all, mine) = (await overview.FindAsync(reader, cancel), await overview.MineAsync(reader, cancel));
        if (writer!.Write(wish.Name, day, all, mine) is not { } text)
        {
            return false;
        }

        var outcome = await changes.RunAsync<Guid>(
            who,
            Permission.Read,
            Guid.CreateVersion7(),
            nameof(MorningDigests),
            async (change, token) =>
            {
                var still = await change.Db.DigestWishes.SingleAsync(found => found.Id == wish.Id, token);
                if (still.Until is null || still.SentFor >= day)
                {
                    return new NothingChanged();
                }

                var mail = new NewMail(MailKind.Digest, still.Email, still.Name, text.Subject, text.Body, SubjectOf(still));
                if (queue.Refuse(mail) is { Count: > 0 } refusals)
                {
                    return Outcome<Guid>.Refused(refusals);
                }

                still.Sent(day);
                return queue.Add(change, mail);
            },
            cancel);
        return outcome.IsDone;
    }

    private static AuditSubject SubjectOf(DigestWish wish) =>
        new("digest", wish.Id.ToString(), $"{wish.Name}’s digest", OrganisationId: null, Version: null);

    [LoggerMessage(Level = LogLevel.Error, Message = "The digest {Id} could not be written.")]
    private partial void LogFailed(Exception fault, Guid id);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Core.Mail;

/// <summary>
/// Sends what waits in the outbox (docs/product.md N3): a leased job, so that one process at a time does it. A mail is marked as being sent
/// before the mail server hears of it; one that is still marked so when no process sends was cut off, and nobody knows whether it arrived.
/// </summary>
public sealed partial class MailSender(
    IDbContextFactory<PartnersDb> contexts,
    WriteGate gate,
    ChangeRunner changes,
    ISecretSeal seal,
    IMailCarrier carrier,
    JobRunner jobs,
    TimeProvider time,
    ILogger<MailSender> log)
{
    public static readonly JobKind Job = new(
        "mail", Permission.Read, "sending of mail", "What was cut off is marked as unknown, and only a person sends it again.");

    /// <summary>How long after each failure it is tried again. After the last one it has failed.</summary>
    internal static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4),
    ];

    private const string CutOff = "The console ended before the mail server answered. Ask the recipient before you send it again.";

    private const string LinkLost = "The link in it can no longer be read, because the console's keys have changed. Make a new link.";

    /// <summary>Whether anything is to be done now; asked often, so it takes no row in the table of jobs.</summary>
    public async Task<bool> HasWorkAsync(CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await Due(db).AnyAsync(cancel) || await db.OutgoingMails.AnyAsync(mail => mail.State == MailState.Sending, cancel);
    }

    /// <summary>Sends everything that is due. Refused while another process does.</summary>
    /// <returns>How many mails were taken up.</returns>
    public Task<Outcome<int>> RunAsync(Staff who, CancellationToken cancel) => jobs.RunAsync<int>(
        who,
        Job,
        "sending mail",
        async turn => await PassAsync(who, turn),
        _ => null,
        cancel);

    private async Task<int> PassAsync(Staff who, JobTurn turn)
    {
        // This process alone has the turn, so whoever marked these is gone.
        foreach (var mail in await ReadAsync(db => db.OutgoingMails.Where(mail => mail.State == MailState.Sending), turn.Cancel))
        {
            await SettleAsync(who, mail.Id, mail.Attempt, new MailUnanswered(CutOff), turn.Cancel);
        }

        var taken = 0;
        while ((await ReadAsync(db => Due(db).OrderBy(mail => mail.NextTryAt).ThenBy(mail => mail.Id).Take(1), turn.Cancel)) is [var next])
        {
            if (await ClaimAsync(next, turn.Cancel))
            {
                taken++;
                await SendAsync(who, next, turn.Cancel);
            }
        }

        return taken;
    }

    private async Task SendAsync(Staff who, OutgoingMail mail, CancellationToken cancel)
    {
        var answer = await AnswerAsync(mail, cancel);
        if (answer is MailTaken)
        {
            LogSent(mail.Id, mail.Kind);
        }
        else
        {
            LogNotSent(mail.Id, mail.Kind, answer.GetType().Name);
        }

        // The answer counts, also where the console ends just now.
        await SettleAsync(who, mail.Id, mail.Attempt + 1, answer, CancellationToken.None);
    }

    private async Task<MailAnswer> AnswerAsync(OutgoingMail mail, CancellationToken cancel)
    {
        var body = mail.Body;
        if (mail.SealedPart is { } sealedPart)
        {
            if (seal.Open(sealedPart) is not { } secret)
            {
                return new MailNotTaken(LinkLost, MayTakeLater: false);
            }

            body = body.Replace(MailRules.SecretPlace, secret, StringComparison.Ordinal);
        }

        var file = mail.Attachment is { } content ? new MailFile(mail.AttachmentName!, mail.AttachmentType!, content) : null;
        return await carrier.CarryAsync(
            new(mail.Id, mail.ToAddress, mail.ToName, mail.Subject, body, file, time.GetUtcNow()), cancel);
    }

    /// <summary>Marks it as being sent, if it is still as it was read: nobody edits it from here on.</summary>
    private async Task<bool> ClaimAsync(OutgoingMail mail, CancellationToken cancel)
    {
        using var turn = await gate.EnterAsync(cancel);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.OutgoingMails
            .Where(found => found.Id == mail.Id && found.State == MailState.Waiting && found.Version == mail.Version)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(found => found.State, MailState.Sending)
                    .SetProperty(found => found.NextTryAt, (DateTimeOffset?)null)
                    .SetProperty(found => found.Attempt, mail.Attempt + 1)
                    .SetProperty(found => found.Version, mail.Version + 1),
                cancel) == 1;
    }

    private Task<Outcome<Guid>> SettleAsync(Staff who, Guid id, int attempt, MailAnswer answer, CancellationToken cancel) =>
        changes.RunAsync<Guid>(
            who,
            Permission.Read,
            Guid.CreateVersion7(),
            nameof(MailSender),
            async (change, token) =>
            {
                if (await change.Db.OutgoingMails.FindAsync([id], token) is not { } mail
                    || mail.Attempt != attempt
                    || mail.State is not (MailState.Sending or MailState.Unknown))
                {
                    return new NoSuchMail();
                }

                var before = MailFacts.Of(mail);
                change.RecordMail(Settle(mail, answer, who, change.At), mail, before);
                return id;
            },
            cancel);

    /// <returns>The action for the trail.</returns>
    private static string Settle(OutgoingMail mail, MailAnswer answer, Staff who, DateTimeOffset at)
    {
        switch (answer)
        {
            case MailTaken:
                mail.Arrived(who, at);
                return AuditActions.MailSent;
            case MailNotTaken no:
                var tries = mail.Failures;
                mail.NotTaken(no.Because, no.MayTakeLater && tries < Waits.Count ? at + Waits[tries] : null, who, at);
                return AuditActions.MailNotSent;
            case MailUnanswered unanswered when mail.State == MailState.Sending:
                mail.NobodyKnows(unanswered.Because, who, at);
                return AuditActions.MailUnknown;
            default:
                return AuditActions.MailUnknown;
        }
    }

    private IQueryable<OutgoingMail> Due(PartnersDb db)
    {
        var now = time.GetUtcMilliseconds();
        var isOn = carrier.IsOn;
        return db.OutgoingMails.Where(mail => isOn && mail.State == MailState.Waiting && mail.NextTryAt <= now);
    }

    private async Task<IReadOnlyList<OutgoingMail>> ReadAsync(
        Func<PartnersDb, IQueryable<OutgoingMail>> query, CancellationToken cancel)
    {
        await using var db = await contexts.OpenAsync(cancel);
        return await query(db).AsNoTracking().ToListAsync(cancel);
    }

    // No address and no subject: the log leaves the house by other ways than mail does.
    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Id} ({Kind}) was sent.")]
    private partial void LogSent(Guid id, MailKind kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} ({Kind}) was not sent: {Answer}.")]
    private partial void LogNotSent(Guid id, MailKind kind, string answer);
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Mail;

/// <param name="To">The address.</param>
public sealed record MailDone(Guid MailId, string To, string Subject);

/// <summary>A mail as a list shows it.</summary>
public sealed record MailRow(
    Guid Id,
    int Version,
    MailKind Kind,
    MailState State,
    string ToAddress,
    string? ToName,
    string Subject,
    string AboutKind,
    string AboutId,
    string AboutName,
    string AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset? NextTryAt,
    DateTimeOffset? SentAt,
    string? Problem,
    string? AttachmentName);

/// <summary>A mail as it is read before it is sent, and afterwards.</summary>
/// <param name="Body">With <see cref="MailRules.SecretPlace"/> where a link goes.</param>
public sealed record MailText(MailRow Row, string Body);

/// <summary>The outbox as people use it (docs/product.md N2).</summary>
public sealed partial class MailOutbox(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts, MailQueue queue)
{
    /// <summary>Null if there is no such mail.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MailText?> FindAsync(Staff who, Guid mailId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        var body = await db.OutgoingMails.Where(mail => mail.Id == mailId).Select(mail => mail.Body).SingleOrDefaultAsync(cancel);
        return body is null ? null : new(await Rows(db.OutgoingMails.Where(mail => mail.Id == mailId)).SingleAsync(cancel), body);
    }

    /// <summary>Null if there is no such mail, or it has no file.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<MailFile?> AttachmentAsync(Staff who, Guid mailId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.OutgoingMails
            .Where(mail => mail.Id == mailId && mail.Attachment != null)
            .Select(mail => new MailFile(mail.AttachmentName!, mail.AttachmentType!, mail.Attachment!))
            .SingleOrDefaultAsync(cancel);
    }

    private static IQueryable<MailRow> Rows(IQueryable<OutgoingMail> mails) => mails.Select(mail => new MailRow(
        mail.Id,
        mail.Version,
        mail.Kind,
        mail.State,
        mail.ToAddress,
        mail.ToName,
        mail.Subject,
        mail.AboutKind,
        mail.AboutId,
        mail.AboutName,
        mail.AskedByName,
        mail.AskedAt,
        mail.NextTryAt,
        mail.SentAt,
        mail.Problem,
        mail.AttachmentName));

    /// <summary>The one path of what a person does with a mail that is not over.</summary>
    private Task<Outcome<MailDone>> ChangeAsync(
        Staff who,
        Guid requestId,
        string command,
        Guid mailId,
        int versionSeen,
        Func<Change, OutgoingMail, IReadOnlyList<Refusal>> decide,
        CancellationToken cancel) => changes.RunAsync<MailDone>(
        who,
        Permission.Read,
        requestId,
        command,
        async (change, token) =>
        {
            if (await change.Db.OutgoingMails.FindAsync([mailId], token) is not { } mail)
            {
                return new NoSuchMail();
            }

            if (!who.May(mail.Kind.Needs()))
            {
                return new NotPermitted(mail.Kind.Needs());
            }

            if (mail.State == MailState.Sending)
            {
                return new MailIsOnItsWay();
            }

            if (!mail.IsOpen)
            {
                return new MailIsOver(mail.State);
            }

            if (mail.Version != versionSeen)
            {
                return new Conflict(mail.ChangedByName, mail.ChangedAt, AuditActions.MailEdited, Before: null, After: null);
            }

            var refusals = decide(change, mail);
            return refusals.Count > 0 ? Outcome<MailDone>.Refused(refusals) : new MailDone(mail.Id, mail.ToAddress, mail.Subject);
        },
        cancel);
}

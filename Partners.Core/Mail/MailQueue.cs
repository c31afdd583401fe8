using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Mail;

/// <summary>
/// Puts mails in the outbox (docs/product.md N1), in the transaction of the command that asks for them: either both are there or neither.
/// <code>
/// var mail = new NewMail(
///     MailKind.ConsentLink, address, name, "Please confirm", $"…\n{MailRules.SecretPlace}\n…", handoff.Subject(workspace), Secret: link);
/// if (queue.Refuse(mail) is { Count: > 0 } refusals)
/// {
///     return Outcome&lt;Asked&gt;.Refused(refusals);
/// }
///
/// var mailId = queue.Add(change, mail);              // audited on the record that it is about; the worker sends it within seconds
/// await MailQueue.DiscardAsync(change, mailId, cancel);  // when the link is withdrawn: not sent any more, and its secret erased
/// </code>
/// The command itself asks for the permission; <see cref="MailKinds.Needs"/> says which one the outbox asks of whoever edits, sends again
/// or discards the mail afterwards.
/// </summary>
public sealed class MailQueue(ISecretSeal seal, IMailCarrier carrier)
{
    /// <summary>False without a mail server: offer the text to copy instead.</summary>
    public bool IsOn => carrier.IsOn;

    /// <summary>Why it cannot be queued; empty if it can. A draft can also be written without a mail server.</summary>
    internal IReadOnlyList<Refusal> Refuse(NewMail mail)
    {
        var refusals = MailRules.Refuse(mail.ToAddress, mail.ToName, mail.Subject, mail.Body, mail.Secret is not null);
        if (!mail.IsDraft && !IsOn)
        {
            refusals.Insert(0, new MailIsOff());
        }

        return refusals;
    }

    /// <returns>The mail's id.</returns>
    internal Guid Add(Change change, NewMail mail)
    {
        var added = new OutgoingMail(mail, mail.Secret is { } secret ? seal.Seal(secret) : null, change.Who, change.At);
        change.Db.OutgoingMails.Add(added);
        change.RecordMail(mail.IsDraft ? AuditActions.MailWritten : AuditActions.MailQueued, added);
        return added.Id;
    }

    /// <summary>Nothing happens to one that was sent, is being sent, or was discarded.</summary>
    /// <returns>Whether it will not be sent any more.</returns>
    internal static async Task<bool> DiscardAsync(Change change, Guid mailId, CancellationToken cancel)
    {
        if (await change.Db.OutgoingMails.FindAsync([mailId], cancel) is not { IsOpen: true } mail)
        {
            return false;
        }

        var before = MailFacts.Of(mail);
        mail.Discard(change.Who, change.At);
        change.RecordMail(AuditActions.MailDiscarded, mail, before);
        return true;
    }
}

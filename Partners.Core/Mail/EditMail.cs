using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Mail;

/// <param name="VersionSeen">The mail's version on the page the person acted on.</param>
public sealed record EditMail(
    Guid RequestId, Guid MailId, int VersionSeen, string? ToAddress, string? ToName, string? Subject, string? Body);

public sealed partial class MailOutbox
{
    /// <summary>
    /// Changes a mail that was not sent yet. Refused for one that is being sent or is over, for a text that cannot be sent, for a link to
    /// another address than it was made for, and without the permission that its kind takes.
    /// </summary>
    public Task<Outcome<MailDone>> EditAsync(Staff who, EditMail command, CancellationToken cancel) => ChangeAsync(
        who,
        command.RequestId,
        nameof(EditMail),
        command.MailId,
        command.VersionSeen,
        (change, mail) =>
        {
            var refusals = MailRules.Refuse(
                command.ToAddress, command.ToName, command.Subject, command.Body, hasSecret: mail.SealedPart is not null);
            if (refusals.Count == 0 && mail.SealedPart is not null
                && EmailAddress.Key(command.ToAddress!) != EmailAddress.Key(mail.ToAddress))
            {
                refusals.Add(new MailLinkIsForAnother(mail.ToAddress));
            }

            if (refusals.Count > 0)
            {
                return refusals;
            }

            var (address, name) = (command.ToAddress!.Trim(), string.IsNullOrWhiteSpace(command.ToName) ? null : command.ToName.Trim());
            var (subject, body) = (command.Subject!.Trim(), command.Body!);
            if ((address, name, subject, body) == (mail.ToAddress, mail.ToName, mail.Subject, mail.Body))
            {
                return [new NothingChanged()];
            }

            var before = MailFacts.Of(mail);
            mail.Rewrite(address, name, subject, body, change.Who, change.At);
            change.RecordMail(AuditActions.MailEdited, mail, before);
            return [];
        },
        cancel);
}

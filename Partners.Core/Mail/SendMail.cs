using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Mail;

/// <param name="VersionSeen">The mail's version on the page the person acted on.</param>
public sealed record SendMail(Guid RequestId, Guid MailId, int VersionSeen);

public sealed partial class MailOutbox
{
    /// <summary>
    /// Sends a draft, or sends again what failed or of which nobody knows. Refused for one that waits, is being sent or is over, without a
    /// mail server, and without the permission that its kind takes.
    /// </summary>
    public Task<Outcome<MailDone>> SendAsync(Staff who, SendMail command, CancellationToken cancel) => ChangeAsync(
        who,
        command.RequestId,
        nameof(SendMail),
        command.MailId,
        command.VersionSeen,
        (change, mail) =>
        {
            if (mail.State == MailState.Waiting)
            {
                return [new MailIsWaiting()];
            }

            if (!queue.IsOn)
            {
                return [new MailIsOff()];
            }

            var before = MailFacts.Of(mail);
            mail.Ask(change.Who, change.At);
            change.RecordMail(AuditActions.MailQueued, mail, before);
            return [];
        },
        cancel);
}

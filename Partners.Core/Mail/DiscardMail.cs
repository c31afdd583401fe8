using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.Mail;

/// <param name="VersionSeen">The mail's version on the page the person acted on.</param>
public sealed record DiscardMail(Guid RequestId, Guid MailId, int VersionSeen);

public sealed partial class MailOutbox
{
    /// <summary>
    /// Decides against a mail that was not sent, and erases its secret part. Refused for one that is being sent or is over, and without the
    /// permission that its kind takes.
    /// </summary>
    public Task<Outcome<MailDone>> DiscardAsync(Staff who, DiscardMail command, CancellationToken cancel) => ChangeAsync(
        who,
        command.RequestId,
        nameof(DiscardMail),
        command.MailId,
        command.VersionSeen,
        (change, mail) =>
        {
            var before = MailFacts.Of(mail);
            mail.Discard(change.Who, change.At);
            change.RecordMail(AuditActions.MailDiscarded, mail, before);
            return [];
        },
        cancel);
}

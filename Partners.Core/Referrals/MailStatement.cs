using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Mail;
using Partners.Core.Values;

namespace Partners.Core.Referrals;

public sealed record MailStatement(Guid RequestId, Guid PartnerId, Month Month, MailForm Mail);

/// <summary>Draws a statement as a file to attach. The console does it, which knows fonts and paper.</summary>
public interface IStatementPaper
{
    public MailFile Draw(StatementShown shown, DateTimeOffset at);
}

/// <summary>Mails a statement to the partner's contact, as the file that its page offers (docs/product.md N8).</summary>
public sealed class StatementMail(
    ChangeRunner changes, Statements statements, MailQueue queue, TimeProvider time, IStatementPaper? paper = null)
{
    /// <summary>Refused for a partner that is not there, a text that cannot be sent, and without a mail server unless as a draft.</summary>
    public Task<Outcome<MailDone>> SendAsync(Staff who, MailStatement command, CancellationToken cancel) => changes.RunAsync<MailDone>(
        who,
        Permission.EditLedger,
        command.RequestId,
        nameof(MailStatement),
        async (change, token) =>
        {
            if (paper is null || await statements.FindAsync(who, command.PartnerId, command.Month, token) is not { } shown)
            {
                return new NoSuchStatement();
            }

            var mail = command.Mail.About(MailKind.Statement, shown.Statement.Subject(), paper.Draw(shown, time.GetUtcNow()));
            return queue.Refuse(mail) is { Count: > 0 } refusals
                ? Outcome<MailDone>.Refused(refusals)
                : new MailDone(queue.Add(change, mail), mail.ToAddress, mail.Subject);
        },
        cancel);
}

public sealed record NoSuchStatement() : Refusal("There is no statement of this partner for this month.");

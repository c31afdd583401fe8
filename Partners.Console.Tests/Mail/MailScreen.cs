using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Support;
using Partners.Core.Mail;

namespace Partners.Console.Tests.Mail;

/// <summary>Mails in the demonstration, which has none.</summary>
internal static class MailScreen
{
    /// <summary>The id of a draft of this kind.</summary>
    public static async Task<Guid> MailAsync(this DemonstrationConsole console, MailKind kind = MailKind.HandoffMessage)
    {
        var first = await console.QueryAsync(db =>
            db.OutgoingMails.Where(mail => mail.Kind == kind)
                .OrderBy(mail => mail.Id)
                .Select(mail => (Guid?)mail.Id)
                .FirstOrDefaultAsync());
        if (first is { } there)
        {
            return there;
        }

        var mail = new OutgoingMail(Outbox.Mail(isDraft: true) with { Kind = kind }, sealedPart: null, Make.Operator, FixedClock.Noon);
        await console.AddAsync(mail);
        return mail.Id;
    }

    /// <summary>A mail with a file, which the mail server did not take.</summary>
    public static async Task AddFailedAsync(DemonstrationConsole console)
    {
        var file = new MailFile("statement.pdf", "application/pdf", [1, 2, 3]);
        var mail = Outbox.Mail(isDraft: true) with { Kind = MailKind.Statement, Attachment = file };
        await console.AddAsync(new OutgoingMail(mail, sealedPart: null, Make.Operator, FixedClock.Noon));
        await console.QueryAsync(db => db.OutgoingMails.ExecuteUpdateAsync(set => set
            .SetProperty(found => found.State, MailState.Failed)
            .SetProperty(found => found.Problem, "The mail server does not accept the address (550).")));
    }
}

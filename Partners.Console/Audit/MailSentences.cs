using Partners.Core.Audit;

namespace Partners.Console.Audit;

/// <summary>What became of a mail: to whom, and about which record.</summary>
internal static class MailSentences
{
    public static string Of(string action, string name, EntryFacts after)
    {
        var mail = after.Text("to") is { } to ? $"mail to {to} about {name}" : $"mail about {name}";
        return action switch
        {
            AuditActions.DigestAsked => "asked for a morning digest",
            AuditActions.DigestEnded => "ended the morning digest",
            AuditActions.MailWritten => $"wrote a {mail}",
            AuditActions.MailQueued => $"put a {mail} in the outbox",
            AuditActions.MailEdited => $"edited a {mail}",
            AuditActions.MailDiscarded => $"discarded a {mail}",
            AuditActions.MailSent => after.Text("askedBy") is { } by ? $"sent a {mail} for {by}" : $"sent a {mail}",
            AuditActions.MailNotSent => $"could not send a {mail}",
            _ => $"does not know whether a {mail} arrived",
        };
    }
}

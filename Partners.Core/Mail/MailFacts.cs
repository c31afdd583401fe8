using System.Security.Cryptography;
using System.Text;
using Partners.Core.Changes;

namespace Partners.Core.Mail;

/// <summary>What the trail says of a mail: to whom, what, and the hashes by which the kept text and file are known.</summary>
internal static class MailFacts
{
    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public static object Of(OutgoingMail mail) => new
    {
        Mail = mail.Id,
        mail.Kind,
        To = mail.ToAddress,
        mail.Subject,
        TextSha256 = Hash(Encoding.UTF8.GetBytes(mail.Body)),
        mail.AttachmentName,
        mail.AttachmentSha256,
        AskedBy = mail.AskedByName,
        mail.State,
        mail.Problem,
    };

    public static void RecordMail(this Change change, string action, OutgoingMail mail, object? before = null) =>
        change.Record(action, mail.About, before, Of(mail), reason: null);
}

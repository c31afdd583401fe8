using MimeKit;
using Partners.Core.Mail;
using Partners.Core.Values;

namespace Partners.Console.Mail;

/// <summary>Writes a parcel as the message that a mail server takes.</summary>
internal static class MailMessages
{
    /// <summary>For the folder of Development, where nobody set an address.</summary>
    private const string NoAddress = "partners@localhost.localdomain";

    public static MimeMessage Of(MailParcel parcel, MailSettings settings)
    {
        var from = settings.From ?? NoAddress;
        var message = new MimeMessage
        {
            Subject = parcel.Subject,
            Date = parcel.At,
            // One for all tries: many servers drop the second copy of a mail that a person had sent again.
            MessageId = $"{parcel.Id:N}@{EmailAddress.DomainOf(from)}",
        };
        message.From.Add(new MailboxAddress(settings.FromName, from));
        message.To.Add(new MailboxAddress(parcel.ToName, parcel.ToAddress));
        if (settings.ReplyTo is { Length: > 0 } answers)
        {
            message.ReplyTo.Add(new MailboxAddress(settings.FromName, answers));
        }

        var body = new BodyBuilder { TextBody = parcel.Body };
        if (parcel.Attachment is { } file)
        {
            body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.ContentType));
        }

        message.Body = body.ToMessageBody();
        return message;
    }
}

using Partners.Core.Audit;

namespace Partners.Core.Mail;

/// <summary>A mail to be put in the outbox.</summary>
/// <param name="ToName">The name beside the address; null for the bare address.</param>
/// <param name="Body">Plain text. Where it says <see cref="MailRules.SecretPlace"/>, the secret goes.</param>
/// <param name="About">The record on whose trail it stands who sent it to whom.</param>
/// <param name="Secret">
/// A link that whoever has it may use: kept sealed, never in the trail, and erased once it was sent. Its place is in the body.
/// </param>
/// <param name="IsDraft">It waits until a person sends it from the outbox.</param>
public sealed record NewMail(
    MailKind Kind,
    string ToAddress,
    string? ToName,
    string Subject,
    string Body,
    AuditSubject About,
    MailFile? Attachment = null,
    string? Secret = null,
    bool IsDraft = false);

/// <param name="Name">As the recipient sees it, with its ending.</param>
public sealed record MailFile(string Name, string ContentType, byte[] Content);

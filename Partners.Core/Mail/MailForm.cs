using Partners.Core.Audit;

namespace Partners.Core.Mail;

/// <summary>A mail as a person wrote or edited it.</summary>
/// <param name="IsDraft">Kept in the outbox until somebody sends it from there.</param>
public sealed record MailForm(string? ToAddress, string? ToName, string? Subject, string? Body, bool IsDraft)
{
    internal NewMail About(MailKind kind, AuditSubject record, MailFile? attachment = null) => new(
        kind,
        ToAddress ?? string.Empty,
        string.IsNullOrWhiteSpace(ToName) ? null : ToName,
        Subject ?? string.Empty,
        Body ?? string.Empty,
        record,
        attachment,
        Secret: null,
        IsDraft);
}

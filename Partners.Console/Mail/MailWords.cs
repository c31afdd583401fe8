using Partners.Console.Shell;
using Partners.Core.Mail;

namespace Partners.Console.Mail;

/// <summary>How states and kinds of mail are said.</summary>
public static class MailWords
{
    public static string Of(MailState state) => state switch
    {
        MailState.Unknown => "Not known",
        _ => state.ToString(),
    };

    public static ChipTone ToneOf(MailState state) => state switch
    {
        MailState.Waiting or MailState.Sending => ChipTone.Blue,
        MailState.Sent => ChipTone.Green,
        MailState.Unknown => ChipTone.Pollen,
        MailState.Failed => ChipTone.Candy,
        _ => ChipTone.Grey,
    };

    public static string Of(MailKind kind) => kind switch
    {
        MailKind.Statement => "Statement",
        MailKind.HandoffMessage => "Message about a handoff",
        MailKind.AgreementReminder => "Reminder of an agreement",
        MailKind.CertificateReminder => "Reminder of a certificate",
        MailKind.ConsentLink or MailKind.ContactLink => "Link to answer",
        _ => "Morning digest",
    };

    public static string To(MailRow mail) => mail.ToName is { } name ? $"{name} <{mail.ToAddress}>" : mail.ToAddress;

    /// <summary>What happens next, or what became of it.</summary>
    public static string Fate(MailRow mail) => mail.State switch
    {
        MailState.Draft => "Not sent. Read it, then send it.",
        MailState.Waiting when mail.Problem is { } problem => $"{problem} Tried again {AmsterdamTime.Moment(mail.NextTryAt!.Value)}.",
        MailState.Waiting => "Sent within seconds.",
        MailState.Sending => "The mail server has it just now, and has not answered yet.",
        MailState.Sent => $"The mail server took it {AmsterdamTime.Moment(mail.SentAt!.Value)}.",
        MailState.Discarded => "Not sent, and not to be.",
        _ => mail.Problem ?? string.Empty,
    };
}

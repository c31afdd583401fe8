using Partners.Console.Mail;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.Handoffs;

/// <summary>The mails about a completed handoff, to whom and with which text.</summary>
internal static class HandoffMailing
{
    public static MailDraft ToPartner(HandoffRecord record, Contact? contact, string text) => new()
    {
        ToAddress = contact?.Email,
        ToName = contact?.Name,
        Subject = $"{record.Workspace} was handed off to {record.Client}",
        Body = text,
    };

    /// <summary>To the first owner there, or to nobody yet.</summary>
    public static MailDraft ToClient(HandoffRecord record, string text)
    {
        var owner = record.People.FirstOrDefault(person => person.After == WorkspaceRole.Owner);
        return new()
        {
            ToAddress = owner?.Email,
            ToName = owner?.Name,
            Subject = $"{record.Workspace} is yours",
            Body = text,
        };
    }

    public static MailDraft Reminder(HandoffRecord record, Contact? contact) => new()
    {
        ToAddress = contact?.Email,
        ToName = contact?.Name,
        Subject = $"Your certificate about {record.Workspace}",
        Body = string.Join("\n\n",
        [
            $"Dear {contact?.Name ?? record.Partner},",
            $"{record.Workspace} was handed off to {record.Client} on {AmsterdamTime.Day(record.HandedOffOn)}. You had until "
                + $"{AmsterdamTime.Day(CertificateDue.LastDay(record.HandedOffOn))} to certify that you returned or deleted your copies, "
                + "and we have not received it.",
            "Please sign the text below and send it to us.",
            HandoffMessages.Certificate(record),
            "dembrane",
        ]),
    };
}

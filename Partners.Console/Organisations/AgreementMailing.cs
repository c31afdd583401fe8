using Partners.Console.Mail;
using Partners.Console.Shell;
using Partners.Core.Organisations;

namespace Partners.Console.Organisations;

/// <summary>The mail that reminds a partner of its agreement's end.</summary>
internal static class AgreementMailing
{
    public static MailDraft Reminder(OrganisationDetails organisation)
    {
        var (contact, agreement) = (organisation.Contacts is [var first, ..] ? first : null, organisation.Agreement!);
        return new()
        {
            ToAddress = contact?.Email,
            ToName = contact?.Name,
            Subject = "Your partner agreement with dembrane",
            Body = string.Join("\n\n",
            [
                $"Dear {contact?.Name ?? organisation.Name},",
                $"The partner agreement {agreement.Reference} between {organisation.Name} and dembrane ends on "
                    + $"{AmsterdamTime.Day(agreement.EndsOn!.Value)}. After that no new external-client workspaces can be made.",
                "We would like to agree its renewal with you in time. Please let us know when that suits you.",
                agreement.RelationshipOwner,
                "dembrane",
            ]),
        };
    }
}

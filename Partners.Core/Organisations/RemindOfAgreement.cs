using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Mail;

namespace Partners.Core.Organisations;

public sealed record RemindOfAgreement(Guid RequestId, Guid OrganisationId, MailForm Mail);

public sealed record AgreementHasNoEnd(string Name) : Refusal($"The agreement of {Name} has no end.");

/// <summary>Reminds a partner that its agreement ends (docs/product.md N9).</summary>
public sealed class AgreementReminders(ChangeRunner changes, MailQueue queue)
{
    /// <summary>
    /// Refused for an organisation that is no partner, for an agreement without an end, for a text that cannot be sent, and without a mail
    /// server unless as a draft.
    /// </summary>
    public Task<Outcome<MailDone>> SendAsync(Staff who, RemindOfAgreement command, CancellationToken cancel) => changes.RunAsync<MailDone>(
        who,
        Permission.TogglePartner,
        command.RequestId,
        nameof(RemindOfAgreement),
        async (change, token) =>
        {
            var organisation = await change.Db.Organisations.SingleOrDefaultAsync(
                found => found.Id == command.OrganisationId && found.DeletedAt == null, token);
            if (organisation is null)
            {
                return new NoSuchOrganisation();
            }

            if (!organisation.IsPartner)
            {
                return new NotAPartner(organisation.Name);
            }

            if (organisation.AgreementEndsOn is null)
            {
                return new AgreementHasNoEnd(organisation.Name);
            }

            var mail = command.Mail.About(MailKind.AgreementReminder, organisation.Subject());
            return queue.Refuse(mail) is { Count: > 0 } refusals
                ? Outcome<MailDone>.Refused(refusals)
                : new MailDone(queue.Add(change, mail), mail.ToAddress, mail.Subject);
        },
        cancel);
}

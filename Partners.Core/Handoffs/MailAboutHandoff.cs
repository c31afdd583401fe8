using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Mail;
using Partners.Core.Outbox;

namespace Partners.Core.Handoffs;

/// <param name="IsReminder">It asks after the certificate; otherwise it is one of the messages to both sides.</param>
public sealed record MailAboutHandoff(Guid RequestId, Guid HandoffId, bool IsReminder, MailForm Mail);

public sealed record HandoffMailHeld(string Until) : Refusal($"On hold until {Until}.");

public sealed record NothingToSayYet(string Workspace) : Refusal($"{Workspace} was not handed off, so there is nothing to mail yet.");

public sealed record CertificateIsThere() : Refusal("The certificate was recorded already.");

/// <summary>
/// Mails about a completed handoff: the messages to both sides, held until the platform has it and the proof holds, and reminders of an
/// overdue certificate (docs/product.md N9).
/// </summary>
public sealed class HandoffMail(ChangeRunner changes, PlatformStates platform, MailQueue queue)
{
    /// <summary>
    /// Refused before the handoff, while a message is held, after the certificate came back, for a text that cannot be sent, and without a
    /// mail server unless as a draft. What is held is not kept as a draft either: from the outbox it could leave too early.
    /// </summary>
    public Task<Outcome<MailDone>> SendAsync(Staff who, MailAboutHandoff command, CancellationToken cancel) => changes.RunAsync<MailDone>(
        who,
        Permission.Transfer,
        command.RequestId,
        nameof(MailAboutHandoff),
        async (change, token) =>
        {
            if (await change.FindHandoffAsync(command.HandoffId, token) is not { } found)
            {
                return new NoSuchHandoff();
            }

            if (found.Handoff.Record is null)
            {
                return new NothingToSayYet(found.Workspace);
            }

            if (command.IsReminder && found.Handoff.CertificateSignedOn is not null)
            {
                return new CertificateIsThere();
            }

            if (!command.IsReminder && await HeldAsync(change, found.Handoff.Id, token) is { } held)
            {
                return held;
            }

            var kind = command.IsReminder ? MailKind.CertificateReminder : MailKind.HandoffMessage;
            var mail = command.Mail.About(kind, found.Handoff.Subject(found.Workspace));
            return queue.Refuse(mail) is { Count: > 0 } refusals
                ? Outcome<MailDone>.Refused(refusals)
                : new MailDone(queue.Add(change, mail), mail.ToAddress, mail.Subject);
        },
        cancel);

    private async Task<HandoffMailHeld?> HeldAsync(Change change, Guid handoffId, CancellationToken cancel)
    {
        if (await change.Db.ProofBreaches.AnyAsync(
            breach => breach.HandoffId == handoffId && breach.ClosedAt == null && breach.AcceptedAt == null, cancel))
        {
            return new("the proof holds again");
        }

        var there = await platform.FindAsync(
            change.Who, new AuditQuery(SubjectKind: HandoffSubjects.Handoff, SubjectId: handoffId.ToString()), cancel);
        return there.Waits ? new("the platform has the handoff") : null;
    }
}

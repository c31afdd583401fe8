using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Mail;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
public sealed record AskForCertificate(Guid RequestId, Guid HandoffId, int VersionSeen, ConsentTo To);

public sealed partial class HandoffConsents
{
    /// <summary>
    /// Makes a link by which the partner certifies what became of its copies. Refused before the workspace was handed off, without a public
    /// address, and without somebody to ask.
    /// </summary>
    public Task<Outcome<ConsentLinkMade>> AskForCertificateAsync(Staff who, AskForCertificate command, CancellationToken cancel) =>
        changes.RunAsync<ConsentLinkMade>(
            who,
            Permission.Transfer,
            command.RequestId,
            nameof(AskForCertificate),
            async (change, token) => await links.MakeAsync(change, await CertificateAsync(change, command, token), command.To, token),
            cancel);

    /// <summary>The mail that would carry that link: see <see cref="ConsentLinks"/>.</summary>
    public Task<Outcome<MailForm>> PreviewCertificateAsync(Staff who, AskForCertificate command, CancellationToken cancel) =>
        links.PreviewAsync(
            who, Permission.Transfer, command.To, (change, token) => CertificateAsync(change, command, token), cancel);

    private async Task<Outcome<ConsentAsk>> CertificateAsync(Change change, AskForCertificate command, CancellationToken cancel)
    {
        if (await change.FindHandoffAsync(command.HandoffId, cancel) is not { } found)
        {
            return new NoSuchHandoff();
        }

        var (handoff, workspace) = found;
        if (handoff.Record is not { } record)
        {
            return new NotHandedOff(workspace);
        }

        if (await change.FindConflictAsync(handoff, command.VersionSeen, HandoffSubjects.Handoff, cancel) is { } conflict)
        {
            return conflict;
        }

        return links.Refuse(command.To) is { Count: > 0 } refusals
            ? Outcome<ConsentAsk>.Refused(refusals)
            : new ConsentAsk(
                new(
                    ConsentPurpose.Certificate,
                    handoff.Id,
                    ItemId: null,
                    ConsentSide.Partner,
                    Day: null,
                    await CertificateAnswered.PrintAsync(change.Db, handoff.Id, cancel)),
                CertificateStatement.Of(record, command.To.Name!.Trim()),
                handoff.Subject(workspace, isNew: true));
    }
}

using Microsoft.EntityFrameworkCore;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Handoffs;

/// <param name="VersionSeen">The handoff's version on the page the person acted on.</param>
/// <param name="SignedBy">Who at the partner signed.</param>
/// <param name="ReceivedBy">How it was received, or its reference.</param>
/// <param name="Reason">Why the entry before is corrected; not asked for a first entry.</param>
public sealed record RecordCertificate(
    Guid RequestId,
    Guid HandoffId,
    int VersionSeen,
    string? SignedBy,
    DateOnly? SignedOn,
    CopiesFate? Copies,
    string? ReceivedBy,
    string? Notes = null,
    string? Reason = null);

/// <param name="IsCorrection">It took the place of an earlier entry.</param>
public sealed record CertificateRecorded(Guid HandoffId, string Workspace, bool IsCorrection);

/// <summary>
/// The partner's certificate that its copies were returned or deleted, once it came back signed (docs/product.md H32).
/// </summary>
public sealed class HandoffCertificates(ChangeRunner changes, IDbContextFactory<PartnersDb> contexts)
{
    /// <summary>Every entry of a handoff, the one that counts first; empty if none was recorded.</summary>
    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<IReadOnlyList<HandoffCertificate>> OfHandoffAsync(Staff who, Guid handoffId, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        await using var db = await contexts.OpenAsync(cancel);
        return await db.HandoffCertificates.AsNoTracking()
            .Where(certificate => certificate.HandoffId == handoffId)
            .OrderByDescending(certificate => certificate.Number)
            .ToListAsync(cancel);
    }

    /// <summary>
    /// Records a signed certificate, or corrects the entry before. Refused before the workspace was handed off, for a day before that or
    /// still to come, for what is missing, and for a correction without a reason or without a change.
    /// </summary>
    public Task<Outcome<CertificateRecorded>> RecordAsync(Staff who, RecordCertificate command, CancellationToken cancel) =>
        changes.RunAsync<CertificateRecorded>(
            who,
            Permission.Transfer,
            command.RequestId,
            nameof(RecordCertificate),
            async (change, token) =>
            {
                if (await change.FindHandoffAsync(command.HandoffId, token) is not { } found)
                {
                    return new NoSuchHandoff();
                }

                var (handoff, workspace) = found;
                if (handoff.Record is not { } record)
                {
                    return new NotHandedOff(workspace);
                }

                if (await change.FindConflictAsync(handoff, command.VersionSeen, HandoffSubjects.Handoff, token) is { } conflict)
                {
                    return conflict;
                }

                var last = await change.Db.HandoffCertificates
                    .Where(certificate => certificate.HandoffId == handoff.Id)
                    .OrderByDescending(certificate => certificate.Number)
                    .FirstOrDefaultAsync(token);
                var refusals = CertificateRules.Refuse(command, record.HandedOffOn, change.Today, corrects: last is not null);
                if (refusals.Count > 0)
                {
                    return Outcome<CertificateRecorded>.Refused(refusals);
                }

                var facts = new CertificateFacts(
                    command.SignedBy!.Trim(),
                    command.SignedOn!.Value,
                    command.Copies!.Value,
                    command.ReceivedBy!.Trim(),
                    string.IsNullOrWhiteSpace(command.Notes) ? null : command.Notes.Trim());
                if (facts == last?.Facts)
                {
                    return new NothingChanged();
                }

                var because = last is null ? null : command.Reason!.Trim();
                change.Db.HandoffCertificates.Add(new(handoff.Id, (last?.Number ?? 0) + 1, facts, because, who, change.At));
                handoff.Certify(facts.SignedOn);
                change.Record(
                    last is null ? AuditActions.CertificateRecorded : AuditActions.CertificateCorrected,
                    handoff.Subject(workspace),
                    last?.Facts,
                    facts,
                    because);
                return new CertificateRecorded(handoff.Id, workspace, last is not null);
            },
            cancel);
}

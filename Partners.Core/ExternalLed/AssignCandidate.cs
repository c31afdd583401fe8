using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="OwnerSubject">The new owner, by the identity provider's subject; null for nobody.</param>
public sealed record AssignCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? OwnerSubject);

/// <param name="OwnerSubject">As of <see cref="AssignCandidate"/>.</param>
public sealed record AssignCandidates(Guid RequestId, IReadOnlyList<CardSeen> Cards, string? OwnerSubject);

public sealed record UnknownColleague()
    : Refusal("Nobody of that name has been here. They have to sign in once.", nameof(AssignCandidate.OwnerSubject));

public sealed partial class Pipeline
{
    /// <summary>Refused for someone who has never used the console: see <see cref="Colleagues"/>.</summary>
    public async Task<Outcome<CandidateChanged>> AssignAsync(Staff who, AssignCandidate command, CancellationToken cancel)
    {
        var (_, assign) = await AssignToAsync(who, command.OwnerSubject, cancel);
        return await RunAsync(
            who,
            command.RequestId,
            nameof(AssignCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateAssigned,
            reason: null,
            (card, _, _) => assign(card),
            cancel);
    }

    /// <summary>Gives several cards one owner (docs/product.md P18).</summary>
    public async Task<Outcome<CandidatesChanged>> AssignManyAsync(Staff who, AssignCandidates command, CancellationToken cancel)
    {
        var (unknown, assign) = await AssignToAsync(who, command.OwnerSubject, cancel);
        return await RunManyAsync(
            who,
            command.RequestId,
            nameof(AssignCandidates),
            command.Cards,
            AuditActions.CandidateAssigned,
            _ => unknown,
            (card, _, _) => assign(card),
            cancel);
    }

    private async Task<(Refusal? Unknown, Func<Candidate, Refusal?> Assign)> AssignToAsync(
        Staff who,
        string? subject,
        CancellationToken cancel)
    {
        var asked = string.IsNullOrWhiteSpace(subject) ? null : subject;
        var owner = asked is null ? null : await colleagues.FindAsync(who, asked, cancel);
        var unknown = owner?.Subject == asked ? null : new UnknownColleague();
        return (unknown, Assign);

        Refusal? Assign(Candidate card)
        {
            if (asked == card.OwnerSubject)
            {
                return new NothingChanged();
            }

            if (unknown is null)
            {
                card.Assign(owner);
            }

            return unknown;
        }
    }
}

using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;

namespace Partners.Core.ExternalLed;

/// <param name="OwnerSubject">The new owner, by the identity provider's subject; null for nobody.</param>
public sealed record AssignCandidate(Guid RequestId, Guid WorkspaceId, int VersionSeen, string? OwnerSubject);

public sealed record UnknownColleague()
    : Refusal("Nobody of that name has been here. They have to sign in once.", nameof(AssignCandidate.OwnerSubject));

public sealed partial class Pipeline
{
    /// <summary>Refused for someone who has never used the console: see <see cref="Colleagues"/>.</summary>
    public async Task<Outcome<CandidateChanged>> AssignAsync(Staff who, AssignCandidate command, CancellationToken cancel)
    {
        var asked = string.IsNullOrWhiteSpace(command.OwnerSubject) ? null : command.OwnerSubject;
        var owner = asked is null ? null : await colleagues.FindAsync(who, asked, cancel);
        return await RunAsync(
            who,
            command.RequestId,
            nameof(AssignCandidate),
            command.WorkspaceId,
            command.VersionSeen,
            AuditActions.CandidateAssigned,
            reason: null,
            (card, _, _) =>
            {
                if (asked == card.OwnerSubject)
                {
                    return new NothingChanged();
                }

                if (owner?.Subject != asked)
                {
                    return new UnknownColleague();
                }

                card.Assign(owner);
                return null;
            },
            cancel);
    }
}

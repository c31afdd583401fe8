using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Consent;

namespace Partners.Core.ExternalLed;

/// <summary>A link has one state, which decides for itself whether it is too late: there is no version to have seen.</summary>
public sealed record WithdrawPartnerLink(Guid RequestId, Guid WorkspaceId, Guid LinkId);

public sealed partial class ContactConsents
{
    /// <summary>Takes back a link that nobody has answered. Refused once it is answered, or over otherwise.</summary>
    public Task<Outcome<ConsentLinkWithdrawn>> WithdrawAsync(Staff who, WithdrawPartnerLink command, CancellationToken cancel) =>
        changes.RunAsync<ConsentLinkWithdrawn>(
            who,
            Permission.WorkPipeline,
            command.RequestId,
            nameof(WithdrawPartnerLink),
            async (change, token) => await FindAsync(change, command.WorkspaceId, token) is var (card, facts)
                ? await ConsentLinks.WithdrawAsync(
                    change,
                    command.WorkspaceId,
                    command.LinkId,
                    card.Subject(facts.Name, isUnchanged: true),
                    token)
                : new NoSuchCandidate(),
            cancel);
}

using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Consent;

namespace Partners.Core.Handoffs;

/// <summary>A link has one state, which decides for itself whether it is too late: there is no version to have seen.</summary>
public sealed record WithdrawHandoffLink(Guid RequestId, Guid HandoffId, Guid LinkId);

public sealed partial class HandoffConsents
{
    /// <summary>Takes back a link that nobody has answered. Refused once it is answered, or over otherwise.</summary>
    public Task<Outcome<ConsentLinkWithdrawn>> WithdrawAsync(Staff who, WithdrawHandoffLink command, CancellationToken cancel) =>
        changes.RunAsync<ConsentLinkWithdrawn>(
            who,
            Permission.Transfer,
            command.RequestId,
            nameof(WithdrawHandoffLink),
            async (change, token) => await change.FindHandoffAsync(command.HandoffId, token) is { } found
                ? await ConsentLinks.WithdrawAsync(
                    change,
                    command.HandoffId,
                    command.LinkId,
                    found.Handoff.Subject(found.Workspace, isNew: true),
                    token)
                : new NoSuchHandoff(),
            cancel);
}

using Partners.Core.Changes;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The organisation that receives the workspace, founded by now if it is new.</summary>
internal readonly record struct ClientOfTransfer(Guid Id, string Name);

/// <summary>What every step of a transfer works on.</summary>
/// <param name="Facts">As they were when the checks passed, inside the same transaction.</param>
/// <param name="Why">The reason in every audit entry and every platform change of the transfer.</param>
internal sealed record Transfer(
    Change Change,
    Handoff Handoff,
    HandoffFacts Facts,
    Workspace Workspace,
    ClientOfTransfer Client,
    string Why)
{
    public HandoffPlan Plan => Handoff.Plan;
}

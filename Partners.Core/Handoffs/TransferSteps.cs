using Microsoft.EntityFrameworkCore;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;

namespace Partners.Core.Handoffs;

/// <summary>The steps of a transfer, in order. Each records its audit entry and its platform change.</summary>
internal sealed class TransferSteps(Change change, Handoff handoff, HandoffFacts facts, SignalSettings signals, LedgerPosting posting)
{
    private IReadOnlyList<RecordedDeal> _deals = [];
    private Transfer _transfer = default!;

    public string Why { get; } = $"Handed off by {facts.Partner.Name} to its client";

    /// <summary>What the plan keeps, which the proof trusts.</summary>
    public KeptOnPurpose Kept { get; } = KeptOnPurpose.Of(handoff.Plan, facts);

    public async Task TakeAsync(CancellationToken cancel)
    {
        var workspace = await change.Db.Workspaces.SingleAsync(found => found.Id == handoff.WorkspaceId, cancel);
        var client = facts.Client is { } known
            ? new(known.Id, known.Name)
            : await change.FoundClientAsync(handoff.Plan.Client.NewName!, facts.NewOwner!, Why, cancel);
        _transfer = new(change, handoff, facts, workspace, client, Why);
        await _transfer.GraduateCardAsync(signals, cancel);
        _deals = await _transfer.SettleDealsAsync(posting, cancel);
        await _transfer.HandOverWorkspaceAsync(cancel);
        await _transfer.SeatPeopleAsync(cancel);
        await _transfer.EndLapsedAsync(cancel);
        await _transfer.SettleInvitesAsync(cancel);
        await _transfer.DecideFlowsAsync(cancel);
        await _transfer.HandOverAccountAsync(cancel);
        await _transfer.HandOverProjectsAsync(cancel);
    }

    public HandoffRecord Record(AccessProof proof) => TransferRecord.Of(_transfer, _deals, proof);
}

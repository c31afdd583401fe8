using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Core.Handoffs;

/// <summary>The transfer's step that makes the workspace the client's own: internal, without the partner's logo or its payer.</summary>
internal static class HandOverWorkspace
{
    public static async Task HandOverWorkspaceAsync(this Transfer transfer, CancellationToken cancel)
    {
        var (change, workspace, why) = (transfer.Change, transfer.Workspace, transfer.Why);
        var (before, there) = (State(transfer.Facts.Partner.Name), There());

        // First the partner's entry, while the workspace still belongs to it.
        change.Record(AuditActions.WorkspaceHandedOff, workspace.Subject(), before, after: null, why);
        workspace.HandOver(transfer.Client.Id);
        change.Record(AuditActions.WorkspaceReceived, workspace.Subject(), before: null, State(transfer.Client.Name), why);
        foreach (var ((field, was), (_, value)) in there.Zip(There()))
        {
            if (!Equals(was, value))
            {
                await change.CarryToPlatformAsync(workspace.Item(), field, was, value, why, cancel);
            }
        }

        await change.CarryUnseenAsync(workspace.Item(), PlatformFields.EffectiveClient, workspace.OrganisationId, why, cancel);

        (string Field, object? Value)[] There() =>
        [
            (PlatformFields.OrganisationId, workspace.OrganisationId),
            (PlatformFields.UsageContext, PlatformWords.Of(PlatformWorkspaceWords.Contexts, workspace.UsageContext)),
            (PlatformFields.BilledTo, workspace.BilledToId),
            (PlatformFields.LogoUrl, workspace.LogoId?.ToString() ?? workspace.LogoUrl),
            (
                PlatformFields.HandoffStatus,
                workspace.PlatformHandoff == PlatformHandoff.None
                    ? null
                    : PlatformWords.Of(PlatformWorkspaceWords.Handoffs, workspace.PlatformHandoff)),
            (PlatformFields.HandoffTarget, workspace.PlatformHandoffTargetId),
        ];

        object State(string organisation) => new { Organisation = organisation, workspace.UsageContext, workspace.DataOwnerName };
    }
}

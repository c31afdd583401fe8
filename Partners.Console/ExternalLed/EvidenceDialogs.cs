using Partners.Console.Shell;

namespace Partners.Console.ExternalLed;

/// <summary>Opens a client's evidence beside the page.</summary>
public static class EvidenceDialogs
{
    /// <returns>True if the card was changed in the panel.</returns>
    public static async Task<bool> OpenEvidenceAsync(this PageDialogs dialogs, Guid workspaceId)
    {
        var changed = false;
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(EvidenceDrawer.WorkspaceId)] = workspaceId,
            [nameof(EvidenceDrawer.OnNamed)] = (string client) => dialogs.Rename($"Evidence: {client}"),
            [nameof(EvidenceDrawer.OnChanged)] = () => { changed = true; },
        };
        await dialogs.OpenAsync<EvidenceDrawer>("Evidence", parameters, DialogWidth.Side);
        return changed;
    }
}

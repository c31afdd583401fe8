using Radzen;

namespace Partners.Console.ExternalLed;

/// <summary>Opens a client's evidence beside the page.</summary>
public static class EvidenceDialogs
{
    /// <returns>True if the card was changed in the panel.</returns>
    public static async Task<bool> OpenEvidenceAsync(this DialogService dialogs, Guid workspaceId)
    {
        var changed = false;
        var options = new SideDialogOptions
        {
            Width = "min(46rem, 100vw)",
            CssClass = "evidence-panel",
            ShowMask = true,
            CloseDialogOnOverlayClick = true,
            AutoFocusFirstElement = false,
        };
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(EvidenceDrawer.WorkspaceId)] = workspaceId,
            [nameof(EvidenceDrawer.OnNamed)] = (string client) => { options.Title = $"Evidence: {client}"; },
            [nameof(EvidenceDrawer.OnChanged)] = () => { changed = true; },
        };
        await dialogs.OpenSideAsync<EvidenceDrawer>("Evidence", parameters, options);
        return changed;
    }
}

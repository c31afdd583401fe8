using Microsoft.AspNetCore.Components;
using Partners.Core.Changes;
using Radzen;

namespace Partners.Console.Shell;

/// <summary>What to ask before something that should not happen by accident.</summary>
/// <param name="ConfirmText">The word on the button that goes on, as in "Withdraw".</param>
public sealed record ConfirmRequest(string Title, string ConfirmText)
{
    public string? Sentence { get; init; }

    /// <summary>More than a sentence: the list of what follows from going on.</summary>
    public RenderFragment? Body { get; init; }

    /// <summary>The exact text to type first; the label says which, as in "Type the workspace name".</summary>
    public string? TypeToConfirm { get; init; }

    public string TypeLabel { get; init; } = "Type the name";

    public bool AsksReason { get; init; }

    /// <summary>Going on takes something away.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>
    /// The command, run by the dialog so that a refusal stands in it and nothing typed is lost; says whether it is done.
    /// Without one, the dialog only answers.
    /// </summary>
    public Func<ActionRunner, Confirmation, Task<bool>>? Run { get; init; }
}

/// <summary>The person went on.</summary>
public sealed record Confirmation(string? Reason);

public sealed record TypedOtherwise(string Label) : Refusal($"{Label}, exactly as it is written above.", nameof(ConfirmRequest.TypeToConfirm));

public sealed record ReasonMissing() : Refusal("Say why. The reason stands in the audit trail.", nameof(Confirmation.Reason));

public static class ConfirmDialogs
{
    /// <returns>Null where the person did not go on.</returns>
    public static async Task<Confirmation?> ConfirmAsync(this DialogService dialogs, ConfirmRequest request)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ConfirmDialog.Request)] = request };
        return await dialogs.OpenAsync<ConfirmDialog>(request.Title, parameters, DialogWidth.Rem(34)) as Confirmation;
    }
}

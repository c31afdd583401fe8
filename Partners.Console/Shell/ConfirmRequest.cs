using Microsoft.AspNetCore.Components;
using Partners.Core.Changes;

namespace Partners.Console.Shell;

/// <summary>A question before something that should not happen by accident.</summary>
/// <param name="ConfirmText">The text of the button that continues, such as "Withdraw".</param>
public sealed record ConfirmRequest(string Title, string ConfirmText)
{
    public string? Sentence { get; init; }

    /// <summary>More than a sentence: the consequences of continuing.</summary>
    public RenderFragment? Body { get; init; }

    /// <summary>The exact text to type first; the label says which, such as "Type the workspace name".</summary>
    public string? TypeToConfirm { get; init; }

    public string TypeLabel { get; init; } = "Type the name";

    public string CancelText { get; init; } = "Cancel";

    public bool AsksReason { get; init; }

    /// <summary>Continuing takes something away.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>
    /// Runs the command inside the dialog, so that it can show a refusal and keep what was typed; returns true when done. Without it, the
    /// dialog only answers.
    /// </summary>
    public Func<ActionRunner, Confirmation, Task<bool>>? Run { get; init; }
}

/// <summary>The person continued.</summary>
public sealed record Confirmation(string? Reason);

public sealed record TypedOtherwise(string Label)
    : Refusal($"{Label}, exactly as it is written above.", nameof(ConfirmRequest.TypeToConfirm));

public sealed record ReasonMissing() : Refusal("Enter a reason. It is kept in the audit trail.", nameof(Confirmation.Reason));

public static class ConfirmDialogs
{
    /// <returns>Null if the person did not continue.</returns>
    public static async Task<Confirmation?> ConfirmAsync(this PageDialogs dialogs, ConfirmRequest request)
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ConfirmDialog.Request)] = request };
        return await dialogs.OpenAsync<ConfirmDialog>(request.Title, parameters) as Confirmation;
    }
}

using System.Globalization;
using Radzen;

namespace Partners.Console.Shell;

/// <summary>Options for opening dialogs. <c>dialogs.js</c> moves the focus, so the library must not.</summary>
public static class DialogWidth
{
    /// <param name="widest">In rem; on a narrow screen the dialog leaves a margin.</param>
    public static DialogOptions Rem(int widest) => new()
    {
        Width = string.Create(CultureInfo.InvariantCulture, $"min({widest}rem, 94vw)"),
        CloseDialogOnEsc = true,
        AutoFocusFirstElement = false,
    };
}

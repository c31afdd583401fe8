using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Partners.Console.Shell;

public enum DialogWidth
{
    Usual,

    /// <summary>For a table of many columns.</summary>
    Wide,

    /// <summary>The height of the window, at its right side.</summary>
    Side,
}

/// <summary>Opens dialogs over the page, one above the other. Each is drawn in a <see cref="DialogFrame"/>.</summary>
public sealed class PageDialogs(IDialogService dialogs)
{
    private readonly List<OpenDialog> _open = [];

    /// <summary>The one on top last.</summary>
    public IReadOnlyList<OpenDialog> Open => _open;

    /// <returns>What the dialog was closed with; null if the person left it.</returns>
    public async Task<object?> OpenAsync<TDialog>(
        string title,
        Dictionary<string, object?> parameters,
        DialogWidth width = DialogWidth.Usual)
        where TDialog : IComponent
    {
        var open = new OpenDialog(typeof(TDialog), parameters, width) { Title = title };
        _open.Add(open);
        try
        {
            // The answer may come before the dialog is drawn.
            var shown = ShowAsync(open);
            return await await Task.WhenAny(open.Answer.Task, shown);
        }
        finally
        {
            _open.Remove(open);
        }
    }

    /// <summary>Closes the dialog on top, as the person's answer.</summary>
    public void Close(object? answer = null) => _open.LastOrDefault()?.Close(answer);

    /// <summary>Closes the panel at the side, if one is open.</summary>
    public void CloseSide() => _open.LastOrDefault(open => open.Width == DialogWidth.Side)?.Close(answer: null);

    /// <summary>Gives the dialog on top another title.</summary>
    public void Rename(string title) => _open.LastOrDefault()?.Rename(title);

    /// <returns>Null once the dialog is gone without an answer, such as when another page opens.</returns>
    private async Task<object?> ShowAsync(OpenDialog open)
    {
        var reference = await dialogs.ShowAsync<DialogFrame>(
            open.Title,
            new DialogParameters { [nameof(DialogFrame.Dialog)] = open },
            OptionsOf(open.Width));
        open.Show(reference);
        await reference.Result;
        return open.Answer.Task.IsCompleted ? await open.Answer.Task : null;
    }

    // The focus is moved by dialogs.js: the library's focus stands on the dialog itself, not on its first field.
    private static DialogOptions OptionsOf(DialogWidth width) => new()
    {
        MaxWidth = width == DialogWidth.Usual ? MaxWidth.Small : MaxWidth.Medium,
        FullWidth = true,
        Position = width == DialogWidth.Side ? DialogPosition.CenterRight : DialogPosition.Center,
        CloseOnEscapeKey = false,
        CloseOnNavigation = true,
        DefaultFocus = DefaultFocus.None,
    };
}

/// <summary>A dialog that <see cref="PageDialogs"/> has open.</summary>
public sealed class OpenDialog(Type content, Dictionary<string, object?> parameters, DialogWidth width)
{
    public Type Content { get; } = content;

    public Dictionary<string, object?> Parameters { get; } = parameters;

    public DialogWidth Width { get; } = width;

    public string Title { get; internal set; } = string.Empty;

    internal TaskCompletionSource<object?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Action? TitleChanged { get; set; }

    private IDialogReference? Reference { get; set; }

    internal void Close(object? answer)
    {
        Answer.TrySetResult(answer);
        Reference?.Close();
    }

    internal void Show(IDialogReference reference)
    {
        Reference = reference;
        if (Answer.Task.IsCompleted)
        {
            reference.Close();
        }
    }

    internal void Rename(string title)
    {
        Title = title;
        TitleChanged?.Invoke();
    }
}

namespace Partners.Console.Shell;

/// <summary>A kebab menu item: it leads somewhere, does something, or says why it cannot.</summary>
public sealed record KebabItem(string Text, string? Href = null, Func<Task>? OnClick = null, string? DisabledReason = null)
{
    /// <summary>A line above it parts it from the items before.</summary>
    public bool StartsGroup { get; init; }

    /// <summary>For what cannot be undone: in the colour of danger.</summary>
    public bool IsDanger { get; init; }

    /// <summary>What it leads to is a file to keep, not a page.</summary>
    public bool IsDownload { get; init; }

    internal string? Class => (StartsGroup, IsDanger) switch
    {
        (true, true) => "starts-group danger",
        (true, false) => "starts-group",
        (false, true) => "danger",
        _ => null,
    };
}

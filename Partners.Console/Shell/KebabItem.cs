namespace Partners.Console.Shell;

/// <summary>A kebab menu item: it leads somewhere, does something, or says why it cannot.</summary>
public sealed record KebabItem(string Text, string? Href = null, Func<Task>? OnClick = null, string? DisabledReason = null);

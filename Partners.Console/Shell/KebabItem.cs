namespace Partners.Console.Shell;

/// <summary>An entry of a kebab: leads somewhere, or does something, or says why it cannot.</summary>
public sealed record KebabItem(string Text, string? Href = null, Func<Task>? OnClick = null, string? DisabledReason = null);

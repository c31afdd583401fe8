namespace Partners.Console.Shell;

/// <summary>An input on screen that a refusal can be about.</summary>
/// <param name="Name">The name in <see cref="Partners.Core.Changes.Refusal.Field"/>.</param>
public sealed record RefusedField(string Name, string Label, string InputId);

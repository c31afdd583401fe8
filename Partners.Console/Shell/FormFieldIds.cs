namespace Partners.Console.Shell;

/// <summary>What an input in a <see cref="FormField"/> sets: id (or Name, for Radzen's composite inputs), aria-describedby, aria-invalid.</summary>
public sealed record FormFieldIds(string Id, string? DescribedBy, string? Invalid);

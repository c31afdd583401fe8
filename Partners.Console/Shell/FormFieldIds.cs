namespace Partners.Console.Shell;

/// <summary>
/// Attributes for an input in a <see cref="FormField"/>: id, aria-describedby, aria-invalid.
/// </summary>
public sealed record FormFieldIds(string Id, string? DescribedBy, string? Invalid);

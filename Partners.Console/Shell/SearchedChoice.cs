namespace Partners.Console.Shell;

/// <summary>One of the choices of a <see cref="SearchedField"/>.</summary>
public sealed record SearchedChoice(Guid Id, string Name);

/// <param name="Total">How many match, which may be more than the choices listed.</param>
public sealed record SearchedChoices(IReadOnlyList<SearchedChoice> First, int Total);

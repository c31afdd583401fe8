namespace Partners.Console.Shell;

/// <summary>What a page tells whoever opens "About this page".</summary>
/// <param name="Purpose">A sentence: what the page is for.</param>
/// <param name="Task">A sentence: what a person does on it.</param>
/// <param name="Terms">Those that the page shows.</param>
public sealed record PageHelp(string Purpose, string Task, IReadOnlyList<Term> Terms);

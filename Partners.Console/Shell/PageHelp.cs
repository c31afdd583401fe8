namespace Partners.Console.Shell;

/// <summary>The content of "About this page".</summary>
/// <param name="Purpose">A sentence: what the page is for.</param>
/// <param name="Task">A sentence: what a person does on it.</param>
/// <param name="Terms">The terms that the page uses.</param>
public sealed record PageHelp(string Purpose, string Task, IReadOnlyList<Term> Terms);

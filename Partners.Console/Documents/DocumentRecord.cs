namespace Partners.Console.Documents;

/// <summary>A record that a document may be attached to.</summary>
/// <param name="Text">What people call it: "Agreement PA-2026-41".</param>
public sealed record DocumentRecord(Guid Id, string Text);

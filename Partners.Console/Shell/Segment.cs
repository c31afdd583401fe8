namespace Partners.Console.Shell;

/// <param name="Count">How many the list behind it has; null if that is not said.</param>
public sealed record Segment(string Text, string Address, bool IsCurrent, long? Count = null);

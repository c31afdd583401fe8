namespace Partners.Console.Shell;

public sealed record TabLink(string Text, string Address, bool IsCurrent);

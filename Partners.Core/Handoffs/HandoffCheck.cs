namespace Partners.Core.Handoffs;

public enum CheckVerdict
{
    Pass,

    /// <summary>Worth knowing; does not block the transfer.</summary>
    Warning,

    /// <summary>Blocks the transfer.</summary>
    Stop,
}

/// <summary>One condition that must hold before a workspace changes hands.</summary>
/// <param name="FixedAt">The step that fixes it; <see cref="HandoffStep.Workspace"/> if the workspace's own page does.</param>
public sealed record HandoffCheck(string Name, CheckVerdict Verdict, string Sentence, HandoffStep FixedAt)
{
    internal static HandoffCheck Pass(string name, string sentence, HandoffStep step) => new(name, CheckVerdict.Pass, sentence, step);

    internal static HandoffCheck Warn(string name, string sentence, HandoffStep step) => new(name, CheckVerdict.Warning, sentence, step);

    internal static HandoffCheck Stop(string name, string sentence, HandoffStep step) => new(name, CheckVerdict.Stop, sentence, step);
}

namespace Partners.Core.Handoffs;

/// <summary>The configuration section <c>Handoff</c>.</summary>
public sealed record HandoffSettings
{
    /// <summary>An operator who neither began the plan nor changed it last must approve it before it can be confirmed.</summary>
    public bool RequireSecondOperator { get; init; }
}

namespace Partners.Core.Handoffs;

/// <summary>The section <c>Handoff</c> of the configuration.</summary>
public sealed record HandoffSettings
{
    /// <summary>Somebody who had no hand in the plan has to approve it before it can be confirmed.</summary>
    public bool RequireSecondOperator { get; init; }
}

namespace Partners.Console.Handoffs;

/// <summary>What a person has typed and ticked in the last step.</summary>
public sealed class HandoffConfirmation
{
    public string? WorkspaceName { get; set; }

    public string? ClientName { get; set; }

    public bool PartnerLosesAccess { get; set; }

    public bool CannotBeUndone { get; set; }
}

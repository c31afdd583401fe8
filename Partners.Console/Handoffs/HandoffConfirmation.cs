namespace Partners.Console.Handoffs;

/// <summary>What a person has typed and ticked of the last step so far.</summary>
public sealed class HandoffConfirmation
{
    public string? WorkspaceName { get; set; }

    public string? ClientName { get; set; }

    public bool PartnerLosesAccess { get; set; }

    public bool CannotBeUndone { get; set; }
}

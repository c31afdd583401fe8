using System.ComponentModel.DataAnnotations;

namespace Partners.Console.Organisations;

/// <summary>The configuration section <c>PartnerProgramme</c>.</summary>
public sealed class PartnerProgramme
{
    public const string Section = nameof(PartnerProgramme);

    /// <summary>The public page that tells customers what the programme unlocks.</summary>
    [Required]
    public Uri Page { get; set; } = default!;

    /// <summary>The public page that tells a partner's host how to begin.</summary>
    [Required]
    public Uri FirstSteps { get; set; } = default!;

    /// <summary>The sentence that staff send to the partner's host once the flag is on.</summary>
    public string SentenceFor(string partner) =>
        $"{partner} is now a dembrane partner: your workspace admins can create external-client workspaces. What that unlocks: {Page} "
        + $"and how to begin: {FirstSteps}";
}

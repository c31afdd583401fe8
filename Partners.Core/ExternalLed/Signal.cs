
namespace Partners.Core.ExternalLed;

/// <summary>Signs that a client leads from outside the partner (docs/product.md P2, P3, P4, P5). A client may show several.</summary>
[Flags]
public enum Signal
{
    None = 0,

    /// <summary>At least half of the conversations, and at least 10, were recorded in projects that client-side people created.</summary>
    DrivesUsage = 1,

    /// <summary>Client-side people invited 2 or more people.</summary>
    InvitesPeople = 2,

    /// <summary>Client-side people did 3 or more owner-like things: workspace settings, roles, creating projects.</summary>
    ActsAsOwner = 4,

    /// <summary>A client-side person created an organisation of their own after joining.</summary>
    CreatedOrganisation = 8,
}

public static class Signals
{
    public static readonly IReadOnlyList<Signal> All =
    [
        Signal.DrivesUsage,
        Signal.InvitesPeople,
        Signal.ActsAsOwner,
        Signal.CreatedOrganisation,
    ];

    /// <summary>Display text, such as <c>drives usage</c>.</summary>
    public static string InWords(this Signal signal) => signal switch
    {
        Signal.DrivesUsage => "drives usage",
        Signal.InvitesPeople => "invites people",
        Signal.ActsAsOwner => "acts as owner",
        Signal.CreatedOrganisation => "created an organisation",
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    /// <summary>Display text of several, such as <c>drives usage, invites people</c>; empty if there are none.</summary>
    public static string ListedInWords(this Signal signals) => string.Join(", ", signals.Each().Select(signal => signal.InWords()));

    /// <summary>The single signals in a set, in order.</summary>
    public static IEnumerable<Signal> Each(this Signal signals) => All.Where(signal => signals.HasFlag(signal));
}

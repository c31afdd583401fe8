using Partners.Core.Audit;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>The signals' window, thresholds and scores: the configuration section <c>ExternalLed</c>.</summary>
public sealed record SignalSettings
{
    /// <summary>Length of the window in days, including the day of the refresh.</summary>
    public int WindowDays { get; init; } = 90;

    /// <summary>In percent of all conversations.</summary>
    public int LeastShareOfConversations { get; init; } = 50;

    public int LeastConversations { get; init; } = 10;

    public int LeastInvites { get; init; } = 2;

    public int LeastOwnerActs { get; init; } = 3;

    public int DrivesUsageScore { get; init; } = 40;

    public int InvitesPeopleScore { get; init; } = 20;

    public int ActsAsOwnerScore { get; init; } = 20;

    public int CreatedOrganisationScore { get; init; } = 40;

    public int HighestScore { get; init; } = 100;

    /// <summary>The lowest score that lists a client.</summary>
    public int ListedFrom { get; init; } = 40;

    /// <summary>Whether a score is high enough to list a client.</summary>
    public bool Lists(int score) => score >= ListedFrom;

    public int ScoreOf(Signal signal) => signal switch
    {
        Signal.DrivesUsage => DrivesUsageScore,
        Signal.InvitesPeople => InvitesPeopleScore,
        Signal.ActsAsOwner => ActsAsOwnerScore,
        Signal.CreatedOrganisation => CreatedOrganisationScore,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    /// <summary>What is wrong with the settings, for whoever starts the console; null if nothing is.</summary>
    public string? Problem() =>
        WindowDays is < 1 or > 3_650 ? "ExternalLed:WindowDays has to be from 1 to 3650."
        : LeastShareOfConversations is < 1 or > 100 ? "ExternalLed:LeastShareOfConversations is a percentage from 1 to 100."
        : LeastConversations < 1 || LeastInvites < 1 || LeastOwnerActs < 1 ? "ExternalLed: a signal needs at least one of what it counts."
        : Signals.All.Any(signal => ScoreOf(signal) < 0) || HighestScore < 1 || ListedFrom < 1 || ListedFrom > HighestScore
            ? "ExternalLed: scores are 0 or more, and ListedFrom is from 1 to HighestScore."
        : null;

    /// <summary>The settings as one line, to notice when they change.</summary>
    public string Written() => CanonicalJson.Of(this);

    /// <summary>The window that ends on a day in Amsterdam.</summary>
    public SignalWindow Window(DateOnly asOf) => new(asOf.AddDays(1 - WindowDays), asOf);
}

/// <summary>Days in Amsterdam, both included.</summary>
public sealed record SignalWindow(DateOnly From, DateOnly Through)
{
    public DateTimeOffset Begins => From.StartInAmsterdam();

    /// <summary>Exclusive end, so that records dated in the future never count.</summary>
    public DateTimeOffset Ends => Through.AddDays(1).StartInAmsterdam();
}

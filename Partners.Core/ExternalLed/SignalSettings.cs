using Partners.Core.Audit;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>Window and thresholds of the signals, and what each is worth: the section <c>ExternalLed</c> of the configuration.</summary>
public sealed record SignalSettings
{
    /// <summary>Days that count, the day of the refresh among them.</summary>
    public int WindowDays { get; init; } = 90;

    /// <summary>Of all conversations, in percent.</summary>
    public int LeastShareOfConversations { get; init; } = 50;

    public int LeastConversations { get; init; } = 10;

    public int LeastInvites { get; init; } = 2;

    public int LeastOwnerActs { get; init; } = 3;

    public int DrivesUsageScore { get; init; } = 40;

    public int InvitesPeopleScore { get; init; } = 20;

    public int ActsAsOwnerScore { get; init; } = 20;

    public int CreatedOrganisationScore { get; init; } = 40;

    public int HighestScore { get; init; } = 100;

    /// <summary>The score from which a client is listed.</summary>
    public int ListedFrom { get; init; } = 40;

    public int ScoreOf(Signal signal) => signal switch
    {
        Signal.DrivesUsage => DrivesUsageScore,
        Signal.InvitesPeople => InvitesPeopleScore,
        Signal.ActsAsOwner => ActsAsOwnerScore,
        Signal.CreatedOrganisation => CreatedOrganisationScore,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };

    /// <summary>What is wrong with the settings, as a sentence for whoever starts the console; null where nothing is.</summary>
    public string? Problem() =>
        WindowDays is < 1 or > 3_650 ? "ExternalLed:WindowDays has to be from 1 to 3650."
        : LeastShareOfConversations is < 1 or > 100 ? "ExternalLed:LeastShareOfConversations is a percentage from 1 to 100."
        : LeastConversations < 1 || LeastInvites < 1 || LeastOwnerActs < 1 ? "ExternalLed: a signal needs at least one of what it counts."
        : Signals.All.Any(signal => ScoreOf(signal) < 0) || HighestScore < 1 || ListedFrom < 1 || ListedFrom > HighestScore ? "ExternalLed: scores are 0 or more, and ListedFrom is from 1 to HighestScore."
        : null;

    /// <summary>The settings in one line, to see whether others were used.</summary>
    public string Written() => CanonicalJson.Of(this);

    /// <summary>The window that ends with a day in Amsterdam.</summary>
    public SignalWindow Window(DateOnly asOf) => new(asOf.AddDays(1 - WindowDays), asOf);
}

/// <summary>Days in Amsterdam, both included.</summary>
public sealed record SignalWindow(DateOnly From, DateOnly Through)
{
    public DateTimeOffset Begins => From.StartInAmsterdam();

    /// <summary>What happens at this instant is past the window: what carries a date of the future counts nowhere.</summary>
    public DateTimeOffset Ends => Through.AddDays(1).StartInAmsterdam();
}

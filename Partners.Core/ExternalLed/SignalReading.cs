
namespace Partners.Core.ExternalLed;

/// <summary>One signal's figures, so that no score is shown without its reasons.</summary>
/// <param name="Holds">The thresholds are reached.</param>
/// <param name="Count">Conversations in the client's projects, people invited, owner-like acts, organisations.</param>
/// <param name="Of">All conversations, for the share; the same as <paramref name="Count"/> for the other signals.</param>
/// <param name="Latest">The newest record counted; null if none was.</param>
/// <param name="Score">What the signal adds to the client's score; 0 if it does not hold.</param>
public sealed record SignalFigures(Signal Signal, bool Holds, int Count, int Of, DateTimeOffset? Latest, int Score)
{
    /// <summary>In whole percent, rounded down so that 50 never means less than half. 0 if there is nothing to share.</summary>
    public int Share => Of == 0 ? 0 : (int)(100L * Count / Of);
}

/// <summary>What one client's evidence says, as a pure function (docs/product.md P2, P3, P4, P5, P6, P7).</summary>
/// <param name="Figures">One for each signal, in the order of <see cref="Signals.All"/>.</param>
/// <param name="Score">The sum of the signals' scores, at most 100.</param>
public sealed record SignalReading(Signal Signals, IReadOnlyList<SignalFigures> Figures, int Score)
{
    public SignalFigures this[Signal signal] => Figures.Single(figures => figures.Signal == signal);

    public static SignalReading Of(ClientEvidence evidence, SignalSettings settings)
    {
        IReadOnlyList<SignalFigures> figures =
        [
            DrivesUsage(evidence.Projects, settings),
            Counted(Signal.InvitesPeople, evidence.Invites.Select(invite => invite.At), settings.LeastInvites),
            Counted(Signal.ActsAsOwner, evidence.OwnerActs.Select(act => act.At), settings.LeastOwnerActs),
            Counted(Signal.CreatedOrganisation, evidence.Organisations.Select(organisation => organisation.At), 1),
        ];
        var worth = figures.Select(signal => signal.Holds ? signal with { Score = settings.ScoreOf(signal.Signal) } : signal).ToList();
        return new(
            worth.Where(signal => signal.Holds).Aggregate(Signal.None, (all, signal) => all | signal.Signal),
            worth,
            Math.Min(settings.HighestScore, worth.Sum(signal => signal.Score)));
    }

    private static SignalFigures DrivesUsage(IReadOnlyList<ProjectUse> projects, SignalSettings settings)
    {
        var theirs = projects.Where(project => project.Creator is not null).ToList();
        var (count, all) = (theirs.Sum(project => project.Conversations), projects.Sum(project => project.Conversations));
        var holds = count >= settings.LeastConversations && 100L * count >= (long)settings.LeastShareOfConversations * all;
        return new(Signal.DrivesUsage, holds, count, all, theirs.Max(project => project.Latest), Score: 0);
    }

    private static SignalFigures Counted(Signal signal, IEnumerable<DateTimeOffset> moments, int least)
    {
        var found = moments.ToList();
        return new(signal, found.Count >= least, found.Count, found.Count, found.Count == 0 ? null : found.Max(), Score: 0);
    }
}

namespace Partners.Core.ExternalLed;

/// <summary>
/// What was known of a client when its card was put aside, to tell what is new. New is a signal that did not hold, and for a dismissed
/// card also another invite, owner-like act or organisation. Conversations alone are not: a client that drives its usage records
/// some each day, and would be back tomorrow.
/// </summary>
/// <param name="Signals">Those that held, and have held since.</param>
public sealed record KnownEvidence(Signal Signals, DateTimeOffset? LatestInvite, DateTimeOffset? LatestOwnerAct, DateTimeOffset? LatestOrganisation)
{
    public static KnownEvidence Of(SignalReading reading) => new(
        reading.Signals,
        reading[Signal.InvitesPeople].Latest,
        reading[Signal.ActsAsOwner].Latest,
        reading[Signal.CreatedOrganisation].Latest);

    /// <summary>A signal that lapsed is forgotten: when it holds again, that is new.</summary>
    public KnownEvidence Since(SignalReading reading) => this with { Signals = Signals & reading.Signals };

    public Signal NewSignals(SignalReading reading) => reading.Signals & ~Signals;

    /// <summary>The signals that are new, or hold by something that happened since.</summary>
    public Signal NewEvidence(SignalReading reading) => NewSignals(reading)
        | Newer(reading[Signal.InvitesPeople], LatestInvite)
        | Newer(reading[Signal.ActsAsOwner], LatestOwnerAct)
        | Newer(reading[Signal.CreatedOrganisation], LatestOrganisation);

    private static Signal Newer(SignalFigures figures, DateTimeOffset? known) =>
        figures.Holds && (known is null || figures.Latest > known) ? figures.Signal : Signal.None;
}

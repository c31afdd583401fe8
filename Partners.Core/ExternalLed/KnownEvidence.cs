namespace Partners.Core.ExternalLed;

/// <summary>
/// What was known of a client when its card was put aside, to tell what is new since. A signal that did not hold then is new. For a
/// dismissed card, another invite, owner-like act or organisation is new too. More conversations are not: an active client records some
/// every day and would be back tomorrow.
/// </summary>
/// <param name="Signals">Signals that held then and have held ever since.</param>
public sealed record KnownEvidence(
    Signal Signals,
    DateTimeOffset? LatestInvite,
    DateTimeOffset? LatestOwnerAct,
    DateTimeOffset? LatestOrganisation)
{
    public static KnownEvidence Of(SignalReading reading) => new(
        reading.Signals,
        reading[Signal.InvitesPeople].Latest,
        reading[Signal.ActsAsOwner].Latest,
        reading[Signal.CreatedOrganisation].Latest);

    /// <summary>Forgets a lapsed signal, so that it counts as new when it holds again.</summary>
    public KnownEvidence Since(SignalReading reading) => this with { Signals = Signals & reading.Signals };

    public Signal NewSignals(SignalReading reading) => reading.Signals & ~Signals;

    /// <summary>Signals that are new, or that hold because of something since.</summary>
    public Signal NewEvidence(SignalReading reading) => NewSignals(reading)
        | Newer(reading[Signal.InvitesPeople], LatestInvite)
        | Newer(reading[Signal.ActsAsOwner], LatestOwnerAct)
        | Newer(reading[Signal.CreatedOrganisation], LatestOrganisation);

    private static Signal Newer(SignalFigures figures, DateTimeOffset? known) =>
        figures.Holds && (known is null || figures.Latest > known) ? figures.Signal : Signal.None;
}

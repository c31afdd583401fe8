using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>
/// Cards put aside return exactly when new evidence appears, over random sequences of evidence and actions. Compared with a plain list of
/// everything seen, independent of the few values that the product remembers.
/// </summary>
public sealed class PutAsideProperties
{
    private static readonly DateTimeOffset s_start = Clients.Now;

    private enum Kind
    {
        Refresh,
        Invite,
        OwnerAct,
        Organisation,
        Conversations,
        QuietMonths,
        Snooze,
        SnoozeUntil,
        Dismiss,
    }

    [Fact]
    public void A_dismissed_card_returns_with_the_first_new_evidence_and_says_which() =>
        Prop.ForAll(Steps(), steps => Play(steps).Should().BeNull()).QuickCheckThrowOnFailure();

    private static Arbitrary<List<Kind>> Steps() =>
        Gen.Elements(Enum.GetValues<Kind>()).ListOf(40).Select(steps => steps.ToList()).ToArbitrary();

    /// <returns>What went wrong; null if nothing did.</returns>
    private static string? Play(IEnumerable<Kind> steps)
    {
        var settings = new SignalSettings();
        var card = new Candidate(Guid.CreateVersion7(), Guid.CreateVersion7(), s_start);
        var now = s_start;
        var (invites, acts, organisations, conversations) = (
            new List<DateTimeOffset>(),
            new List<DateTimeOffset>(),
            new List<DateTimeOffset>(),
            new List<DateTimeOffset>());

        // The model: what held at each refresh since the card was put aside, and what has happened since.
        var (held, since, until, dismissed, aside) = (Signal.None, DateTimeOffset.MinValue, (DateOnly?)null, false, false);
        foreach (var step in steps)
        {
            now = now.AddDays(step == Kind.QuietMonths ? 120 : 1);
            switch (step)
            {
                case Kind.Invite:
                    invites.Add(now);
                    break;
                case Kind.OwnerAct:
                    acts.Add(now);
                    break;
                case Kind.Organisation:
                    organisations.Add(now);
                    break;
                case Kind.Conversations:
                    conversations.AddRange(Enumerable.Repeat(now, 6));
                    break;
            }

            var window = settings.Window(DateOnly.FromDateTime(now.UtcDateTime));
            bool Counts(DateTimeOffset at) => at >= window.Begins && at < window.Ends;
            var reading = Clients
                .Evidence(
                    [Clients.Project(conversations.Count(Counts), byClient: true)],
                    invites.Where(Counts),
                    acts.Where(Counts),
                    organisations.Where(Counts))
                .Read();
            var today = window.Through;
            if (step is Kind.Snooze or Kind.SnoozeUntil or Kind.Dismiss)
            {
                if (aside)
                {
                    continue;
                }

                (aside, dismissed, held, since, until) = (
                    true,
                    step == Kind.Dismiss,
                    reading.Signals,
                    now,
                    step == Kind.SnoozeUntil ? today.AddDays(5) : null);
                if (dismissed)
                {
                    card.Dismiss("Not now", reading, now);
                }
                else
                {
                    card.Snooze(until, reading);
                }

                continue;
            }

            var fresh = reading.Signals & ~held;
            if (dismissed)
            {
                fresh |= reading.Signals & ((Any(invites) ? Signal.InvitesPeople : Signal.None)
                    | (Any(acts) ? Signal.ActsAsOwner : Signal.None)
                    | (Any(organisations) ? Signal.CreatedOrganisation : Signal.None));
                bool Any(List<DateTimeOffset> moments) => moments.Any(at => at > since && Counts(at));
            }

            Signal? expected = !aside ? null : fresh != Signal.None ? fresh : until <= today ? Signal.None : null;
            held &= reading.Signals;
            card.Forget(reading);
            var found = card.ReturnSignal(reading, today);
            if (found != expected)
            {
                return $"On {today} the card {(found is null ? "stayed" : $"came back for {found}")}, and should have "
                    + $"{(expected is null ? "stayed" : $"come back for {expected}")}.";
            }

            if (found is { } because)
            {
                card.Return(because, now);
                aside = dismissed = false;
                if (card.IsAside || card.Stage == PipelineStage.Dismissed || card.ReturnedFor != because)
                {
                    return "It came back, and does not stand where it stood.";
                }
            }
        }

        return null;
    }
}

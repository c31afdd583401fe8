using System.Globalization;
using Partners.Console.Shell;
using Partners.Core.ExternalLed;
using AmsterdamTime = Partners.Console.Shell.AmsterdamTime;

namespace Partners.Console.ExternalLed;

/// <summary>What a client's evidence says, word for word the same in the panel and above the records that it counts.</summary>
public static class EvidenceWords
{
    private const int MostNames = 5;

    /// <summary>"23 Aug – 20 Nov 2026".</summary>
    public static string Of(SignalWindow window)
    {
        var from = window.From.Year == window.Through.Year
            ? window.From.ToString("d MMM", CultureInfo.InvariantCulture)
            : AmsterdamTime.Day(window.From);
        return $"{from} – {AmsterdamTime.Day(window.Through)}";
    }

    /// <summary>"71 % of 53 conversations in projects that they created · latest 12 Nov 2026 · Sofie Brink (30), Jan Smit (8)".</summary>
    public static string Sentence(CandidateEvidence shown, Signal signal)
    {
        var figures = shown.Reading[signal];

        // The other two sentences include their latest day.
        var latest = signal is Signal.DrivesUsage or Signal.InvitesPeople && figures.Latest is { } at
            ? $"latest {AmsterdamTime.Day(at)}"
            : null;
        return string.Join(
            " · ",
            new[] { ExternalLedWords.Of(figures, shown.Window), latest, Names(shown.Evidence, signal) }.Where(part => part is not null));
    }

    /// <summary>Which threshold makes a signal hold, or how much of it is reached.</summary>
    public static string ThresholdSentence(SignalFigures figures, SignalSettings settings)
    {
        var least = Least(figures.Signal, settings);
        if (figures.Signal == Signal.DrivesUsage)
        {
            var share = settings.LeastShareOfConversations == 50 ? "half" : $"{settings.LeastShareOfConversations} %";
            return figures.Of == 0 ? "No conversations in this window"
                : figures.Holds ? $"Threshold: at least {share}, and at least {least}"
                : string.Join("; ", new[]
                {
                    figures.Count < least ? $"{figures.Count} of {Words.Count(least, "conversation")} needed" : null,
                    100L * figures.Count < (long)settings.LeastShareOfConversations * figures.Of
                        ? $"{figures.Share} %, and {share} is needed"
                        : null,
                }.Where(part => part is not null));
        }

        return figures.Holds ? $"Threshold: at least {least}" : $"{figures.Count} of {Words.Count(least, Noun(figures.Signal))} needed";
    }

    /// <summary>"Show the 53 conversations"; null if there is nothing to show.</summary>
    public static string? Show(SignalFigures figures) => figures.Of switch
    {
        0 => null,
        1 => $"Show the {Noun(figures.Signal)}",
        _ => $"Show the {Words.Count(figures.Of, Noun(figures.Signal))}",
    };

    /// <summary>Says that the evidence differs from what the last refresh read; null if it does not.</summary>
    /// <param name="client">As the refresh read it; null if none has yet.</param>
    public static string? Newer(CandidateEvidence shown, PartnerClient? client) =>
        client is null ? "No refresh has read this client yet. These figures are for today’s window."
        : client.Score != shown.Reading.Score
            ? $"Something changed since the refresh of {AmsterdamTime.Day(client.AsOf)}: the score was {client.Score} then, and comes to "
                + $"{shown.Reading.Score} now."
        : shown.Card is { } card && !card.Reading.Figures.SequenceEqual(shown.Reading.Figures)
            ? $"Something changed since the refresh of {AmsterdamTime.Day(client.AsOf)}: the figures here are newer than "
                + "those of the board."
        : null;

    /// <summary>An owner-like act by someone of the client.</summary>
    public static string Of(OwnerAct act, ClientEvidence evidence) => act.Kind switch
    {
        OwnerActKind.ChangedWorkspace => "Changed the workspace's settings",
        OwnerActKind.ChangedRole => "Changed who has access, or a role",
        OwnerActKind.CreatedProject =>
            $"Created the project {evidence.Projects.First(project => project.Id.ToString() == act.Record).Name}",
        _ => throw new ArgumentOutOfRangeException(nameof(act)),
    };

    /// <summary>"1 h 05 min", "12 min", "45 s".</summary>
    public static string Of(TimeSpan duration) =>
        duration.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalHours:N0} h {duration.Minutes:D2} min")
        : duration.TotalMinutes >= 1 ? $"{duration.Minutes} min"
        : $"{duration.Seconds} s";

    /// <summary>Display text of the signals that hold: "Drives usage, invites people".</summary>
    public static string Held(Signal signals) => signals == Signal.None ? "None" : Words.Capital(signals.ListedInWords());

    /// <summary>Who is behind a signal, the most active first: "Sofie Brink (30), Jan Smit (8)". Null if no one is.</summary>
    private static string? Names(ClientEvidence evidence, Signal signal)
    {
        IEnumerable<(ClientPerson Person, int Count)> done = signal switch
        {
            Signal.DrivesUsage => evidence.Projects
                .Where(project => project.Creator is not null)
                .Select(project => (project.Creator!, project.Conversations)),
            Signal.InvitesPeople => evidence.Invites.Select(invite => (invite.By, 1)),
            Signal.ActsAsOwner => evidence.OwnerActs.Select(act => (act.By, 1)),
            Signal.CreatedOrganisation => evidence.Organisations.Select(organisation => (organisation.By, 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(signal)),
        };
        var people = done.GroupBy(each => each.Person.Id)
            .Select(each => (each.First().Person.Name, Count: each.Sum(one => one.Count)))
            .Where(each => each.Count > 0)
            .OrderByDescending(each => each.Count)
            .ThenBy(each => each.Name, StringComparer.CurrentCultureIgnoreCase)
            .ToList();
        var named = string.Join(
            ", ",
            people.Take(MostNames).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Name} ({each.Count:N0})")));
        return people.Count == 0 ? null
            : people.Count <= MostNames ? named
            : $"{named} and {Words.Count(people.Count - MostNames, "other")} "
                + $"({people.Skip(MostNames).Sum(each => each.Count).ToString("N0", CultureInfo.InvariantCulture)})";
    }

    private static int Least(Signal signal, SignalSettings settings) => signal switch
    {
        Signal.DrivesUsage => settings.LeastConversations,
        Signal.InvitesPeople => settings.LeastInvites,
        Signal.ActsAsOwner => settings.LeastOwnerActs,
        _ => 1,
    };

    private static string Noun(Signal signal) => signal switch
    {
        Signal.DrivesUsage => "conversation",
        Signal.InvitesPeople => "invite",
        Signal.ActsAsOwner => "owner's act",
        Signal.CreatedOrganisation => "organisation",
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    };
}

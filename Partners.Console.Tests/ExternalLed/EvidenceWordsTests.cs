using FluentAssertions;
using Partners.Console.ExternalLed;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.ExternalLed;

public sealed class EvidenceWordsTests
{
    private static readonly SignalSettings s_settings = new();

    [Theory]
    [InlineData(12, 16, "Threshold: at least half, and at least 10")]
    [InlineData(8, 12, "8 of 10 conversations needed")]
    [InlineData(12, 30, "40 %, and half is needed")]
    [InlineData(4, 30, "4 of 10 conversations needed; 13 %, and half is needed")]
    [InlineData(0, 30, "0 of 10 conversations needed; 0 %, and half is needed")]
    [InlineData(0, 0, "No conversations in this window")]
    public void Usage_holds_by_its_threshold_or_says_what_is_missing(int theirs, int all, string sentence) =>
        EvidenceWords.ThresholdSentence(Reading(theirs, all)[Signal.DrivesUsage], s_settings).Should().Be(sentence);

    [Fact]
    public void A_share_that_was_configured_is_said_in_percent() =>
        EvidenceWords
            .ThresholdSentence(
                Reading(20, 30)[Signal.DrivesUsage],
                s_settings with { LeastShareOfConversations = 60, LeastConversations = 5 })
            .Should().Be("Threshold: at least 60 %, and at least 5");

    [Fact]
    public void A_window_names_its_years_where_they_differ()
    {
        EvidenceWords.Of(new SignalWindow(new(2026, 8, 23), new(2026, 11, 20))).Should().Be("23 Aug – 20 Nov 2026");
        EvidenceWords.Of(new SignalWindow(new(2025, 11, 23), new(2026, 2, 20))).Should().Be("23 Nov 2025 – 20 Feb 2026");
    }

    [Theory]
    [InlineData(45, "45 s")]
    [InlineData(754, "12 min")]
    [InlineData(3_900, "1 h 05 min")]
    [InlineData(97_200, "27 h 00 min")]
    public void Durations_are_read_at_a_glance(int seconds, string text) =>
        EvidenceWords.Of(TimeSpan.FromSeconds(seconds)).Should().Be(text);

    [Fact]
    public void Names_the_five_who_did_most_and_counts_the_others()
    {
        var people = Enumerable.Range(1, 7).Select(i => Clients.Sofie with { Id = Guid.CreateVersion7(), Name = $"Persoon {i}" }).ToList();
        var evidence = Clients.Evidence() with
        {
            Invites = [.. people.SelectMany((person, i) => Enumerable.Range(0, i + 1).Select(n => new InviteSent(
                Guid.CreateVersion7(),
                $"{i}.{n}@zwolle.example",
                person,
                Clients.Now)))],
        };
        var shown = new CandidateEvidence(
            evidence.WorkspaceId,
            "Gemeente Zwolle",
            evidence.PartnerId,
            "Bureau Samenspel",
            s_settings.Window(Clients.Today),
            evidence,
            evidence.Read(),
            Card: null);

        EvidenceWords.Sentence(shown, Signal.InvitesPeople).Should()
            .Be(
                "Invited 28 people since 23 Aug · latest 20 Nov 2026 · Persoon 7 (7), Persoon 6 (6), Persoon 5 (5), Persoon 4 (4), Persoon "
                    + "3 (3) and 2 others (3)");
    }

    [Theory]
    [InlineData(Signal.None, "None")]
    [InlineData(Signal.InvitesPeople | Signal.CreatedOrganisation, "Invites people, created an organisation")]
    public void Says_which_signals_hold(Signal signals, string words) => EvidenceWords.Held(signals).Should().Be(words);

    private static SignalReading Reading(int theirs, int all) =>
        Clients.Evidence(projects: [Clients.Project(theirs, byClient: true), Clients.Project(all - theirs, byClient: false)]).Read();
}

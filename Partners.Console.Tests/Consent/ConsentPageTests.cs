using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partners.Console.Consent;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Consent;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Consent;

/// <summary>The page of a link, as a browser gets it (docs/product.md H34, H35, H37). Each test has its own console.</summary>
public sealed class ConsentPageTests : IAsyncLifetime
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly ListeningConsole _console = new();
    private HandoffDetails _draft = null!;
    private HttpClient _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        await _console.InitializeAsync();
        _draft = await LinkMaking.UnconfirmedAsync(_console, "Gemeente Vlierdam");
        _visitor = _console.Visitor();
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task Says_in_both_languages_who_hands_what_to_whom_and_when()
    {
        var path = await PathAsync();
        var dutch = await GetAsync($"{path}?lang=nl");
        var english = await GetAsync($"{path}?lang=en");

        dutch.Should().StartWith("<!DOCTYPE html>").And.Contain("<html lang=\"nl\">").And.ContainAll(
            "Overdracht van",
            "draagt de werkruimte",
            "Vanaf dan",
            "kan niet worden teruggedraaid",
            "Ja, ik bevestig",
            "Liever een andere dag");
        english.Should().Contain("<html lang=\"en-GB\">").And.ContainAll(
            "Handoff of", "hands the workspace", "From then on", "cannot be undone", "Yes, I confirm", "prefer another day");
        foreach (var page in new[] { dutch, english })
        {
            page.Should().NotContainAny("<script", "<style", "style=", "onclick", "Blazor", "_framework");
        }
    }

    [Fact]
    public async Task Markup_in_a_name_is_text()
    {
        var token = await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Client, "<img src=x onerror=alert(1)>");

        (await GetAsync(LinkMaking.PathOf(token))).Should().Contain("&lt;img src=x onerror=alert(1)&gt;").And.NotContain("<img");
    }

    [Theory]
    [InlineData("nl-NL,nl;q=0.9,en;q=0.8", "nl")]
    [InlineData("en-US,en;q=0.9,nl;q=0.8", "en-GB")]
    [InlineData("fr", "nl")]
    public async Task Begins_in_the_language_of_the_browser(string accepts, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await PathAsync());
        request.Headers.Add("Accept-Language", accepts);
        using var answer = await _visitor.SendAsync(request, Cancellation);

        (await answer.Content.ReadAsStringAsync(Cancellation)).Should().Contain($"<html lang=\"{language}\">");
    }

    [Fact]
    public async Task Is_kept_by_nobody_framed_by_nobody_and_told_to_nobody()
    {
        using var answer = await _visitor.GetAsync(new Uri(await PathAsync(), UriKind.Relative), Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("Content-Security-Policy").Should().Equal(Policy);
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        answer.Headers.GetValues("X-Robots-Tag").Should().Equal("noindex, nofollow, noarchive");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Fact]
    public async Task Reading_answers_nothing_however_often()
    {
        var path = await PathAsync();
        foreach (var address in new[] { path, $"{path}?answer=Yes", $"{path}?lang=en&answer=Yes&request={Guid.NewGuid()}", path })
        {
            using var answer = await _visitor.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        (await LinkAsync()).State.Should().Be(ConsentState.Open);
    }

    [Fact]
    public async Task An_answer_is_thanked_for_and_a_second_click_of_the_same_page_too()
    {
        var path = await PathAsync();
        var request = Guid.CreateVersion7().ToString();
        for (var click = 0; click < 2; click++)
        {
            using var answer = await PostAsync($"{path}?lang=en", ("request", request), ("answer", "Yes"));
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            (await answer.Content.ReadAsStringAsync(Cancellation)).Should().Contain("You confirmed. Your answer is recorded.");
        }

        (await LinkAsync()).Should().BeEquivalentTo(
            new { State = ConsentState.Answered, Answer = ConsentAnswer.Yes, NetworkAddress = "127.0.0.1" });
    }

    [Fact]
    public async Task What_is_missing_is_said_on_the_page_and_what_was_typed_stays()
    {
        var path = await PathAsync();
        using (var answer = await PostAsync($"{path}?lang=nl", ("request", Guid.NewGuid().ToString()), ("answer", "No"), ("reason", " ")))
        {
            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync(Cancellation))
                .Should().ContainAll("role=\"alert\"", "Vul in waarom niet.", "<details open");
        }

        using var long_ = await PostAsync(
            $"{path}?lang=en",
            ("request", "nonsense"),
            ("answer", "No"),
            ("reason", $"<script>alert(1)</script>{new string('x', 1_000)}"));
        (await long_.Content.ReadAsStringAsync(Cancellation)).Should().Contain("At most 1000 characters.")
            .And.Contain("&lt;script&gt;alert(1)").And.NotContain("<script");
    }

    [Fact]
    public async Task Used_lapsed_withdrawn_altered_and_made_up_links_get_the_same_sentence_and_nothing_else()
    {
        var used = await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Client);
        using (await PostAsync(LinkMaking.PathOf(used), ("request", Guid.NewGuid().ToString()), ("answer", "Yes")))
        {
        }

        var replaced = await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Partner);
        var open = await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Partner);
        var answers = new List<string>();
        foreach (var token in new[] { used.Text, replaced.Text, open.Text[..^2], ConsentToken.New().Text, "x", new string('é', 43) })
        {
            answers.Add(await SaidAsync(await _visitor.GetAsync(
                new Uri($"{ConsentSettings.Path}{Uri.EscapeDataString(token)}?lang=en", UriKind.Relative), Cancellation)));
            answers.Add(await SaidAsync(await PostAsync(
                $"{ConsentSettings.Path}{Uri.EscapeDataString(token)}?lang=en",
                ("request", Guid.NewGuid().ToString()),
                ("answer", "No"),
                ("reason", ""))));
        }

        answers.Distinct(StringComparer.Ordinal).Should().ContainSingle()
            .Which.Should().StartWith("404").And.Contain("This link cannot be used (any more).").And.NotContain("<form");

        async Task<string> SaidAsync(HttpResponseMessage answer)
        {
            using (answer)
            {
                return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}";
            }
        }
    }

    [Fact]
    public async Task Of_ten_thousand_guessed_links_none_opens_and_the_limiter_answers()
    {
        var open = await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Client);
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        await Parallel.ForAsync(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancel) =>
        {
            // Half of them differ from the real one in a few letters only.
            var guess = number % 2 == 0 ? ConsentToken.New().Text : $"{open.Text[..30]}{ConsentToken.New().Text[30..]}";
            using var answer = await _visitor.GetAsync(new Uri($"{ConsentSettings.Path}{guess}", UriKind.Relative), cancel);
            statuses.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        });

        // The window of a minute may have turned once.
        statuses.Keys.Should().BeEquivalentTo([HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests]);
        statuses[HttpStatusCode.NotFound].Should().BeOneOf(ConsentLimits.PerMinute, 2 * ConsentLimits.PerMinute);
        (await LinkAsync()).State.Should().Be(ConsentState.Open);
    }

    [Fact]
    public async Task The_token_is_in_no_log_and_no_activity()
    {
        var token = await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Client);
        var activities = new ConcurrentQueue<string>();
        using (var listener = new ActivityListener
        {
            // The test's own browser may tell where it goes.
            ShouldListenTo = source => !source.Name.Contains("System.Net", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => activities.Enqueue(string.Join(
                ' ',
                [
                    activity.DisplayName,
                    .. activity.TagObjects.Concat(activity.Events.SelectMany(told => told.Tags)).Select(tag => $"{tag}"),
                ])),
        })
        {
            ActivitySource.AddActivityListener(listener);
            await GetAsync(LinkMaking.PathOf(token));
            using (await PostAsync(LinkMaking.PathOf(token), ("request", Guid.NewGuid().ToString()), ("answer", "No")))
            {
            }

            using (await PostAsync(LinkMaking.PathOf(token), ("request", Guid.NewGuid().ToString()), ("answer", "Yes")))
            {
            }
        }

        _console.Written.Should().NotBeEmpty().And.NotContain(line => line.Contains(token.Text, StringComparison.Ordinal));
        activities.Should().Contain(said => said.Contains("AnswerConsent", StringComparison.Ordinal))
            .And.Contain(said =>
                said.Contains("HttpRequestIn", StringComparison.Ordinal) || said.Contains("/consent/{token}", StringComparison.Ordinal))
            .And.NotContain(said => said.Contains(token.Text, StringComparison.Ordinal));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<string> PathAsync() =>
        LinkMaking.PathOf(await LinkMaking.AskAsync(_console, _draft.Handoff.Id, ConsentSide.Client));

    private Task<string> GetAsync(string address) => _visitor.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation);

    private Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        RunningConsole.PostAsync(_visitor, address, fields);

    private Task<ConsentLink> LinkAsync() =>
        _console.QueryAsync(db => db.ConsentLinks.OrderByDescending(link => link.Id).FirstAsync());

    /// <summary>A console whose log is read, with everything told that may be.</summary>
    private sealed class ListeningConsole : DemonstrationConsole, ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Written => [.. _lines];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? fault, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, fault)} {fault}");

        public void Dispose()
        {
        }

        private protected override Task<RunningConsole> StartAsync() => RunningConsole.StartAsync(
            builder =>
            {
                builder.Configuration["Logging:LogLevel:Default"] = "Information";
                builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore"] = "Information";
                builder.Configuration["Links:Address"] = "http://localhost:5080";
                builder.Logging.AddProvider(this);
                builder.Services.AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon));
            },
            lay: file => Templates.CopyDemonstrationAsync(file, FixedClock.Noon));
    }
}

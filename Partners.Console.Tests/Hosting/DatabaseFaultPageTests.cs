using System.Data.Common;
using System.Net;
using FluentAssertions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Access;
using Partners.Console.Tests.Access;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Hosting;

/// <summary>The database fails while the console serves: each page says what is wrong, and the health check reports it.</summary>
public sealed class DatabaseFaultPageTests : IAsyncLifetime
{
    private readonly FailingStatements _failing = new();
    private RunningConsole _console = default!;
    private HttpClient _staff = default!;

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync(
            builder => builder.Services.Intercept(_failing));
        _staff = await _console.SignedInAsync("staff");
    }

    public async ValueTask DisposeAsync()
    {
        _staff.Dispose();
        await _console.DisposeAsync();
    }

    [Theory]
    [InlineData(11, "The database is damaged. Ask whoever runs Partners to put back a backup.")]
    [InlineData(5, "Something else has been writing to the database for a long time. Try again in a minute.")]
    [InlineData(10, "The disk of the database answers with errors. Ask whoever runs Partners to check it.")]
    public async Task A_page_that_cannot_read_its_records_says_why(int error, string sentence)
    {
        _failing.At("\"Organisations\"", new SqliteException("secret", error));

        var (code, body) = await GetAsync("/organisations");

        code.Should().Be(HttpStatusCode.InternalServerError);
        body.Should().MatchRegex($"<h1>This page stopped</h1>[\\s\\S]*{sentence} Reference [0-9A-Z]{{8}}").And.NotContain("secret");
    }

    [Theory]
    [InlineData(11, "The database is damaged.")]
    [InlineData(14, "The database cannot be opened.")]
    [InlineData(5, "Something else has been writing to the database for a long time.")]
    public async Task A_session_that_cannot_be_read_says_why_in_place_of_an_empty_answer(int error, string sentence)
    {
        _failing.At("\"SignInSessions\"", new SqliteException("secret", error));

        var (code, body) = await GetAsync("/organisations");

        code.Should().Be(HttpStatusCode.InternalServerError);
        body.Should().Contain("<h1>Something went wrong</h1>").And.Contain(sentence).And.Contain("Reference").And.NotContain("secret");
    }

    [Fact]
    public async Task A_page_is_read_on_a_full_disk_though_the_sign_in_cannot_be_prolonged()
    {
        var clock = new FixedClock(FixedClock.Noon);
        await using var console = await RunningConsole.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.Intercept(_failing);
        });
        using var staff = await console.SignedInAsync("staff");
        _failing.At("UPDATE \"SignInSessions\"", new SqliteException("secret", 13));
        clock.Now += TimeSpan.FromMinutes(31);

        using var answer = await staff.GetAsync(new Uri("/session", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        _failing.Times.Should().Be(1);
    }

    [Fact]
    public async Task An_open_page_stays_through_a_fault_of_the_database_and_checks_its_sign_in_again()
    {
        await using var console = await RunningConsole.StartAsync(builder =>
        {
            builder.Configuration["Authentication:RecheckMinutes"] = "0.001";
            builder.Services.Intercept(_failing);
        });
        using var staff = await console.SignedInAsync("staff");
        await using var db = await console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        var session = await db.SignInSessions.Select(found => found.Id).SingleAsync(TestContext.Current.CancellationToken);
        var reading = await console.Services.GetRequiredService<SessionWatch>().ReadAsync(session, TestContext.Current.CancellationToken);
        _failing.At("\"SignInSessions\"", new SqliteException("secret", 11));
        await using var page = await OpenPage.OpenAsync(console, reading.Ticket!.Principal);

        await Task.WhenAny(_failing.Twice, page.Left).WaitAsync(TestContext.Current.CancellationToken);
        page.Left.IsCompleted.Should().BeFalse();

        _failing.AtNothing();
        await db.SignInSessions.ExecuteUpdateAsync(
            set => set.SetProperty(found => found.EndedBecause, SessionEnd.SignedOut), TestContext.Current.CancellationToken);
        await page.Left.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_sign_in_on_a_full_disk_says_so()
    {
        _failing.At("INSERT INTO \"SignInSessions\"", new SqliteException("secret", 13));
        using var visitor = _console.Visitor();

        using var answer = await RunningConsole.SignInAsync(visitor, "staff");

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should().Contain("The disk of the database is full: nothing can be saved.");
    }

    [Fact]
    public async Task The_health_check_reads_and_tells_nobody_why_it_cannot()
    {
        (await GetAsync("/healthz")).Should().Be((HttpStatusCode.OK, "Healthy"));
        _failing.At("\"AuditEntries\"", new SqliteException("secret", 11));

        (await GetAsync("/healthz")).Should().Be((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
    }

    /// <summary>A session is looked up for everything else that somebody asks for who has signed in.</summary>
    [Theory]
    [InlineData("/healthz", HttpStatusCode.ServiceUnavailable, "Unhealthy")]
    [InlineData("/partners.css", HttpStatusCode.OK, ".form-field")]
    [InlineData("/theme.css", HttpStatusCode.OK, "--mud-palette-primary")]
    [InlineData("/consent/no-such-link", HttpStatusCode.NotFound, "class=\"closed\"")]
    [InlineData("/signin", HttpStatusCode.InternalServerError, "The database is damaged.")]
    [InlineData("/no-access", HttpStatusCode.InternalServerError, "The database is damaged.")]
    [InlineData("/session", HttpStatusCode.InternalServerError, "The database is damaged.")]
    public async Task What_needs_no_session_answers_as_ever_while_nothing_can_be_read(string address, HttpStatusCode code, string says)
    {
        _failing.At(string.Empty, new SqliteException("secret", 11));

        var (said, body) = await GetAsync(address);

        said.Should().Be(code);
        body.Should().Contain(says).And.NotContain("secret");
    }

    [Theory]
    [InlineData("/café", "/caf%C3%A9")]
    [InlineData("/organisations?q=Özdemir", "/organisations?q=%C3%96zdemir")]
    [InlineData("/ledger#één", "/ledger#%C3%A9%C3%A9n")]
    public async Task A_sign_in_leads_to_an_address_with_letters_that_no_header_holds(string address, string led)
    {
        using var visitor = _console.Visitor();

        using var answer = await RunningConsole.SignInAsync(visitor, "staff", address);

        (answer.StatusCode, answer.Headers.Location?.OriginalString).Should().Be((HttpStatusCode.Found, led));
    }

    private async Task<(HttpStatusCode Code, string Body)> GetAsync(string address)
    {
        using var answer = await _staff.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Fails every statement that contains a text with an SQLite error.</summary>
    private sealed class FailingStatements : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _twice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private (string Text, Exception Error)? _failing;

        public int Times { get; private set; }

        /// <summary>Ends when a second statement has failed.</summary>
        public Task Twice => _twice.Task;

        public void At(string text, Exception error) => _failing = (text, error);

        public void AtNothing() => _failing = null;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            Fail(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default)
        {
            Fail(command);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Fail(DbCommand command)
        {
            if (_failing is { } failing && command.CommandText.Contains(failing.Text, StringComparison.Ordinal))
            {
                Times++;
                if (Times == 2)
                {
                    _twice.SetResult();
                }

                throw failing.Error;
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partners.Console.Access;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>The console and a provider with the same clock, and the console's log.</summary>
public abstract class ProviderScene : IAsyncLifetime
{
    private protected HostileProvider Provider { get; private set; } = default!;

    protected RunningConsole Console { get; private set; } = default!;

    /// <summary>Stopped at the machine's time: the browser's cookies use that, and a sign-in's cookie lasts only minutes.</summary>
    protected FixedClock Clock { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    private protected LogLines Log { get; } = new();

    /// <summary>Where the database is kept, for a test with several consoles on one; otherwise each has its own.</summary>
    protected virtual DirectoryInfo? Kept => null;

    public virtual async ValueTask InitializeAsync()
    {
        Provider = await HostileProvider.StartAsync(Clock);
        Console = await StartConsoleAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Console.DisposeAsync();
        await Provider.DisposeAsync();
    }

    protected Task<RunningConsole> StartConsoleAsync(params (string Name, string Value)[] settings) =>
        RunningConsole.StartAsync(builder => Configure(builder, settings), Kept);

    private void Configure(WebApplicationBuilder builder, (string Name, string Value)[] settings)
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Logging.AddProvider(Log);
        (string Name, string Value)[] all =
        [
            ("Authority", Provider.Issuer),
            ("ClientId", HostileProvider.ClientId),
            ("ClientSecret", "secret-of-the-client"),
            ("RequireHttpsMetadata", "false"),
            ("RefreshInterval", "00:00:01"),
            .. settings,
        ];
        foreach (var (name, value) in all)
        {
            builder.Configuration[$"Authentication:{name}"] = value;
        }
    }

    /// <summary>Starts a sign-in, goes to the provider, and returns with its answer.</summary>
    /// <returns>The console's response to the answer.</returns>
    protected static async Task<HttpResponseMessage> SignInAsync(HttpClient visitor, string returnUrl = "/session", string more = "") =>
        await GetAsync(visitor, await AnswerAsync(visitor, returnUrl, more));

    /// <returns>The address that the provider redirects back to.</returns>
    protected static async Task<string> AnswerAsync(HttpClient visitor, string returnUrl = "/session", string more = "")
    {
        using var begun = await GetAsync(visitor, $"/signin/start?returnUrl={Uri.EscapeDataString(returnUrl)}{more}");
        using var provider = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var asked = await GetAsync(provider, begun.Headers.Location!.AbsoluteUri);
        return asked.Headers.Location!.AbsoluteUri;
    }

    protected async Task<HttpClient> SignedInAsync(RunningConsole? console = null)
    {
        var visitor = (console ?? Console).Visitor();
        using var answer = await SignInAsync(visitor);
        answer.Headers.Location!.OriginalString.Should().Be("/session");
        return visitor;
    }

    protected static Task<HttpResponseMessage> GetAsync(HttpClient visitor, string address) =>
        visitor.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    protected static async Task<HttpStatusCode> StatusAsync(HttpClient visitor, string address = "/session")
    {
        using var answer = await GetAsync(visitor, address);
        return answer.StatusCode;
    }

    /// <summary>The sentence on the sign-in page that a redirect leads to.</summary>
    protected static async Task<string> SentenceAsync(HttpClient visitor, HttpResponseMessage answer)
    {
        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().Contain("/signin?");
        return WebUtility.HtmlDecode(await visitor.GetStringAsync(answer.Headers.Location, TestContext.Current.CancellationToken));
    }

    protected async Task<IReadOnlyList<SignInSession>> SessionsAsync()
    {
        await using var db = await Console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        return await db.SignInSessions.AsNoTracking().ToListAsync();
    }

    /// <summary>A page that this session has open, as the circuit of a browser would.</summary>
    private protected async Task<OpenPage> OpenPageAsync(string session)
    {
        var reading = await Console.Services.GetRequiredService<SessionWatch>().ReadAsync(session, TestContext.Current.CancellationToken);
        return await OpenPage.OpenAsync(Console, reading.Ticket!.Principal);
    }

    private protected sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public string All => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

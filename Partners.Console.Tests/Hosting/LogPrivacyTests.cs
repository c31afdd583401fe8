using System.Collections.Concurrent;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Partners.Console.Hosting;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Hosting;

/// <summary>What the console reveals about itself and about people, to browsers and in its log.</summary>
public sealed class LogPrivacyTests
{
    [Theory]
    [InlineData("Production", false, "json")]
    [InlineData("Staging", false, "json")]
    [InlineData("Development", true, null)]
    public async Task Tells_a_browser_of_a_fault_in_Development_only_whatever_the_settings_say(
        string environment,
        bool detailed,
        string? format)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["DetailedErrors"] = "true";
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.AddDiscretion();
        await using var app = builder.Build();

        app.Services.GetRequiredService<IOptions<CircuitOptions>>().Value.DetailedErrors.Should().Be(detailed);
        app.Services.GetRequiredService<IOptions<RazorComponentsServiceOptions>>().Value.DetailedErrors.Should().Be(detailed);
        app.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName.Should().Be(format);
    }

    [Fact]
    public async Task Writes_no_line_for_each_request_to_the_platform_and_one_where_it_fails()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddDiscretion();
        await using var app = builder.Build();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Polly");

        (log.IsEnabled(LogLevel.Information), log.IsEnabled(LogLevel.Warning)).Should().Be((false, true));
    }

    [Fact]
    public async Task Says_of_its_health_whether_it_is_well_and_nothing_else()
    {
        await using var console = await RunningConsole.StartAsync(builder => builder.Services.AddHealthChecks().AddCheck(
            "disk",
            () => HealthCheckResult.Unhealthy(
                "/var/lib/partners is full",
                new IOException("No space left"),
                new Dictionary<string, object>(StringComparer.Ordinal) { ["path"] = "/var/lib/partners" })));
        using var visitor = console.Visitor();
        using var answer = await visitor.GetAsync(new Uri("/healthz", UriKind.Relative));

        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).Should().Be("Unhealthy");
    }

    [Fact]
    public async Task Writes_no_name_no_address_and_no_search_into_the_log_even_where_the_framework_is_asked_to_tell_more()
    {
        using var log = new Lines();
        await using var console = await RunningConsole.StartAsync(builder =>
        {
            builder.Configuration["Logging:LogLevel:Microsoft.AspNetCore"] = "Information";
            builder.Logging.AddProvider(log);
            builder.Services.AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon));
        });
        (await console.Services.GetRequiredService<DemonstrationData>().LoadAsync(Staff.AtTheCommandLine("test"), default)).IsDone
            .Should().BeTrue();
        var (personal, organisation, workspace) = await PersonalAsync(console);

        using var stranger = console.Visitor();
        await AskAsync(stranger, $"/organisations?q={Uri.EscapeDataString(personal[0])}");
        using (await RunningConsole.SignInAsync(stranger, "staff", $"/organisations?q={Uri.EscapeDataString(personal[0])}"))
        {
        }

        foreach (var text in personal.Take(3).Select(Uri.EscapeDataString))
        {
            foreach (var page in new[]
            {
                "/organisations", "/ledger", "/ledger/statements", "/billing", "/mail", "/moves", "/external-led", "/handoffs", "/audit",
                "/nowhere",
            })
            {
                await AskAsync(stranger, $"{page}?q={text}");
            }
        }

        foreach (var page in new[]
        {
            "/",
            $"/organisations/{organisation}",
            $"/workspaces/{workspace}",
            "/audit/export.csv",
            "/ledger/deals.csv",
            "/platform/changes.jsonl",
            "/session",
            "/app.css",
        })
        {
            await AskAsync(stranger, page);
        }

        var toggle = console.Services.GetRequiredService<PartnerToggle>();
        (await toggle.MakePartnerAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), organisation, 99, Make.Agreement(owner: personal[0])),
            default)).IsDone
            .Should().BeFalse();

        log.Written.Should().Contain(
            line => line.Contains("was authenticated", StringComparison.Ordinal) || line.Contains("signed in", StringComparison.Ordinal),
            "the framework was asked to tell more");
        log.Written
            .Where(line => personal.Any(text =>
                line.Contains(text, StringComparison.OrdinalIgnoreCase)
                || line.Contains(Uri.EscapeDataString(text), StringComparison.OrdinalIgnoreCase)))
            .Should().BeEmpty();
    }

    private static async Task AskAsync(HttpClient visitor, string address)
    {
        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
        await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Names and addresses of the demonstration's people and organisations, and of the people who sign in.</summary>
    private static async Task<(List<string> Personal, Guid Organisation, Guid Workspace)> PersonalAsync(RunningConsole console)
    {
        await using var db = await console.Services.GetRequiredService<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        var people = await db.People.Select(person => new { person.Email, person.DisplayName }).ToListAsync();
        var organisations = await db.Organisations
            .Where(organisation => organisation.DeletedAt == null)
            .Select(organisation => new { organisation.Id, organisation.Name })
            .ToListAsync();
        var clients = await db.Workspaces
            .Where(workspace => workspace.DataOwnerName != null && workspace.DeletedAt == null)
            .Select(workspace => new { workspace.Id, workspace.DataOwnerName, workspace.DataOwnerEmail })
            .ToListAsync();
        var texts = people.SelectMany(person => new[] { person.Email, person.DisplayName })
            .Concat(organisations.Select(organisation => organisation.Name))
            .Concat(clients.SelectMany(client => new[] { client.DataOwnerEmail, client.DataOwnerName }))
            .Concat(["Noor de Wit", "noor@dembrane.example"]);
        return (
            [.. texts.OfType<string>().Where(text => text.Length > 5).Distinct(StringComparer.Ordinal)],
            organisations[0].Id,
            clients[0].Id);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyList<string> Written => [.. _lines];

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

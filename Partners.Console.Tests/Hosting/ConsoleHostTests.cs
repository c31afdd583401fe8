using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Hosting;
using Partners.Console.Shell;
using Partners.Core.ExternalLed;

namespace Partners.Console.Tests.Hosting;

public sealed class ConsoleHostTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync();

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public void Refuses_to_start_without_an_identity_provider_outside_Development(string environment)
    {
        var start = () => ConsoleHost.Build([$"--environment={environment}"]);

        start.Should().Throw<StartRefusedException>().Which.Message.Should().Contain("Authentication:Authority").And.NotContain("\n");
    }

    [Theory]
    [InlineData("DembraneDomains:0=dembrane", "Sides: a domain is written without the @, as in dembrane.com, and not as dembrane.")]
    [InlineData("PublicMailDomains:0=@mail.example", "Sides: a domain is written without the @*")]
    [InlineData("Domains:0=x.example", "There is no setting Sides:Domains. There are: *")]
    public void Refuses_to_start_with_a_domain_that_is_none(string setting, string message)
    {
        var start = () => ConsoleHost.Build(["--environment=Development", $"--Sides:{setting}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(message);
    }

    [Theory]
    [InlineData("WindowDays=0", "ExternalLed:WindowDays has to be from 1 to 3650.")]
    [InlineData("WindowDays=many", "ExternalLed:WindowDays has to be a whole number.")]
    [InlineData("WindowDay=30", "There is no setting ExternalLed:WindowDay. There are: WindowDays, *")]
    [InlineData("ListedFrom=101", "ExternalLed: scores are 0 or more, and ListedFrom is from 1 to HighestScore.")]
    public void Refuses_to_start_with_thresholds_that_make_no_sense(string setting, string sentence)
    {
        var start = () => ConsoleHost.Build(["--environment=Development", $"--ExternalLed:{setting}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence);
    }

    [Theory]
    [InlineData("soon", "Database:SlowQueryMilliseconds has to be a whole number.")]
    [InlineData("0", "Database:SlowQueryMilliseconds: A slow query takes 1 to 600,000 milliseconds, and not 0.")]
    [InlineData("600001", "Database:SlowQueryMilliseconds: A slow query takes 1 to 600,000 milliseconds, and not 600,001.")]
    public void Refuses_to_start_with_a_slow_query_that_makes_no_sense(string milliseconds, string sentence)
    {
        var start = () => ConsoleHost.Build(["--environment=Development", $"--Database:SlowQueryMilliseconds={milliseconds}"]);

        start.Should().Throw<StartRefusedException>().WithMessage(sentence);
    }

    [Fact]
    public async Task Takes_thresholds_from_the_configuration_and_leaves_the_others()
    {
        await using var console = await RunningConsole.StartAsync(builder => builder.Configuration["ExternalLed:LeastInvites"] = "5");

        console.Services.GetRequiredService<SignalSettings>().Should().Be(new SignalSettings { LeastInvites = 5 });
        _console.Services.GetRequiredService<SignalSettings>().Should().Be(new SignalSettings());
    }

    [Fact]
    public async Task Says_that_it_is_well_to_anybody()
    {
        using var visitor = _console.Visitor();

        (await visitor.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken)).Should().Be("Healthy");
    }

    [Theory]
    [InlineData("/partners.css")]
    [InlineData("/shell.js")]
    [InlineData("/dialogs.js")]
    [InlineData("/Shell/Kebab.razor.js")]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    public async Task Serves_its_static_assets_to_anybody(string address)
    {
        using var visitor = _console.Visitor();
        using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task Keeps_pages_out_of_caches_and_out_of_frames()
    {
        using var visitor = _console.Visitor();
        using var answer = await visitor.GetAsync(new Uri("/signin", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        answer.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
        answer.Headers.GetValues("Referrer-Policy").Should().Equal("same-origin");
        answer.Headers.Should().NotContainKey("Server");
    }

    [Fact]
    public async Task Takes_a_search_of_ten_thousand_characters_in_the_address()
    {
        using var staff = await _console.SignedInAsync("staff");
        using var answer = await staff.GetAsync(
            new Uri($"/nowhere?q={new string('a', 10_000)}", UriKind.Relative),
            TestContext.Current.CancellationToken);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Contain("<h1>Not found</h1>");
    }
}

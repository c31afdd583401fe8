using FluentAssertions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Partners.Console.Access;

namespace Partners.Console.Tests.Hosting;

/// <summary>The whole host as a company runs it: behind a named proxy, with an identity provider.</summary>
public sealed class ProductionTests : IAsyncLifetime
{
    private RunningConsole _console = null!;

    public async ValueTask InitializeAsync() => _console = await RunningConsole.StartAsync(builder =>
    {
        builder.Environment.EnvironmentName = Environments.Production;
        builder.Configuration["Authentication:Authority"] = "https://id.example";
        builder.Configuration["Authentication:ClientId"] = "partners";
        builder.Configuration["ForwardedHeaders:KnownProxies"] = "127.0.0.1";
        builder.Configuration["Links:Address"] = "https://partners.example";
        builder.Configuration["DetailedErrors"] = "true";
    });

    public ValueTask DisposeAsync() => _console.DisposeAsync();

    [Fact]
    public async Task Asks_browsers_for_https_from_then_on()
    {
        using var visitor = _console.Visitor();
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(SignInEndpoints.PageFor(SignInProblem.SignedOut, null), UriKind.Relative));
        request.Headers.Host = "partners.example";
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        using var answer = await visitor.SendAsync(request, TestContext.Current.CancellationToken);

        answer.EnsureSuccessStatusCode();
        answer.Headers.GetValues("Strict-Transport-Security").Should().Equal("max-age=31536000");
    }

    [Fact]
    public void Names_its_cookies_for_this_host_alone_and_keeps_them_from_scripts_and_from_http()
    {
        var signIn = _console.Services
            .GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme).Cookie;
        var forms = _console.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;

        signIn.SameSite.Should().Be(SameSiteMode.Lax);
        foreach (var cookie in new[] { signIn, forms })
        {
            cookie.Name.Should().StartWith("__Host-");
            cookie.SecurePolicy.Should().Be(CookieSecurePolicy.Always);
            cookie.HttpOnly.Should().BeTrue();
            cookie.Domain.Should().BeNull();
        }
    }

    [Fact]
    public async Task Has_no_made_up_people_and_no_details_of_errors_whatever_the_settings_say()
    {
        using var visitor = _console.Visitor();
        using var answer = await RunningConsole.PostAsync(visitor, SignInEndpoints.PersonaAddress, ("persona", "staff"));

        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        _console.Services.GetRequiredService<IConfiguration>()["DetailedErrors"].Should().BeEquivalentTo("false");
    }
}

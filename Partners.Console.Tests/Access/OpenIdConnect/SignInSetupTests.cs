using System.Net;
using System.Security.Claims;
using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Partners.Console.Access;
using Partners.Console.Hosting;
using Partners.Console.Shell;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>Sign-in settings: what stops the start, which claims mean which role, how often one may try.</summary>
public sealed class SignInSetupTests : ProviderScene
{
    private const string Https = "--Authentication:Authority=https://id.example";

    public static TheoryData<string, string[], string> Refused => new()
    {
        { "Production", [], "set Authentication:Authority" },
        { "Staging", ["--Authentication:Personas=true"], "leave that setting out" },
        { "Production", [Https, "--Authentication:ClientId=a", "--Authentication:Personas=true"], "leave that setting out" },
        { "Development", [Https, "--Authentication:ClientId=a", "--Authentication:Personas=true"], "leave that setting out" },
        { "Production", ["--Authentication:Authority=http://id.example", "--Authentication:ClientId=a"], "begins with https://" },
        { "Development", ["--Authentication:Authority=http://id.example", "--Authentication:ClientId=a"], "begins with https://" },
        {
            "Production",
            ["--Authentication:Authority=http://127.0.0.1:1", "--Authentication:ClientId=a", "--Authentication:RequireHttpsMetadata=false"],
            "leave it out"
        },
        {
            "Development",
            ["--Authentication:Authority=http://id.example", "--Authentication:ClientId=a", "--Authentication:RequireHttpsMetadata=false"],
            "leave it out"
        },
        { "Production", ["--Authentication:Authority=id.example", "--Authentication:ClientId=a"], "beginning with https://" },
        {
            "Production",
            [Https, "--Authentication:ClientId=a", "--Authentication:MetadataAddress=http://id.example/x"],
            "begins with https://"
        },
        { "Production", [Https], "Set Authentication:ClientId" },
        { "Production", [Https, "--Authentication:ClientId=a", "--Authentication:RecheckMinutes=0"], "Authentication:RecheckMinutes" },
        { "Production", [Https, "--Authentication:ClientId=a", "--Authentication:RecheckMinutes=6"], "5 at most" },
        {
            "Production",
            [Https, "--Authentication:ClientId=a", "--Authentication:AttemptsPerMinute=no"],
            "Authentication:AttemptsPerMinute"
        },
        {
            "Production",
            [Https, "--Authentication:ClientId=a", "--Authentication:Roles:Owner=x"],
            "There is no role Authentication:Roles:Owner"
        },
        {
            "Production",
            [Https, "--Authentication:ClientId=a", "--Authentication:RoleClaims=x"],
            "There is no setting Authentication:RoleClaims"
        },
        {
            "Production",
            [Https, "--Authentication:ClientId=a", "--Authentication:UsePkce=maybe"],
            "A setting of Authentication cannot be read"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses_to_start_and_says_in_a_sentence_what_to_set(string environment, string[] settings, string says)
    {
        var start = () => ConsoleHost.Build([$"--environment={environment}", .. settings]);

        start.Should().Throw<StartRefusedException>().Which.Message.Should().Contain(says).And.NotContain("\n");
    }

    [Theory]
    [InlineData("roles", "Staff", "Staff")]
    [InlineData("roles", "Staff,Handoff operator,unknown", "Staff,Handoff operator")]
    [InlineData("roles", "staff", "")]
    [InlineData("groups", "Staff", "")]
    public void A_role_is_called_by_its_own_name_where_nothing_is_set(string claim, string values, string roles) =>
        RolesOf(
            [],
            values.Split(',')
                .Select(value => new Claim(claim, value))).Should().Equal(roles.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_role_is_what_the_configuration_calls_it() =>
        RolesOf(
            [
                ("RoleClaim", "groups"),
                ("Roles:CommercialOwner:0", "g-1"),
                ("Roles:CommercialOwner:1", "g-2"),
                ("Roles:HandoffOperator", "g-3"),
            ],
            [
                new("groups", "g-2"),
                new("groups", "g-3"),
                new("groups", "Commercial owner"),
            ]).Should().Equal("Commercial owner", "Handoff operator");

    [Theory]
    [InlineData("realm_access", """{"roles":["Staff","x"]}""")]
    [InlineData("realm_access", """{"roles":"Staff"}""")]
    [InlineData("realm_access.roles", "Staff")]
    public void A_role_may_stand_within_an_object(string claim, string value) =>
        RolesOf([("RoleClaim", "realm_access.roles")], [new(claim, value)]).Should().Equal("Staff");

    [Theory]
    [InlineData("Staff")]
    [InlineData("""{"roles":{"Staff":true}}""")]
    [InlineData("""["Staff"]""")]
    public void What_is_no_list_of_roles_is_none(string value) =>
        RolesOf([("RoleClaim", "realm_access.roles")], [new("realm_access", value)]).Should().BeEmpty();

    [Fact]
    public async Task The_provider_s_roles_are_the_person_s()
    {
        await using var console = await StartConsoleAsync(("RoleClaim", "realm_access.roles"), ("Roles:Staff", "partners-staff"));
        Provider.UserInfo["roles"] = null;
        Provider.Claims["realm_access"] = new { roles = new[] { "partners-staff" } };
        using var noor = await SignedInAsync(console);
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);

        Provider.Claims["realm_access"] = new { roles = new[] { "another" } };
        using var tim = await SignedInAsync(console);
        using var answer = await GetAsync(tim, "/session");
        answer.Headers.Location!.OriginalString.Should().Be("/no-access");
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/signin?problem=%3Cb%3E")]
    public async Task Without_anything_to_tell_the_sign_in_page_goes_straight_to_the_provider(string address)
    {
        using var visitor = Console.Visitor();
        using var answer = await GetAsync(visitor, address);

        answer.Headers.Location!.OriginalString.Should().EndWith("/signin/start?returnUrl=%2F");
    }

    [Fact]
    public async Task The_personas_do_not_exist_beside_a_provider()
    {
        using var visitor = Console.Visitor();
        var page = await visitor.GetStringAsync(
            new Uri(SignInEndpoints.PageFor(SignInProblem.SignedOut, null), UriKind.Relative),
            TestContext.Current.CancellationToken);

        page.Should().Contain("href=\"/signin/start?").And.NotContain("Continue as");
        (await StatusAsync(visitor, "/signin/persona")).Should().NotBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/signin/start")]
    [InlineData("/signin-oidc")]
    [InlineData("/signout-backchannel")]
    public async Task Whoever_tries_too_often_is_told_to_wait(string address)
    {
        await using var console = await StartConsoleAsync(("AttemptsPerMinute", "3"));
        using var visitor = console.Visitor();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            (await StatusAsync(visitor, address)).Should().NotBe(HttpStatusCode.TooManyRequests);
        }

        using var answer = await GetAsync(visitor, address);
        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Should().Be("Too many attempts to sign in from your address. Try again in a minute.");
        (await StatusAsync(visitor, SignInEndpoints.PageFor(SignInProblem.SignedOut, null))).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/platform?x=1", "/platform?x=1")]
    public async Task Returns_to_an_address_of_its_own_only(string asked, string expected)
    {
        using var visitor = Console.Visitor();
        using var answer = await SignInAsync(visitor, asked);

        answer.Headers.Location!.OriginalString.Should().Be(expected);
    }

    private static IEnumerable<string> RolesOf((string Name, string Value)[] settings, IEnumerable<Claim> claims)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(setting => KeyValuePair.Create<string, string?>($"Authentication:{setting.Name}", setting.Value)))
            .Build();
        return SignInSettings.Of(configuration, []).RolesOf(claims).Select(role => role.Name);
    }
}

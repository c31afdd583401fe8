using System.Net;
using System.Text;
using FluentAssertions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partners.Console.Access;
using Partners.Console.Access.OpenIdConnect;
using Partners.Console.Tests.Hosting;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>Sign-ins are stored on the server, and end there.</summary>
public sealed class SessionTests : ProviderScene
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    [Fact]
    public async Task The_browser_holds_a_key_and_the_database_neither_key_nor_token()
    {
        using var noor = Console.Visitor();
        using var answer = await SignInAsync(noor);
        var session = (await SessionsAsync()).Single();

        CookieOf(answer).Length.Should().BeLessThan(1000);
        Encoding.Latin1.GetString(session.Ticket).Should().NotContainAny(Provider.LastIdToken, Provider.LastAccessToken, "noor");
        session.ProviderSession.Should().Be("session-1");
    }

    [Fact]
    public async Task A_new_sign_in_begins_a_new_session_and_ends_the_old_one()
    {
        using var noor = await SignedInAsync();
        using var again = await SignInAsync(noor);

        (await SessionsAsync()).Select(session => session.EndedBecause)
            .Should().BeEquivalentTo(new SessionEnd?[] { SessionEnd.SignedOut, null });
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Signing_out_ends_it_here_and_goes_on_to_the_provider_by_a_form()
    {
        using var noor = Console.Visitor();
        using var signedIn = await SignInAsync(noor);
        using var stolen = VisitorWith(CookieOf(signedIn).Split(';')[0]);
        (await StatusAsync(stolen)).Should().Be(HttpStatusCode.NoContent);
        var page = await (await GetAsync(noor, "/nowhere")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var posted = await RunningConsole.PostAsync(noor, "/signout", (RunningConsole.TokenField, RunningConsole.TokenIn(page)));
        var form = await posted.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        form.Should().ContainAll(
            $"""<form method="post" action="{Provider.Issuer}/end" """,
            $"""name="id_token_hint" value="{Provider.LastIdToken}" """.TrimEnd(),
            "signout-callback-oidc");
        posted.Headers.CacheControl!.NoStore.Should().BeTrue();
        posted.Headers.GetValues("Content-Security-Policy").Single().Should().Contain($"form-action 'self' {Provider.Issuer}");
        using var answer = await GetAsync(stolen, "/session");
        (await SentenceAsync(stolen, answer)).Should().Contain(SignInProblem.SignedOut.Sentence());

        var state = WebUtility.HtmlDecode(form.Split("name=\"state\" value=\"")[1].Split('"')[0]);
        using var back = await GetAsync(noor, QueryHelpers.AddQueryString("/signout-callback-oidc", "state", state));
        (await SentenceAsync(noor, back)).Should().Contain(SignInProblem.SignedOut.Sentence());
    }

    [Fact]
    public async Task Signing_out_closes_the_other_open_pages_of_the_session_and_nobody_else_s()
    {
        using var noor = await SignedInAsync();
        await using var page = await OpenPageAsync((await SessionsAsync()).Single().Id);
        await using var other = await OpenPageAsync((await SessionsAsync()).Single().Id);
        using var elsewhere = await SignedInAsync();
        await using var pageElsewhere = await OpenPageAsync((await SessionsAsync()).Single(session => session.Id != page.Session).Id);
        var form = await (await GetAsync(noor, "/nowhere")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var posted = await RunningConsole.PostAsync(
            noor, "/signout", (RunningConsole.TokenField, RunningConsole.TokenIn(form)), (SignInEndpoints.PageField, page.Id));

        other.Left.IsCompleted.Should().BeTrue();
        other.EndedBecause.Should().Be(SessionEnd.SignedOut, "its browser may have dropped the cookie that would tell");
        page.Left.IsCompleted.Should().BeFalse("a reload would interrupt the answer to its form");
        pageElsewhere.Left.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_new_sign_in_closes_the_open_pages_of_the_old_one()
    {
        using var noor = await SignedInAsync();
        await using var page = await OpenPageAsync((await SessionsAsync()).Single().Id);
        using var again = await SignInAsync(noor);

        await page.Left.WaitAsync(TestContext.Current.CancellationToken);
        page.EndedBecause.Should().BeNull("the person is still signed in");
    }

    [Fact]
    public async Task A_page_that_opens_while_its_session_ends_closes_at_once()
    {
        using var noor = await SignedInAsync();
        var session = (await SessionsAsync()).Single().Id;
        var reading = await Console.Services.GetRequiredService<SessionWatch>().ReadAsync(session, TestContext.Current.CancellationToken);
        (await LogOutAsync()).Should().Be(HttpStatusCode.OK);
        await using var page = await OpenPage.OpenAsync(Console, reading.Ticket!.Principal);

        page.Left.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Signing_out_ends_it_here_where_the_provider_cannot_be_asked()
    {
        Provider.IsDown = true;
        var forms = Console.Services.GetRequiredService<IAntiforgery>()
            .GetTokens(new DefaultHttpContext { RequestServices = Console.Services });
        var cookie = Console.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        using var visitor = VisitorWith($"{cookie}={forms.CookieToken}");
        using var answer = await RunningConsole.PostAsync(visitor, "/signout", (RunningConsole.TokenField, forms.RequestToken!));

        (await SentenceAsync(visitor, answer)).Should().Contain(SignInProblem.SignedOut.Sentence());
    }

    [Fact]
    public async Task Coming_back_from_a_sign_out_that_was_not_begun_here_leads_nowhere_else()
    {
        using var visitor = Console.Visitor();
        using var back = await GetAsync(visitor, "/signout-callback-oidc?state=https%3A%2F%2Fevil.example");

        back.Headers.Location!.OriginalString.Should().Be("/");
    }

    [Fact]
    public async Task The_provider_ends_a_session_by_its_name()
    {
        using var noor = await SignedInAsync();
        await using var page = await OpenPageAsync((await SessionsAsync()).Single().Id);
        (await LogOutAsync()).Should().Be(HttpStatusCode.OK);

        page.Left.IsCompleted.Should().BeTrue();
        using var answer = await GetAsync(noor, "/audit");
        (await SentenceAsync(noor, answer)).Should().Contain(SignInProblem.SignedOut.Sentence());
    }

    [Fact]
    public async Task The_provider_ends_everything_of_a_person_and_nothing_of_others()
    {
        using var noor = await SignedInAsync();
        (await LogOutAsync(claims => claims["sub"] = "joris-1", "sid")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);

        (await LogOutAsync(without: "sid")).Should().Be(HttpStatusCode.OK);
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData("nonce", "n", "carries a nonce")]
    [InlineData("events", "none", "no logout token")]
    [InlineData("aud", "another-client", "SecurityTokenInvalidAudienceException")]
    [InlineData("iss", "https://other.example", "SecurityTokenInvalidIssuerException")]
    [InlineData("iat", 1_700_000_000, "not of now")]
    [InlineData("jti", null, "has no id")]
    public async Task A_logout_token_that_is_not_as_it_has_to_be_is_refused(string claim, object? value, string reason)
    {
        using var noor = await SignedInAsync();
        (await LogOutAsync(claims => claims[claim] = value)).Should().Be(HttpStatusCode.BadRequest);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
        Log.All.Should().Contain("Refused a logout token: ").And.Contain(reason);
    }

    [Fact]
    public async Task A_logout_token_that_names_nobody_is_refused() =>
        (await LogOutAsync(claims => claims["sub"] = null, "sid")).Should().Be(HttpStatusCode.BadRequest);

    [Fact]
    public async Task An_ID_token_signs_nobody_out()
    {
        using var noor = await SignedInAsync();
        (await SendAsync(Provider.LastIdToken)).Should().Be(HttpStatusCode.BadRequest);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_logout_token_counts_once()
    {
        var token = LogoutToken();
        (await SendAsync(token)).Should().Be(HttpStatusCode.OK);
        using var noor = await SignedInAsync();
        (await SendAsync(token)).Should().Be(HttpStatusCode.BadRequest);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_logout_token_signed_by_somebody_else_is_refused()
    {
        using var noor = await SignedInAsync();
        (await SendAsync(Provider.Tokens.SignWrongly(LogoutClaims()))).Should().Be(HttpStatusCode.BadRequest);
        (await SendAsync(new string('a', 40_000))).Should().Be(HttpStatusCode.BadRequest);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_key_that_is_new_is_fetched_when_it_is_first_used()
    {
        using var before = await SignedInAsync();
        Provider.Tokens.Rotate();
        using var after = await SignedInAsync();

        (await StatusAsync(after)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Those_too_old_are_removed_as_somebody_signs_in()
    {
        using var noor = await SignedInAsync();
        Clock.Now += TimeSpan.FromMinutes(61);
        using var again = await SignedInAsync();

        (await SessionsAsync()).Should().ContainSingle();
    }

    private Dictionary<string, object?> LogoutClaims() => new(StringComparer.Ordinal)
    {
        ["iss"] = Provider.Issuer,
        ["aud"] = HostileProvider.ClientId,
        ["iat"] = Clock.Now.ToUnixTimeSeconds(),
        ["exp"] = Clock.Now.AddMinutes(2).ToUnixTimeSeconds(),
        ["jti"] = Guid.CreateVersion7().ToString(),
        ["sub"] = HostileProvider.Subject,
        ["sid"] = "session-1",
        ["events"] = new Dictionary<string, object>(StringComparer.Ordinal) { [Event] = new { } },
    };

    private string LogoutToken(Action<Dictionary<string, object?>>? change = null, string? without = null)
    {
        var claims = LogoutClaims();
        change?.Invoke(claims);
        claims.Remove(without ?? string.Empty);
        return Provider.Tokens.Sign(claims, "logout+jwt");
    }

    private Task<HttpStatusCode> LogOutAsync(Action<Dictionary<string, object?>>? change = null, string? without = null) =>
        SendAsync(LogoutToken(change, without));

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("partners=", StringComparison.Ordinal));

    private HttpClient VisitorWith(string cookie)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var visitor = new HttpClient(handler) { BaseAddress = Console.Address };
        visitor.DefaultRequestHeaders.Add("Cookie", cookie);
        return visitor;
    }

    private async Task<HttpStatusCode> SendAsync(string token)
    {
        using var server = Console.Visitor();
        using var answer = await RunningConsole.PostAsync(server, BackChannelLogout.Address, ("logout_token", token));
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        return answer.StatusCode;
    }
}

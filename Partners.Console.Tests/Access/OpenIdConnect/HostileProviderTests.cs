using System.Net;
using FluentAssertions;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Access;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>
/// Attacks by a provider, or by someone between it and the console: each is refused with a sentence, logged without what was sent, and
/// signs no one in. The first test is the same sign-in without an attack.
/// </summary>
public sealed class HostileProviderTests : ProviderScene
{
    [Fact]
    public async Task Signs_in_whom_an_honest_provider_vouches_for()
    {
        using var visitor = Console.Visitor();
        using var answer = await SignInAsync(visitor, "/organisations?q=a");

        answer.Headers.Location!.OriginalString.Should().Be("/organisations?q=a");
        answer.Headers.GetValues("Set-Cookie").Should().ContainSingle(cookie => cookie.StartsWith("partners=", StringComparison.Ordinal));
        (await StatusAsync(visitor)).Should().Be(HttpStatusCode.NoContent);
        (await SessionsAsync()).Should().ContainSingle().Which.Subject.Should().Be(HostileProvider.Subject);
        Log.All.Should().Contain("noor-1 signed in as Staff").And.NotContain("noor@dembrane.example");
        HasNoSecrets();
    }

    [Fact]
    public async Task Asks_with_a_code_challenge_a_nonce_and_a_state()
    {
        using var visitor = Console.Visitor();
        await AnswerAsync(visitor);

        Provider.LastQuestion.Should()
            .Contain("response_type", "code").And.Contain("scope", "openid profile email").And.Contain("code_challenge_method", "S256")
            .And.ContainKeys("code_challenge", "nonce", "state");
    }

    [Fact]
    public Task Wrong_state() =>
        RefusesAnswerAsync(answer => answer["state"] = "CfDJ8NotOurs",
            SignInProblem.NotBegunHere, "The state is missing, or not of this console.");

    [Fact]
    public Task Missing_state() =>
        RefusesAnswerAsync(answer => answer["state"] = null,
            SignInProblem.NotBegunHere, "The state is missing, or not of this console.");

    [Fact]
    public Task Missing_code() =>
        RefusesAnswerAsync(answer => answer["code"] = null, SignInProblem.AnswerRefused, "The answer carries no code.");

    [Fact]
    public Task Answer_of_another_issuer() =>
        RefusesAnswerAsync(answer => answer["iss"] = "https://other.example",
            SignInProblem.AnswerRefused, "The answer was sent by another issuer.");

    [Fact]
    public Task Wrong_nonce() => RefusesTokenAsync("nonce", "another", "OpenIdConnectProtocolInvalidNonceException");

    [Fact]
    public Task Missing_nonce() => RefusesTokenAsync("nonce", null, "OpenIdConnectProtocolInvalidNonceException");

    [Fact]
    public Task Wrong_issuer() => RefusesTokenAsync("iss", "https://other.example", "SecurityTokenInvalidIssuerException");

    [Fact]
    public Task Wrong_audience() => RefusesTokenAsync("aud", "another-client", "SecurityTokenInvalidAudienceException");

    [Fact]
    public Task Several_audiences_without_a_party() =>
        RefusesTokenAsync("aud", new[] { HostileProvider.ClientId, "another-client" }, "The ID token has several audiences");

    [Fact]
    public Task Another_party() => RefusesTokenAsync("azp", "another-client", "The ID token was made for another party.");

    [Fact]
    public Task Nobody() => RefusesTokenAsync("sub", null, "The ID token says of nobody that they signed in.");

    [Fact]
    public Task Expired() =>
        RefusesTokenAsync("exp", Clock.Now.AddMinutes(-2).ToUnixTimeSeconds(), "SecurityTokenInvalidLifetimeException");

    [Fact]
    public Task Without_an_end() => RefusesTokenAsync("exp", null, "SecurityTokenInvalidLifetimeException");

    [Fact]
    public Task Not_yet_valid() =>
        RefusesTokenAsync("nbf", Clock.Now.AddMinutes(2).ToUnixTimeSeconds(), "SecurityTokenInvalidLifetimeException");

    [Fact]
    public Task Made_at_a_time_to_come() => RefusesTokenAsync("iat", Clock.Now.AddMinutes(2).ToUnixTimeSeconds(), "says a time to come");

    [Fact]
    public Task Another_access_token() =>
        RefusesTokenAsync("at_hash", "AAAAAAAAAAAAAAAAAAAAAA", "The ID token belongs to another access token.");

    [Fact]
    public Task No_access_token()
    {
        Provider.KeepsAccessTokens = true;
        return RefusesTokenAsync("at_hash", null, "The provider gave no access token.");
    }

    [Fact]
    public Task Wrong_signature() => RefusesForgeryAsync(Provider.Tokens.SignWrongly, "SecurityTokenInvalidSignatureException");

    [Fact]
    public Task Algorithm_none_without_a_signature() =>
        RefusesForgeryAsync(claims => TokenForge.LeaveUnsigned(claims, string.Empty), "SecurityTokenInvalidSignatureException");

    [Fact]
    public Task Algorithm_none_with_a_signature() =>
        RefusesForgeryAsync(claims => TokenForge.LeaveUnsigned(claims, "AAAA"), "SecurityTokenSignatureKeyNotFoundException");

    [Fact]
    public Task HS256_with_the_public_key() =>
        RefusesForgeryAsync(Provider.Tokens.SignWithThePublicKey, "SecurityTokenInvalidSignatureException");

    [Fact]
    public Task A_token_of_another_kind() =>
        RefusesForgeryAsync(claims => Provider.Tokens.Sign(claims, "at+jwt"), "SecurityTokenInvalidTypeException");

    [Fact]
    public Task A_header_with_a_critical_member() =>
        RefusesForgeryAsync(Provider.Tokens.SignWithACriticalMember, "SecurityTokenValidationException");

    [Fact]
    public async Task A_key_that_was_taken_back()
    {
        using var first = await SignedInAsync();
        Provider.Tokens.Rotate();
        using var second = await SignedInAsync();
        Provider.Forge = Provider.Tokens.SignWithTheOldKey;
        await RefusesAsync(SignInProblem.AnswerRefused, "SecurityTokenSignatureKeyNotFoundException", sessions: 2);
    }

    [Fact]
    public Task An_encrypted_token() => RefusesForgeryAsync(_ => TokenForge.Encrypt(), "FormatException");

    [Fact]
    public Task A_token_of_20_KB() => RefusesTokenAsync("more", new string('a', 20_000), "ArgumentException");

    [Fact]
    public Task A_token_of_1_MB() => RefusesTokenAsync("more", new string('a', 1_000_000), "The provider's answer is too long.");

    [Fact]
    public Task Text_that_is_no_token() => RefusesForgeryAsync(_ => "a.b.c", "ArgumentException");

    [Fact]
    public async Task Another_subject_at_userinfo()
    {
        Provider.UserInfo["sub"] = "joris-1";
        await RefusesAsync(SignInProblem.AnswerRefused, "OpenIdConnectProtocolException");
    }

    [Fact]
    public async Task Userinfo_as_a_token()
    {
        Provider.UserInfoAnswer = (200, "application/jwt", "e30.e30.AAAA");
        await RefusesAsync(SignInProblem.AnswerRefused, "The provider's answer is not plain JSON.");
    }

    [Fact]
    public async Task A_replayed_code()
    {
        string? used = null;
        Provider.Answer = answer =>
        {
            answer["code"] = used ??= answer["code"];
            return answer;
        };
        using var first = await SignedInAsync();
        await RefusesAsync(SignInProblem.AnswerRefused, "The provider did not redeem the code.", sessions: 1);
    }

    [Fact]
    public async Task A_replayed_answer()
    {
        using var visitor = Console.Visitor();
        var address = await AnswerAsync(visitor);
        using var first = await GetAsync(visitor, address);
        first.Headers.Location!.OriginalString.Should().Be("/session");
        using var second = await GetAsync(visitor, address);

        await WasRefusedAsync(visitor, second, SignInProblem.NotBegunHere, "was ended already", sessions: 1);
    }

    [Fact]
    public async Task A_sign_in_that_was_begun_by_another_site()
    {
        using var attacker = Console.Visitor();
        var address = await AnswerAsync(attacker);
        using var victim = Console.Visitor();
        using var answer = await GetAsync(victim, address);

        await WasRefusedAsync(victim, answer, SignInProblem.NotBegunHere, "The sign-in was begun in another browser");
    }

    [Theory]
    [InlineData("access_denied", nameof(SignInProblem.Denied))]
    [InlineData("login_required", nameof(SignInProblem.SignInThereFirst))]
    [InlineData("temporarily_unavailable", nameof(SignInProblem.ProviderBusy))]
    [InlineData("invalid_scope", nameof(SignInProblem.SetUp))]
    [InlineData("<script>alert(1)</script>", nameof(SignInProblem.AnswerRefused))]
    public async Task An_error_response(string error, string problem)
    {
        Provider.Answer = answer => new(StringComparer.Ordinal)
        {
            ["state"] = answer["state"],
            ["error"] = error,
            ["error_description"] = "<b>Call 0900-1234</b>",
        };
        await RefusesAsync(Enum.Parse<SignInProblem>(problem), "The provider");
        Log.All.Should().NotContain("0900-1234").And.NotContain("alert(1)");
    }

    [Fact]
    public async Task A_provider_by_another_name()
    {
        Provider.CallsItself = "https://login.example/{tenantid}/v2.0";
        using var visitor = Console.Visitor();
        using var answer = await GetAsync(visitor, "/signin/start");

        await WasRefusedAsync(visitor, answer, SignInProblem.SetUp, "stands for many organisations at once");
    }

    [Fact]
    public async Task A_provider_that_demands_pushed_requests()
    {
        Provider.DemandsPushedRequests = true;
        using var visitor = Console.Visitor();
        using var answer = await GetAsync(visitor, "/signin/start");

        await WasRefusedAsync(visitor, answer, SignInProblem.SetUp, "demands pushed authorisation requests");
    }

    [Fact]
    public async Task A_provider_that_is_down()
    {
        Provider.IsDown = true;
        using var visitor = Console.Visitor();
        using var answer = await GetAsync(visitor, "/signin/start?returnUrl=/audit");

        answer.Headers.Location!.OriginalString.Should().EndWith("returnUrl=%2Faudit");
        await WasRefusedAsync(visitor, answer, SignInProblem.Unreachable, "did not describe itself");
    }

    [Fact]
    public async Task A_provider_that_is_down_for_a_moment()
    {
        Provider.IsDown = true;
        using var visitor = Console.Visitor();
        using var answer = await GetAsync(visitor, "/signin/start");
        Provider.IsDown = false;

        using var noor = await SignedInAsync();
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_provider_that_is_down_as_the_browser_comes_back()
    {
        using var visitor = Console.Visitor();
        var address = await AnswerAsync(visitor);
        Provider.IsDown = true;
        using var answer = await GetAsync(visitor, address);

        await WasRefusedAsync(visitor, answer, SignInProblem.Unreachable, "The provider gave no answer.");
    }

    private Task RefusesTokenAsync(string claim, object? value, string reason)
    {
        Provider.Claims[claim] = value;
        return RefusesAsync(SignInProblem.AnswerRefused, reason);
    }

    private Task RefusesForgeryAsync(Func<IDictionary<string, object?>, string> forge, string reason)
    {
        Provider.Forge = forge;
        return RefusesAsync(SignInProblem.AnswerRefused, reason);
    }

    private Task RefusesAnswerAsync(Action<Dictionary<string, string?>> change, SignInProblem problem, string reason)
    {
        Provider.Answer = answer =>
        {
            change(answer);
            return answer;
        };
        return RefusesAsync(problem, reason);
    }

    private async Task RefusesAsync(SignInProblem problem, string reason, int sessions = 0)
    {
        using var visitor = Console.Visitor();
        using var answer = await SignInAsync(visitor);
        await WasRefusedAsync(visitor, answer, problem, reason, sessions);
    }

    private async Task WasRefusedAsync(
        HttpClient visitor, HttpResponseMessage answer, SignInProblem problem, string reason, int sessions = 0)
    {
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).Should().NotContain(cookie => cookie.StartsWith("partners=", StringComparison.Ordinal));
        var address = new Uri(QueryHelpers.AddQueryString("/signin", "problem", problem.Code()), UriKind.Relative);
        var page = await visitor.GetStringAsync(address, TestContext.Current.CancellationToken);
        WebUtility.HtmlDecode(page).Should().Contain(problem.Sentence());
        answer.Headers.Location!.OriginalString.Should().StartWith($"/signin?problem={problem.Code()}&");
        (await SessionsAsync()).Should().HaveCount(sessions);
        // The library's messages, which start with an IDX number, quote what was sent.
        Log.All.Should().Contain("Refused a sign-in: ").And.Contain(reason).And.NotContain("IDX");
        HasNoSecrets();
    }

    private void HasNoSecrets()
    {
        string?[] secrets =
        [
            "secret-of-the-client", Provider.LastIdToken, Provider.LastAccessToken,
            Provider.LastQuestion.GetValueOrDefault("state"), Provider.LastQuestion.GetValueOrDefault("nonce"),
        ];
        Log.All.Should().NotContainAny(secrets.OfType<string>().Where(secret => secret.Length > 0));
    }
}

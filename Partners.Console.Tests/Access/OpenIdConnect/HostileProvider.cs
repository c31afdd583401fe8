using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>
/// An identity provider on this machine that behaves correctly until a test turns one of its knobs. It signs everyone in as Noor at once,
/// without a page.
/// </summary>
internal sealed class HostileProvider : IAsyncDisposable
{
    public const string ClientId = "partners";
    public const string Subject = "noor-1";

    private LoopbackServer _server = null!;
    private readonly ConcurrentDictionary<string, (string? Nonce, string? Challenge)> _codes = new(StringComparer.Ordinal);

    private string? _refreshToken;

    private HostileProvider(TimeProvider clock)
    {
        Clock = clock;
        Tokens = new(this);
    }

    public TimeProvider Clock { get; }

    public TokenForge Tokens { get; }

    public string Issuer { get; private set; } = string.Empty;

    /// <summary>Its name for itself, if that is not its address.</summary>
    public string? CallsItself { get; set; }

    /// <summary>Changes to the ID token's claims. A null removes the claim.</summary>
    public Dictionary<string, object?> Claims { get; } = new(StringComparer.Ordinal);

    /// <summary>The userinfo. A null removes the claim.</summary>
    public Dictionary<string, object?> UserInfo { get; } = new(StringComparer.Ordinal)
    {
        ["sub"] = Subject,
        ["name"] = "Noor de Wit",
        ["email"] = "noor@dembrane.example",
        ["roles"] = new[] { "Staff" },
    };

    /// <summary>Builds the ID token from its claims in a way that a provider should not.</summary>
    public Func<IDictionary<string, object?>, string>? Forge { get; set; }

    /// <summary>Changes the parameters that the browser returns with.</summary>
    public Func<Dictionary<string, string?>, Dictionary<string, string?>> Answer { get; set; } = parameters => parameters;

    /// <summary>The userinfo endpoint's answer instead of the userinfo: a status, a type, a body.</summary>
    public (int Status, string Type, string Body)? UserInfoAnswer { get; set; }

    /// <summary>Issues refresh tokens, each for one use. The ID token that comes with a new one has no nonce.</summary>
    public bool Refreshes { get; set; }

    /// <summary>Runs before it answers with new tokens.</summary>
    public Func<Task>? BeforeRefresh { get; set; }

    public bool KeepsAccessTokens { get; set; }

    public bool DemandsPushedRequests { get; set; }

    public bool IsDown { get; set; }

    public int TimesAsked { get; private set; }

    public string LastIdToken { get; private set; } = string.Empty;

    public string LastAccessToken { get; private set; } = string.Empty;

    public Dictionary<string, string?> LastQuestion { get; private set; } = [];

    public static async Task<HostileProvider> StartAsync(TimeProvider clock)
    {
        var provider = new HostileProvider(clock);
        provider._server = await LoopbackServer.StartAsync(app =>
        {
            app.Use((context, next) => provider.IsDown ? Down(context) : next(context));
            app.MapGet("/.well-known/openid-configuration", provider.Describe);
            app.MapGet("/keys", () => Results.Json(provider.Tokens.Keys));
            app.MapGet("/authorize", provider.Authorize);
            app.MapPost("/token", (Delegate)provider.RedeemAsync);
            app.MapGet("/userinfo", provider.TellWho);
        });
        provider.Issuer = provider._server.Address.GetLeftPart(UriPartial.Authority);
        return provider;
    }

    public ValueTask DisposeAsync()
    {
        Tokens.Dispose();
        return _server.DisposeAsync();
    }

    /// <summary>A code as one sign-in receives it.</summary>
    public string NewCode(string? nonce, string? challenge)
    {
        var code = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (nonce, challenge);
        return code;
    }

    private static Task Down(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private IResult Describe() => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["issuer"] = CallsItself ?? Issuer,
        ["authorization_endpoint"] = $"{Issuer}/authorize",
        ["token_endpoint"] = $"{Issuer}/token",
        ["userinfo_endpoint"] = $"{Issuer}/userinfo",
        ["end_session_endpoint"] = $"{Issuer}/end",
        ["jwks_uri"] = $"{Issuer}/keys",
        ["pushed_authorization_request_endpoint"] = $"{Issuer}/pushed",
        ["require_pushed_authorization_requests"] = DemandsPushedRequests,
    });

    private IResult Authorize(HttpContext context)
    {
        LastQuestion = context.Request.Query
            .ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value, StringComparer.Ordinal);
        var answer = Answer(new(StringComparer.Ordinal)
        {
            ["code"] = NewCode(LastQuestion.GetValueOrDefault("nonce"), LastQuestion.GetValueOrDefault("code_challenge")),
            ["state"] = LastQuestion["state"],
            ["iss"] = Issuer,
        });
        var sent = answer.Where(parameter => parameter.Value is not null);
        return Results.Redirect(QueryHelpers.AddQueryString(LastQuestion["redirect_uri"]!, sent));
    }

    private async Task<IResult> RedeemAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["grant_type"] == "refresh_token" && BeforeRefresh is { } before)
        {
            await before();
        }

        // Each code works once, as with any provider, and only for whoever requested it.
        if (form["grant_type"] == "refresh_token" && Refreshes && form["refresh_token"] == _refreshToken)
        {
            return GiveTokens(nonce: null);
        }

        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var asked) || asked.Challenge != challenge)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        return GiveTokens(asked.Nonce);
    }

    private IResult GiveTokens(string? nonce)
    {
        LastAccessToken = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var claims = Tokens.Usual(nonce, LastAccessToken);
        foreach (var (name, value) in Claims)
        {
            claims[name] = value;
        }

        LastIdToken = Forge?.Invoke(claims) ?? Tokens.Sign(claims);
        var answer = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["access_token"] = LastAccessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = 3600,
            ["id_token"] = LastIdToken,
        };
        if (KeepsAccessTokens)
        {
            answer.Remove("access_token");
        }

        if (Refreshes)
        {
            answer["refresh_token"] = _refreshToken = Guid.CreateVersion7().ToString();
        }

        return Results.Json(answer);
    }

    private IResult TellWho(HttpContext context)
    {
        TimesAsked++;
        return UserInfoAnswer is { } other ? Results.Text(other.Body, other.Type, statusCode: other.Status)
            : context.Request.Headers.Authorization != $"Bearer {LastAccessToken}" ? Results.StatusCode(StatusCodes.Status401Unauthorized)
            : Results.Json(TokenForge.WithoutNulls(UserInfo));
    }
}

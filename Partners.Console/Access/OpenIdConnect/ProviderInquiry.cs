using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// Asks the provider about someone who signed in a while ago. It asks the userinfo endpoint with the access token. If that token has
/// expired, or only a new ID token states the roles, it asks the token endpoint first.
/// </summary>
internal sealed partial class ProviderInquiry(
    IOptionsMonitor<OpenIdConnectOptions> options, SignInSettings settings, TimeProvider clock, ILogger<ProviderInquiry> log)
    : IProviderInquiry
{
    private OpenIdConnectOptions Options => options.Get(SignIn.ProviderScheme);

    public async Task<InquiryAnswer> AskAsync(AuthenticationTicket ticket, Func<AuthenticationTicket, Task> keep)
    {
        var subject = ticket.Principal.FindFirstValue(StaffClaims.Subject)!;
        try
        {
            return await AskAsync(ticket, subject, keep);
        }
        catch (ProviderSaidNoException no)
        {
            LogNo(subject, no.Message);
            return new InquiryAnswer.No();
        }
        catch (SignInRefusedException refused) when (refused.Problem is SignInProblem.Unreachable)
        {
            LogNone(subject, refused.Message);
            return new InquiryAnswer.None();
        }
        catch (SignInRefusedException refused)
        {
            LogNo(subject, refused.Message);
            return new InquiryAnswer.No();
        }
    }

    private async Task<InquiryAnswer> AskAsync(AuthenticationTicket ticket, string subject, Func<AuthenticationTicket, Task> keep)
    {
        if (TicketTokens.Read(ticket.Properties) is not { } tokens)
        {
            // Not signed in by this provider, but as a made-up person before it was configured.
            return new InquiryAnswer.No();
        }

        var provider = await Options.DiscoverAsync(CancellationToken.None);
        var endpoints = new ProviderEndpoints(Options, provider, clock);
        var hasUserInfo = !string.IsNullOrEmpty(provider.UserInfoEndpoint);
        var names = ticket.Properties.Items.TryGetValue(ProviderHandler.UserInfoClaims, out var joined) ? joined!.Split(' ') : [];
        var rolesAtUserInfo = settings.IsAmong(names);
        JsonElement? idToken = null;
        if (tokens.RefreshToken is not null && (!rolesAtUserInfo || !hasUserInfo || tokens.AccessEndsAt <= clock.GetUtcNow()))
        {
            (tokens, idToken) = await RefreshAsync(endpoints, ticket, tokens, subject, keep);
        }
        else if (!hasUserInfo)
        {
            throw new SignInRefusedException(
                SignInProblem.SetUp, "The provider gives neither userinfo nor refresh tokens, so it cannot be asked again.");
        }

        JsonElement? userInfo = null;
        try
        {
            userInfo = hasUserInfo ? await endpoints.UserInfoAsync(tokens.AccessToken) : null;
        }
        catch (ProviderSaidNoException) when (idToken is null && tokens.RefreshToken is not null)
        {
            // The access token may have been revoked early. The provider gives no new one to someone who may no longer be here.
            (tokens, idToken) = await RefreshAsync(endpoints, ticket, tokens, subject, keep);
            userInfo = await endpoints.UserInfoAsync(tokens.AccessToken);
        }

        if (userInfo is { } info && info.Text("sub") != subject)
        {
            throw new SignInRefusedException("The userinfo is about somebody else.");
        }

        var principal = WithRolesOfNow(ticket.Principal, userInfo, idToken, rolesAtUserInfo);
        return new InquiryAnswer.Yes(new(principal, ticket.Properties, ticket.AuthenticationScheme));
    }

    /// <summary>
    /// Takes the roles from the userinfo if it states them. Roles that only an ID token states stay the same unless a new one arrived.
    /// </summary>
    private ClaimsPrincipal WithRolesOfNow(ClaimsPrincipal principal, JsonElement? userInfo, JsonElement? idToken, bool rolesAtUserInfo)
    {
        var tellsRoles = userInfo is { } info
            && (rolesAtUserInfo || settings.IsAmong(info.EnumerateObject().Select(member => member.Name)));
        return (tellsRoles ? userInfo : idToken) is { } claims
            ? StaffClaims.WithRoles(principal, settings.RolesOf(claims.Claims()))
            : principal;
    }

    private async Task<(ProviderTokens Tokens, JsonElement? IdToken)> RefreshAsync(
        ProviderEndpoints endpoints,
        AuthenticationTicket ticket,
        ProviderTokens tokens,
        string subject,
        Func<AuthenticationTicket, Task> keep)
    {
        var newer = await endpoints.RefreshAsync(tokens.RefreshToken!);
        var kept = newer with { RefreshToken = newer.RefreshToken ?? tokens.RefreshToken, IdToken = newer.IdToken ?? tokens.IdToken };
        TicketTokens.Write(ticket.Properties, kept);
        await keep(ticket);
        if (newer.IdToken is null)
        {
            return (kept, null);
        }

        var now = clock.GetUtcNow();
        var token = await ProviderTokenHandler.ReadAsync(newer.IdToken, Options, IdTokenRules.Types, CancellationToken.None);
        var skew = Options.TokenValidationParameters.ClockSkew;
        var expected = new IdTokenExpectation(Options.ClientId!, newer.AccessToken, subject, MaxAge: null, now, skew);
        return IdTokenRules.Refuse(token, expected, now) is { } reason
            ? throw new SignInRefusedException(reason)
            : (kept, token.Claims);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The identity provider no longer vouches for {Subject}: {Reason}")]
    private partial void LogNo(string subject, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The identity provider could not be asked about {Subject}: {Reason}")]
    private partial void LogNone(string subject, string reason);
}

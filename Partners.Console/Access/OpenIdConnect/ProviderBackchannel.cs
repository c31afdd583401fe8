using System.Net;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>Sends requests to the provider, both for the framework's handler and for this console.</summary>
internal sealed class ProviderBackchannel() : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    UseCookies = false,
    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
})
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var saysNo = answer.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
            and not HttpStatusCode.RequestTimeout and not HttpStatusCode.TooManyRequests;
        if (!answer.IsSuccessStatusCode && !saysNo)
        {
            answer.Dispose();
            throw new HttpRequestException($"The provider answered {(int)answer.StatusCode}.");
        }

        // The framework's handler would accept userinfo in the form of a token without checking its signature.
        var isUserInfo = answer.IsSuccessStatusCode && request.Headers.Authorization is not null;
        if (isUserInfo && answer.Content.Headers.ContentType?.MediaType is not "application/json")
        {
            answer.Dispose();
            throw new SignInRefusedException("The provider's answer is not plain JSON.");
        }

        return answer;
    }
}

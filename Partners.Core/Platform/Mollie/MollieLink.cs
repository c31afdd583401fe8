using System.Net;
using System.Net.Http.Headers;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <summary>Asks Mollie for one page. The key goes to the address of the settings alone; no redirect is followed.</summary>
internal sealed class MollieLink(MollieSettings settings, IHttpClientFactory clients)
{
    /// <summary>A page holds 250 rows of a few kilobytes at most.</summary>
    private const int LargestAnswer = 16 * 1024 * 1024;

    private static readonly TimeSpan s_body = TimeSpan.FromMinutes(1);

    /// <exception cref="PlatformFaultException">It did not answer, or not with a page.</exception>
    public async Task<byte[]> GetAsync(Uri page, CancellationToken cancel)
    {
        if (!IsOfMollie(page))
        {
            throw new PlatformFaultException(new MollieLinkRefused());
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Key);
        request.Headers.TryAddWithoutValidation("User-Agent", ChangeSource.Console);
        request.Options.Set(PlatformHttp.MayRepeat, true);
        try
        {
            using var client = clients.CreateClient(PlatformHttp.Payments);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (!answer.IsSuccessStatusCode)
            {
                throw new PlatformFaultException(FaultOf(answer.StatusCode));
            }

            return await BoundedBody.ReadAsync(answer, LargestAnswer, s_body, cancel);
        }
        catch (Exception fault) when (PlatformLink.FaultOf(fault, isWrite: false, cancel) is { } known)
        {
            throw new PlatformFaultException(known is Unreachable line ? new MollieUnreachable(line.Why) : known);
        }
    }

    /// <summary>The same scheme, host and port: another host that asked for the key would get it.</summary>
    private bool IsOfMollie(Uri page) =>
        page.IsAbsoluteUri
        && page.UserInfo.Length == 0
        && Uri.Compare(
            page,
            settings.Address,
            UriComponents.SchemeAndServer,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase) == 0;

    private static PlatformFault FaultOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new KeyNotAccepted(),
        HttpStatusCode.TooManyRequests => new MollieBusy(),
        HttpStatusCode.ServiceUnavailable => new MollieUnreachable("it is too busy"),
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => new MollieUnreachable("what stands before it has no answer"),
        _ => new MollieFailed((int)status),
    };
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Partners.Bench;

/// <summary>
/// An open page, from the console's point of view: it loads the page, connects, takes over the components from the first HTML, acknowledges
/// each rendering and answers each call to the browser. It draws nothing.
/// </summary>
internal sealed partial class OpenPage : IAsyncDisposable
{
    private static readonly Dictionary<string, string> s_noHeaders = [];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _browser;
    private Task _listening = Task.CompletedTask;
    private string _circuit = string.Empty;

    private OpenPage(HttpClient browser) => _browser = browser;

    /// <summary>How many renderings the console has sent.</summary>
    public int Renderings { get; private set; }

    /// <exception cref="InvalidOperationException">The console reported an error or took too long.</exception>
    public static async Task<OpenPage> OpenAsync(HttpClient browser, string cookies, string address, CancellationToken cancel)
    {
        var html = await browser.GetStringAsync(new Uri(address, UriKind.Relative), cancel);
        using var negotiated = await browser.PostAsync(
            new Uri("/_blazor/negotiate?negotiateVersion=1", UriKind.Relative),
            content: null,
            cancel);
        var token = JsonNode.Parse(await negotiated.Content.ReadAsStringAsync(cancel))!["connectionToken"]!.GetValue<string>();
        var page = new OpenPage(browser);
        page._socket.Options.SetRequestHeader("Cookie", cookies);
        await page._socket.ConnectAsync(
            new UriBuilder(browser.BaseAddress!) { Scheme = "ws", Path = "/_blazor", Query = $"id={token}" }.Uri,
            cancel);
        await page._socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            endOfMessage: true,
            cancel);
        page._listening = page.ListenAsync(cancel);
        await page.SendAsync(
            BlazorPack.Message(
                BlazorPack.Invocation,
                s_noHeaders,
                "0",
                "StartCircuit",
                new object?[] { browser.BaseAddress!.ToString(), new Uri(browser.BaseAddress, address).ToString(), "[]", string.Empty },
                Array.Empty<object?>()));
        page._circuit = await page._started.Task.WaitAsync(s_patience, cancel);
        await page.SendAsync(Call("UpdateRootComponents", Components(html), State().Match(html).Groups["state"].Value));
        await page._rendered.Task.WaitAsync(s_patience, cancel);
        return page;
    }

    /// <summary>Leaves as a browser does, so that the console keeps nothing for a return.</summary>
    public async ValueTask DisposeAsync()
    {
        using var leaving = new MultipartFormDataContent { { new StringContent(_circuit), "circuitId" } };
        using var answer = await _browser.PostAsync(new Uri("/_blazor/disconnect", UriKind.Relative), leaving);
        _socket.Abort();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _socket.Dispose();
        _sending.Dispose();
    }

    private static byte[] Call(string method, params object?[] arguments) =>
        BlazorPack.Message(BlazorPack.Invocation, s_noHeaders, null, method, arguments, Array.Empty<object?>());

    /// <summary>The components in the HTML's comments, as one batch to add.</summary>
    private static string Components(string html)
    {
        var operations = new JsonArray();
        foreach (var marker in Marker().EnumerateMatches(html))
        {
            var json = html.AsSpan(marker.Index, marker.Length)["<!--Blazor:".Length..^"-->".Length].ToString();
            operations.Add(new JsonObject
            {
                ["type"] = "add",
                ["ssrComponentId"] = operations.Count + 1,
                ["marker"] = JsonNode.Parse(json),
            });
        }

        return new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString();
    }

    private async Task SendAsync(byte[] message)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task ListenAsync(CancellationToken cancel)
    {
        try
        {
            var (buffer, filled, isGreeted) = (new byte[16 * 1024], 0, false);
            while (await _socket.ReceiveAsync(buffer.AsMemory(filled), cancel) is { MessageType: not WebSocketMessageType.Close } received)
            {
                filled += received.Count;
                if (!isGreeted && Array.IndexOf(buffer, (byte)0x1E, 0, filled) is var end and >= 0)
                {
                    isGreeted = true;
                    Drop(end + 1);
                }

                while (isGreeted && BlazorPack.TryRead(buffer.AsSpan(0, filled), out var read) is { } message)
                {
                    Drop(read);
                    await AnswerAsync(message);
                }

                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }
            }

            throw new InvalidOperationException("The console closed the connection.");

            void Drop(int bytes)
            {
                buffer.AsSpan(bytes, filled - bytes).CopyTo(buffer);
                filled -= bytes;
            }
        }
#pragma warning disable CA1031 // Report any fault to whoever waits for the page.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            _started.TrySetException(fault);
            _rendered.TrySetException(fault);
        }
    }

    private async Task AnswerAsync(object?[] message)
    {
        switch (message[0], message.Length > 3 ? message[3] : null)
        {
            case ((long)BlazorPack.Completion, _):
                _started.TrySetResult(
                    message.Length > 4 && message[4] is string circuit
                        ? circuit
                        : throw new InvalidOperationException("The console started no circuit."));
                break;
            case ((long)BlazorPack.Ping, _):
                await SendAsync(BlazorPack.Message(BlazorPack.Ping));
                break;
            case ((long)BlazorPack.Close, _):
                throw new InvalidOperationException($"The console ended the connection: {string.Join(' ', message)}");
            case ((long)BlazorPack.Invocation, "JS.RenderBatch"):
                Renderings++;
                await SendAsync(Call("OnRenderCompleted", (long)Arguments(message)[0]!, null));
                break;
            case ((long)BlazorPack.Invocation, "JS.BeginInvokeJS"):
                await AnswerCallAsync(Arguments(message));
                break;
            case ((long)BlazorPack.Invocation, "JS.EndUpdateRootComponents"):
                _rendered.TrySetResult();
                break;
            case ((long)BlazorPack.Invocation, "JS.Error"):
                throw new InvalidOperationException($"The page failed: {Arguments(message)[0]}");
        }
    }

    private static object?[] Arguments(object?[] message) => (object?[])message[4]!;

    /// <summary>
    /// A call that wants an object gets an object's number, any other gets nothing; a call without a handle expects no answer.
    /// </summary>
    private Task AnswerCallAsync(object?[] arguments)
    {
        const long WantsObject = 1;
        var handle = (long)arguments[0]!;
        var result = arguments[3] is WantsObject ? $$"""{"__jsObjectId":{{handle}}}""" : "null";
        return handle == 0 ? Task.CompletedTask : SendAsync(Call("EndInvokeJSFromDotNet", handle, true, $"[{handle},true,{result}]"));
    }

    [GeneratedRegex("""<!--Blazor:\{"type":"server".*?-->""", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^-]*)-->", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex State();
}

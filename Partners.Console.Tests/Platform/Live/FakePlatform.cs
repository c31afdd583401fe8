using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Partners.Console.Tests.Support;
using Partners.Core.Platform.Live;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>Answers as a test says, over real HTTP: for what a real Directus cannot be brought to do on demand.</summary>
public sealed class FakePlatform : IAsyncDisposable
{
    public const string Token = "a-token-that-nobody-may-see";

    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();

    private LoopbackServer _server = null!;

    private FakePlatform()
    {
    }

    /// <summary>What was asked, in order: "PATCH /items/org?fields=id".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string> Bodies { get; } = new();

    public ConcurrentQueue<IHeaderDictionary> Headers { get; } = new();

    public PlatformSettings Settings => new() { Address = _server.Address, Token = Token };

    public static async Task<FakePlatform> StartAsync()
    {
        var platform = new FakePlatform();
        platform._server = await LoopbackServer.StartAsync(server => server.Run(platform.AnswerAsync));
        return platform;
    }

    /// <summary>The next request without an answer of its own gets this one.</summary>
    public FakePlatform Then(int status, string body, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            return context.Response.WriteAsync(body);
        });
        return this;
    }

    /// <summary>The next request is carried out, and its answer lost.</summary>
    public FakePlatform ThenHangUp()
    {
        _answers.Enqueue(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        return this;
    }

    public static string Error(string code, string message = "said", string extensions = "") =>
        $$$"""{"errors":[{"message":"{{{message}}}","extensions":{"code":"{{{code}}}"{{{extensions}}}}}]}""";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        Headers.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase)));
        using var reader = new StreamReader(context.Request.Body);
        Bodies.Enqueue(await reader.ReadToEndAsync());
        if (_answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

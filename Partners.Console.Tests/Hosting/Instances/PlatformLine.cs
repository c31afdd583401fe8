using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>Where what an instance writes to the platform is held for good.</summary>
public enum Held
{
    /// <summary>Nowhere: everything is passed on.</summary>
    Nowhere,

    /// <summary>On its way there: the platform never hears of it.</summary>
    Request,

    /// <summary>On its way back: the platform has done it, and the instance does not know.</summary>
    Answer,
}

/// <summary>An instance's own way to the platform, so that a test knows which of them writes, and can end it in the middle.</summary>
internal sealed class PlatformLine : IAsyncDisposable
{
    private readonly TaskCompletionSource _holds = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication _app;

    private PlatformLine(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public Held Where { get; set; }

    /// <summary>Ends when something is held.</summary>
    public Task Holds => _holds.Task;

    public static async Task<PlatformLine> ToAsync(Uri platform)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var line = new PlatformLine(app);
        app.Use(line.PassAsync);
        app.MapForwarder("/{**all}", platform.ToString());
        await app.StartAsync();
        return line;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (Where == Held.Nowhere || !(HttpMethods.IsPost(context.Request.Method) || HttpMethods.IsPatch(context.Request.Method)))
        {
            await next(context);
            return;
        }

        if (Where == Held.Answer)
        {
            context.Response.Body = new MemoryStream();
            await next(context);
        }

        _holds.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

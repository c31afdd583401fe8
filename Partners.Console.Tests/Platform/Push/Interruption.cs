namespace Partners.Console.Tests.Platform.Push;

/// <summary>What a process that ends in the middle leaves behind: nothing in it goes on.</summary>
internal sealed class KilledException() : Exception("The process was killed.");

/// <summary>Lets a test do something before or after any request of the console's.</summary>
internal sealed class Interruption
{
    public Func<HttpRequestMessage, Task>? Before { get; set; }

    public Func<HttpRequestMessage, Task>? After { get; set; }

    public static bool IsWrite(HttpRequestMessage request) => request.Method == HttpMethod.Post || request.Method == HttpMethod.Patch;

    internal sealed class Handler(Interruption between) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await (between.Before?.Invoke(request) ?? Task.CompletedTask);
            var answer = await base.SendAsync(request, cancellationToken);
            await (between.After?.Invoke(request) ?? Task.CompletedTask);
            return answer;
        }
    }
}

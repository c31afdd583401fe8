using Microsoft.Playwright;

namespace Partners.Console.Tests.Browser;

/// <summary>Keeps a page from becoming live after its first rendering, until the test lets it.</summary>
internal sealed class HeldConnection
{
    private readonly TaskCompletionSource _asked = new();
    private readonly TaskCompletionSource _released = new();

    private HeldConnection()
    {
    }

    /// <summary>Holds back the connections of all pages that this visitor opens from now on.</summary>
    public static async Task<HeldConnection> OfAsync(Visitor visitor)
    {
        var held = new HeldConnection();
        await visitor.Page.RouteAsync("**/_blazor/negotiate*", held.ContinueAsync);
        return held;
    }

    /// <summary>Waits until the page asks for its connection. Its scripts have run by then.</summary>
    public Task IsAskedForAsync() => _asked.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    public void Release() => _released.SetResult();

    private async Task ContinueAsync(IRoute route)
    {
        _asked.TrySetResult();
        await _released.Task;
        await route.ContinueAsync();
    }
}

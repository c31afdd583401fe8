using Microsoft.JSInterop;

namespace Partners.Console.Shell;

/// <summary>The script beside a component, fetched when it is first called, with the way back from it. To be disposed with the component.</summary>
/// <param name="address">Below the site's root.</param>
internal sealed class ComponentScript<TComponent>(IJSRuntime browser, string address, TComponent component) : IAsyncDisposable
    where TComponent : class
{
    private Task<IJSObjectReference>? _module;
    private bool _isLeft;

    /// <summary>What the script calls.</summary>
    public DotNetObjectReference<TComponent> Component { get; } = DotNetObjectReference.Create(component);

    /// <summary>Calls one of its functions; not where the component was left while the script was on its way, since what it would be attached to is gone.</summary>
    public async Task InvokeAsync(string function, params object?[] arguments)
    {
        var module = await (_module ??= browser.InvokeAsync<IJSObjectReference>("import", "/" + address).AsTask());
        if (_isLeft)
        {
            await module.DisposeAsync();
            return;
        }

        await module.InvokeVoidAsync(function, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        _isLeft = true;
        Component.Dispose();
        if (_module is { IsCompletedSuccessfully: true })
        {
            try
            {
                await (await _module).DisposeAsync();
            }
            catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
            {
                // The page is gone, and its module with it.
            }
        }
    }
}

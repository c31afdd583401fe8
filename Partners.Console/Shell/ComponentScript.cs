using Microsoft.JSInterop;

namespace Partners.Console.Shell;

/// <summary>A component's script, loaded on the first call, with a reference for calls back. Dispose it with the component.</summary>
/// <param name="address">Relative to the site's root.</param>
internal sealed class ComponentScript<TComponent>(IJSRuntime browser, string address, TComponent component) : IAsyncDisposable
    where TComponent : class
{
    private Task<IJSObjectReference>? _module;
    private bool _isLeft;

    /// <summary>The target of the script's calls.</summary>
    public DotNetObjectReference<TComponent> Component { get; } = DotNetObjectReference.Create(component);

    /// <summary>
    /// Calls one of its functions, unless the component was left while the script was loading: then there is nothing to attach to.
    /// </summary>
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

using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Access;
using Partners.Console.Tests.Hosting;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access;

/// <summary>The services of one circuit, without its browser.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly OpenPages _page;
    private readonly SessionCircuit _circuit;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private OpenPage(AsyncServiceScope scope)
    {
        _scope = scope;
        _page = (OpenPages)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        _circuit = scope.ServiceProvider.GetServices<CircuitHandler>().OfType<SessionCircuit>().Single();
    }

    public string Id => _page.Id;

    public string? Session { get; private init; }

    public SessionEnd? EndedBecause => _page.EndedBecause;

    /// <summary>Ends when nobody is signed in on the page any more.</summary>
    public Task Left => _left.Task;

    public static async Task<OpenPage> OpenAsync(RunningConsole console, ClaimsPrincipal person)
    {
        var page = new OpenPage(console.Services.CreateAsyncScope()) { Session = person.FindFirstValue(StaffClaims.Session) };
        page._page.SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
        page._page.AuthenticationStateChanged += async state =>
        {
            if ((await state).User.Identity?.IsAuthenticated != true)
            {
                page._left.TrySetResult();
            }
        };
        await page._circuit.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _circuit.OnCircuitClosedAsync(null!, CancellationToken.None);
        await _scope.DisposeAsync();
    }
}

using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Partners.Core.Access;

namespace Partners.Console.Access;

/// <summary>
/// The open pages of this process with their sessions. A session that ends here closes its pages at once; those of another process find out
/// when they check next.
/// </summary>
internal sealed class SessionPages
{
    private readonly ConcurrentDictionary<OpenPages, string> _open = new();

    public void Add(OpenPages page, string session) => _open[page] = session;

    public void Remove(OpenPages page) => _open.TryRemove(page, out _);

    /// <param name="because">Why the session ended; null if the person stays signed in, with a new session or other roles.</param>
    /// <param name="except">The id of a page that is already leaving; null if there is none.</param>
    public void Close(string session, SessionEnd? because, string? except = null)
    {
        foreach (var (page, _) in _open.Where(open => open.Value == session && open.Key.Id != except))
        {
            page.Close(because);
        }
    }
}

/// <summary>Counts a page among its session's while its circuit lives. A page that is only rendered for one request has none.</summary>
internal sealed class SessionCircuit(SessionPages pages, AuthenticationStateProvider provider) : CircuitHandler
{
    private readonly OpenPages _page = (OpenPages)provider;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var person = (await _page.GetAuthenticationStateAsync()).User;
        if (person.FindFirstValue(StaffClaims.Session) is { } session)
        {
            pages.Add(_page, session);
            // A session that ended while this circuit opened found no page to close.
            await _page.CheckAsync(cancellationToken);
        }
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Remove(_page);
        return Task.CompletedTask;
    }
}

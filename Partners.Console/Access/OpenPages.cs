using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Access;

/// <summary>
/// A page stays connected long after its request, so this keeps checking that its person is still signed in, with the same roles.
/// </summary>
internal sealed partial class OpenPages(ILoggerFactory loggerFactory, SessionWatch watch, SignInSettings settings, TimeProvider clock)
    : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly ILogger _log = loggerFactory.CreateLogger<OpenPages>();

    /// <summary>Names this page in the form by which its person signs out.</summary>
    public string Id { get; } = Guid.CreateVersion7().ToString();

    /// <summary>Why the session of this page ended, if it was told so when it closed.</summary>
    public SessionEnd? EndedBecause { get; private set; }

    protected override TimeSpan RevalidationInterval => settings.Recheck < s_longest ? settings.Recheck : s_longest;

    /// <summary>Leaves the page, as a check does that finds the session gone.</summary>
    /// <param name="because">Null if the person stays signed in, with a new session or other roles.</param>
    public void Close(SessionEnd? because)
    {
        EndedBecause = because;
        SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
    }

    /// <summary>Checks now, without waiting for the next time.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (!await ValidateAuthenticationStateAsync(await GetAuthenticationStateAsync(), cancel))
        {
            Close(because: null);
        }
    }

    /// <summary>A fault of the database signs no one out: the next check tries again.</summary>
    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (SessionLifetime.IsOver(authenticationState.User, clock.GetUtcNow()))
        {
            return false;
        }

        try
        {
            return await watch.HoldsAsync(authenticationState.User, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page closed meanwhile.
            return true;
        }
        catch (Exception fault) when (DatabaseFault.Of(fault) is { } known)
        {
            LogNotChecked(known.Kind, known.Code);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An open page could not check its sign-in. The database failed: {Kind} ({Code}).")]
    private partial void LogNotChecked(DatabaseFaultKind kind, string code);
}

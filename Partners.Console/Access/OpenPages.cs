using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Partners.Console.Access;

/// <summary>
/// A page stays connected long after its request, so this keeps checking that its person is still signed in, with the same roles.
/// </summary>
internal sealed class OpenPages(ILoggerFactory loggerFactory, SessionWatch watch, SignInSettings settings, TimeProvider clock)
    : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    protected override TimeSpan RevalidationInterval => settings.Recheck < s_longest ? settings.Recheck : s_longest;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken) =>
        !SessionLifetime.IsOver(authenticationState.User, clock.GetUtcNow())
        && await watch.HoldsAsync(authenticationState.User, cancellationToken);
}

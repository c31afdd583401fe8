using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Partners.Console.Access;

/// <summary>A page stays connected long after its request: asks every minute whether its person is still signed in.</summary>
internal sealed class OpenPages(ILoggerFactory loggerFactory, TimeProvider clock) : RevalidatingServerAuthenticationStateProvider(loggerFactory)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromMinutes(1);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        Task.FromResult(!SessionLifetime.IsOver(authenticationState.User, clock.GetUtcNow()));
}

using System.Security.Claims;

namespace Partners.Console.Access;

/// <summary>How long a sign-in lasts.</summary>
internal static class SessionLifetime
{
    /// <summary>Without a request; each request restarts it.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    /// <summary>From the sign-in, whatever happens since.</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromHours(10);

    public static bool IsOver(ClaimsPrincipal principal, DateTimeOffset now) =>
        StaffClaims.SignedInAtOf(principal) is not { } signedInAt || now - signedInAt >= Absolute;
}

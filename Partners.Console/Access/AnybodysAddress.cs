namespace Partners.Console.Access;

/// <summary>
/// Marks an address that answers everybody the same. Nobody's session is read for it, so that it answers, too, while the database does not.
/// </summary>
internal sealed class AnybodysAddress
{
    public static bool IsAskedFor(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AnybodysAddress>() is not null;
}

internal static class AnybodysAddresses
{
    /// <inheritdoc cref="AnybodysAddress"/>
    public static void ForAnybody(this IEndpointConventionBuilder address) =>
        address.AllowAnonymous().WithMetadata(new AnybodysAddress());
}

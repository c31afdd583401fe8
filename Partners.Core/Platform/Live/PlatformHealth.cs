using Partners.Core.Access;
using Partners.Core.Platform.Mollie;

namespace Partners.Core.Platform.Live;

/// <summary>How the console stands with the platform and with the payment provider.</summary>
/// <param name="Host">The platform's host name; null where the console works from files.</param>
/// <param name="Sync">Null before the first pull.</param>
public sealed record PlatformStanding(string? Host, SyncNews? Sync)
{
    public bool IsLive => Host is not null;

    /// <summary>Where payments are read from; null where they come by files.</summary>
    public string? PaymentsHost { get; init; }

    /// <summary>Null before the first pull of payments.</summary>
    public SyncNews? Payments { get; init; }

    /// <summary>There is something to pull from.</summary>
    public bool CanPull => IsLive || PaymentsHost is not null;
}

/// <summary>Says how fresh all is, and what keeps it from being so (docs/product.md I55).</summary>
public sealed class PlatformHealth
{
    private readonly PlatformSettings _settings;
    private readonly MollieSettings _mollie;
    private readonly SyncState _state;

    internal PlatformHealth(PlatformSettings settings, MollieSettings mollie, SyncState state) =>
        (_settings, _mollie, _state) = (settings, mollie, state);

    /// <exception cref="NotPermittedException">The person may not read.</exception>
    public async Task<PlatformStanding> FindAsync(Staff who, CancellationToken cancel)
    {
        who.Require(Permission.Read);
        return new(_settings.Address?.Host, (await _state.FindAsync(PlatformSync.One, cancel))?.News)
        {
            PaymentsHost = _mollie.IsOn ? _mollie.Address.Host : null,
            Payments = (await _state.FindAsync(PlatformSync.Payments, cancel))?.News,
        };
    }
}

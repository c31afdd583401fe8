using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <param name="Problem">What keeps payments from being read, in a sentence; null where nothing does.</param>
/// <param name="Sync">Null before the first pull.</param>
public sealed record PaymentsCheckResult(string Host, string? Problem, SyncNews? Sync);

/// <summary>Asks Mollie whether each list may be read, and takes nothing in (docs/product.md I82).</summary>
public sealed class PaymentsCheck
{
    private readonly MollieSettings _settings;
    private readonly MollieReader _reader;
    private readonly SyncState _state;

    internal PaymentsCheck(MollieSettings settings, MollieReader reader, SyncState state) =>
        (_settings, _reader, _state) = (settings, reader, state);

    /// <returns>Refused without a key.</returns>
    public async Task<Outcome<PaymentsCheckResult>> RunAsync(Staff who, CancellationToken cancel)
    {
        if (!who.May(Permission.Read))
        {
            return new NotPermitted(Permission.Read);
        }

        if (!_settings.IsOn)
        {
            return new PaymentsByFiles();
        }

        var sync = (await _state.FindAsync(PlatformSync.Payments, cancel))?.News;
        try
        {
            foreach (var list in MollieReader.Lists)
            {
                await _reader.TryAsync(list, cancel);
            }

            return new PaymentsCheckResult(_settings.Address.Host, Problem: null, sync);
        }
        catch (PlatformFaultException stopped)
        {
            return new PaymentsCheckResult(_settings.Address.Host, new PaymentsStopped(stopped.Fault).Sentence, sync);
        }
    }
}

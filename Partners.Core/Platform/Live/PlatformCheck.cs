using System.Text.Json.Nodes;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Outbox;
using Partners.Core.Values;

namespace Partners.Core.Platform.Live;

/// <param name="Missing">The fields that may not be read or written; all of them where nothing may be.</param>
public sealed record CheckedRight(NeededRight Right, IReadOnlyList<string> Missing)
{
    public bool IsThere => Missing.Count == 0;
}

/// <summary>What the platform allows the console, and what it can hold.</summary>
/// <param name="CannotHold">What staff can record here and the platform has no place for, each in a sentence.</param>
/// <param name="ClockDifference">How far the platform's clock is ahead of ours; negative where it is behind.</param>
public sealed record CheckResult(
    string Host,
    PlatformLimits Limits,
    IReadOnlyList<CheckedRight> Rights,
    IReadOnlyList<string> CannotHold,
    TimeSpan ClockDifference,
    SyncNews? Sync)
{
    /// <summary>
    /// Collections that the console writes, and of whose rows it is not shown who else changed them. Rights do not say it: it is seen on
    /// what was done there.
    /// </summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    public IEnumerable<CheckedRight> Missing => Rights.Where(right => !right.IsThere);

    /// <summary>The clocks differ by more than a minute.</summary>
    public bool ClocksDiffer => ClockDifference.Duration() > TimeSpan.FromMinutes(1);
}

/// <summary>Asks the platform what it lets the console do, and changes nothing (docs/product.md I55).</summary>
public sealed class PlatformCheck
{
    private readonly PlatformSettings _settings;
    private readonly PlatformReader _reader;
    private readonly SyncState _state;
    private readonly TimeProvider _time;

    internal PlatformCheck(PlatformSettings settings, PlatformReader reader, SyncState state, TimeProvider time) =>
        (_settings, _reader, _state, _time) = (settings, reader, state, time);

    public async Task<Outcome<CheckResult>> RunAsync(Staff who, CancellationToken cancel)
    {
        if (!who.May(Permission.Read))
        {
            return new NotPermitted(Permission.Read);
        }

        if (_settings.Address is not { } address)
        {
            return new NotConnected();
        }

        var limits = await _reader.LimitsAsync(cancel);
        if (!limits.IsThere)
        {
            return new PlatformStopped(limits.Fault);
        }

        var rights = await _reader.RightsAsync(cancel);
        return rights.IsThere
            ? new CheckResult(
                address.Host,
                limits.Value,
                [.. NeededRight.All.Select(right => new CheckedRight(right, right.MissingUnder(rights.Value)))],
                await CannotHoldAsync(rights.Value, cancel),
                limits.Value.Now is { } theirs ? theirs - _time.GetUtcMilliseconds() : TimeSpan.Zero,
                (await _state.FindAsync(PlatformSync.One, cancel))?.News)
            {
                Unseen = await UnseenAsync(rights.Value, cancel),
            }
            : new PlatformStopped(rights.Fault);
    }

    private async Task<IReadOnlyList<string>> UnseenAsync(PlatformRights rights, CancellationToken cancel)
    {
        if (!rights.May(ChangedRows.Revisions, "read") || !rights.May(ChangedRows.Activity, "read"))
        {
            return [];
        }

        var unseen = new List<string>();
        var written = NeededRight.All.Where(right => right.Action == "update").Select(right => right.Collection);
        foreach (var collection in written.Distinct(StringComparer.Ordinal))
        {
            var ofIt = new JsonObject { ["collection"] = new JsonObject { ["_eq"] = collection } };
            var updates = new JsonObject
            {
                ["collection"] = new JsonObject { ["_eq"] = collection },
                ["action"] = new JsonObject { ["_eq"] = "update" },
            };
            if (await AnyAsync(ChangedRows.Activity, updates, cancel) && !await AnyAsync(ChangedRows.Revisions, ofIt, cancel))
            {
                unseen.Add(collection);
            }
        }

        return unseen;
    }

    private async Task<bool> AnyAsync(string collection, JsonObject filter, CancellationToken cancel) =>
        (await _reader.RowsAsync(new(collection, 1) { Fields = ["id"], Filter = filter }, cancel)).Value is { Count: > 0 };

    /// <summary>Which columns there are is seen on a row: the console may not ask for the platform's schema.</summary>
    private async Task<IReadOnlyList<string>> CannotHoldAsync(PlatformRights rights, CancellationToken cancel)
    {
        List<string> cannot =
        [
            "A kickback that is no whole percentage, such as 12.5 %: the platform keeps whole ones.",
            "A deal without a workspace: the platform needs one.",
        ];
        if (rights.May(PlatformFields.ReferralLedger, "read", "*"))
        {
            var rows = await _reader.RowsAsync(new(PlatformFields.ReferralLedger, 1), cancel);
            if (rows.Value is [{ } deal, ..])
            {
                if (!deal.TryGetProperty(PlatformFields.Cap, out _))
                {
                    cannot.Insert(0, "The cap of a deal: the platform has no field for it.");
                }

                if (!deal.TryGetProperty(PlatformFields.Discount, out _))
                {
                    cannot.Insert(0, "The discount of a deal: the platform has no field for it.");
                }
            }
        }

        return cannot;
    }
}

using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Platform.Import;
using Partners.Core.Platform.Live;

namespace Partners.Core.Platform.Mollie;

/// <param name="Imports">What was done, the platform's first; empty where there was nothing new.</param>
public sealed record LivePulled(IReadOnlyList<ImportResult> Imports);

/// <summary>Something that is read live.</summary>
/// <param name="Name">In a log: "platform".</param>
/// <param name="NewsIn">How fresh it is.</param>
public sealed record LivePart(
    string Name,
    Func<PlatformStanding, SyncNews?> NewsIn,
    Func<Staff, PullKind, IProgress<ImportProgress>?, CancellationToken, Task<Outcome<PullResult>>> RunAsync);

/// <summary>Pulls from the platform and from Mollie, whichever is set; one that fails does not stop the other.</summary>
public sealed class LivePull
{
    public const Permission Needs = PlatformImport.Needs;

    public LivePull(PlatformSettings platform, MollieSettings mollie, PlatformPull records, PaymentsPull payments)
    {
        var parts = new List<LivePart>();
        if (platform.IsLive)
        {
            parts.Add(new("platform", standing => standing.Sync, records.RunAsync));
        }

        if (mollie.IsOn)
        {
            parts.Add(new("payments", standing => standing.Payments, payments.RunAsync));
        }

        Parts = parts;
    }

    /// <summary>Those that are set, in their order: a payment belongs to an account, which comes first.</summary>
    public IReadOnlyList<LivePart> Parts { get; }

    /// <returns>Refused where neither is set, and where one of them was refused.</returns>
    public async Task<Outcome<LivePulled>> RunAsync(
        Staff who,
        PullKind kind,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        if (!who.May(Needs))
        {
            return new NotPermitted(Needs);
        }

        if (Parts.Count == 0)
        {
            return new NotConnected();
        }

        var (done, refused) = (new List<ImportResult>(), new List<Refusal>());
        foreach (var part in Parts)
        {
            var outcome = await part.RunAsync(who, kind, progress, cancel);
            refused.AddRange(outcome.Refusals);
            if (outcome.Value?.Import is { } import)
            {
                done.Add(import);
            }
        }

        return refused.Count > 0 ? Outcome<LivePulled>.Refused([.. refused.Distinct()]) : new LivePulled(done);
    }
}

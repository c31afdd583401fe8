using System.Collections.Concurrent;
using System.Diagnostics;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Partners.Core.Workspaces;

namespace Partners.Bench;

/// <summary>Eight people who save without a pause, each with another command, each time another record.</summary>
internal static class StaffMeasurements
{
    private const double Target = 250;
    private const int RecordsOfEach = 5_000;

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (database, who, today) = (run.Database, BenchDatabase.Anyone, TimeProvider.System.TodayInAmsterdam());
        await using var db = await database.ContextAsync(cancel);
        var known = await CommandTargets.OfAsync(db, run.Options.Share(RecordsOfEach), today, cancel);
        var (toggle, people, owners, ledger, payouts, pipeline) =
            (
                database.Get<PartnerToggle>(),
                database.Get<WorkspacePeople>(),
                database.Get<DataOwnership>(),
                database.Get<ReferralLedger>(),
                database.Get<Payouts>(),
                database.Get<Pipeline>());
        var stamp = Guid.NewGuid().ToString("N")[..8];
        var (times, failed) = (new ConcurrentBag<double>(), new ConcurrentBag<string>());
        var until = Stopwatch.GetTimestamp() + (long)(s_time.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(
            SaveAsync(
                known.NoPartners,
                (organisation, i) => toggle.MakePartnerAsync(
                    who,
                    new(
                        Id(),
                        organisation.Id,
                        organisation.Version,
                        new($"STAFF-{stamp}-{i}", today.AddDays(-1), "Joris Bakker", null, null, true)),
                    cancel)),
            SaveAsync(
                known.Clients,
                (client, i) => people.InviteAsync(who, new(Id(), client.Id, $"staff{i}@{stamp}.example", WorkspaceRole.Observer), cancel)),
            SaveAsync(
                known.ToHandOff,
                (client, i) => owners.NameAsync(
                    who,
                    new(Id(), client.Id, client.Version, "Somebody else", $"owner{i}@{stamp}.example", false, "Measured"),
                    cancel)),
            SaveAsync(
                known.Members,
                (member, _) => people.ChangeRoleAsync(who, new(Id(), member.Id, member.Version, WorkspaceRole.Admin, "Measured"), cancel)),
            SaveAsync(
                known.Partners,
                (partner, i) => ledger.AddAsync(
                    who,
                    new(Id(), partner.Id, null, $"Client {stamp} {i}", CommandMeasurements.Terms(today, "20")),
                    cancel)),
            SaveAsync(
                Half(known.Deals, first: true),
                (deal, i) =>
                    payouts.RecordAsync(who, new(Id(), deal.Id, deal.Version, "1", today, $"SEPA {stamp} {i}", true, "Measured"), cancel)),
            SaveAsync(
                Half(known.Deals, first: false),
                (deal, _) => ledger.EndAsync(who, new(Id(), deal.Id, deal.Version, today, "Measured"), cancel)),
            SaveAsync(
                known.Cards,
                (card, i) => pipeline.PlanAsync(who, new(Id(), card.Id, card.Version, $"Call {stamp} {i}", today, null), cancel)));

        run.Report.Note(
            $"{times.Count:N0} saves of eight people in {s_time.TotalSeconds:N0} s, {times.Count / s_time.TotalSeconds:N0} a second.");
        foreach (var fault in failed.Distinct(StringComparer.Ordinal).Take(5))
        {
            run.Report.Note(fault);
        }

        run.Report.AddTimes("a save, while seven others save", Target, times);
        run.Report.AddFigure("saves that failed", failed.Count, 0, string.Empty);

        Task SaveAsync<T>(IReadOnlyList<Target> records, Func<Target, int, Task<Outcome<T>>> save)
            where T : notnull => Task.Run(async () =>
        {
            for (var i = 0; i < records.Count && Stopwatch.GetTimestamp() < until; i++)
            {
                cancel.ThrowIfCancellationRequested();
                var started = Stopwatch.GetTimestamp();
                try
                {
                    CommandMeasurements.Done("A save", await save(records[i], i));
                }
#pragma warning disable CA1031 // Whatever the fault, a save failed, and that is counted.
                catch (Exception fault) when (fault is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    failed.Add(fault.Message);
                }

                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }, cancel);
    }

    private static IReadOnlyList<Target> Half(IReadOnlyList<Target> records, bool first) =>
        [.. first ? records.Take(records.Count / 2) : records.Skip(records.Count / 2)];

    private static Guid Id() => Guid.CreateVersion7();
}

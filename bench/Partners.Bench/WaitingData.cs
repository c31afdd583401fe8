using Partners.Console.MadeUp.Synthetic;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Bench;

/// <summary>What waits for the platform where nobody has carried anything over for long: 10,000 acts of six changes each.</summary>
internal static class WaitingData
{
    public const int Acts = 10_000;

    private const int ChangesOfAct = 6;

    public static async Task WriteAsync(PartnersDb db, int acts, CancellationToken cancel)
    {
        await using var transaction = await db.BeginWriteAsync(cancel);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeMilliseconds());
        using (var changes = new BulkInsert<PlatformChange>(db))
        {
            for (var act = 0; act < acts; act++)
            {
                var (moment, request) = (at.AddSeconds(-act), SyntheticId.Of('q', act));
                for (var change = 0; change < ChangesOfAct; change++)
                {
                    changes.Add(new(
                        new(PlatformFields.Workspace, SyntheticId.Of('w', act).ToString(), $"Workspace {act}"),
                        $"field_{change}",
                        "null",
                        BenchDatabase.Who,
                        moment,
                        "Measured",
                        request));
                }
            }
        }

        await transaction.CommitAsync(cancel);
    }
}

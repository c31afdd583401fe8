using Partners.Console.MadeUp.Synthetic;
using Partners.Core.ExternalLed;
using Partners.Core.Persistence;
using Partners.Core.Referrals;

namespace Partners.Bench;

/// <summary>
/// One kind of data to fill a file with. The scale of docs/product.md S1 is one; a subject that needs more of something has its own.
/// </summary>
internal sealed record BenchData(string Name, Func<BenchDatabase, BenchOptions, CancellationToken, Task>? FillAsync)
{
    /// <summary>A hundred conversations per organisation: ten million at full scale.</summary>
    private const int ConversationsOfOrganisation = 100;

    public static readonly BenchData None = new("none", FillAsync: null);

    /// <summary>The source of an export.</summary>
    public static readonly BenchData Exported = new(
        "exported",
        (database, options, cancel) => LoadAsync(database, new SyntheticScale(options.Organisations), cancel));

    public static readonly BenchData Scale = new("scale", async (database, options, cancel) =>
    {
        await LoadAsync(database, new SyntheticScale(options.Organisations, ConversationsOfOrganisation), cancel);
        await database.WriteAsync(db => WaitingData.WriteAsync(db, options.Share(WaitingData.Acts), cancel), cancel);

        // As a console that has run for a day leaves it.
        await database.Get<LedgerUpkeep>().CatchUpAsync(cancel);
        await database.Get<SignalRefresh>().RunAsync(BenchDatabase.Who, asOf: null, progress: null, cancel);
    });

    public static readonly BenchData Ledger = new(
        "ledger",
        (database, options, cancel) =>
            database.WriteAsync(db => LedgerData.WriteAsync(db, options.Share(LedgerData.Partners), cancel), cancel));

    public static readonly BenchData Pipeline = new(
        "external-led",
        (database, options, cancel) =>
            database.WriteAsync(db => PipelineData.WriteAsync(db, options.Share(PipelineData.Partners), cancel), cancel));

    public static readonly BenchData Moves = new(
        "moves",
        (database, options, cancel) =>
            database.WriteAsync(db => MoveData.WriteAsync(db, options.Share(MoveData.Projects), cancel), cancel));

    /// <summary>Empty: each try makes its own workspace.</summary>
    public static readonly BenchData Handoff = new("handoff", FillAsync: null);

    /// <summary>The same rows for a server: copied from the file, which is much faster than making them there.</summary>
    public BenchData OfFile() => FillAsync is null ? this : this with
    {
        FillAsync = async (server, options, cancel) =>
        {
            await using var file = await BenchDatabase.OpenAsync(this, options with { Server = null }, cancel);
            await server.Get<DatabaseCopy>().FromFileAsync(file.Address.Text, progress: null, cancel);
        },
    };

    private static async Task LoadAsync(BenchDatabase database, SyntheticScale scale, CancellationToken cancel)
    {
        var loaded = await database.Get<SyntheticData>().LoadAsync(BenchDatabase.Who, scale, new Printed(), cancel);
        if (!loaded.IsDone)
        {
            throw new InvalidOperationException(string.Join(' ', loaded.Refusals.Select(refusal => refusal.Sentence)));
        }
    }

    private sealed class Printed : IProgress<string>
    {
        public void Report(string value) => System.Console.Error.WriteLine(value);
    }
}

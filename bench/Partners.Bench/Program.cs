using Partners.Bench;

if (BenchOptions.Read(args) is not { } options)
{
    await System.Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
System.Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    await using var database = await BenchDatabase.OpenAsync(options, stop.Token);
    System.Console.WriteLine(Machine.Describe(await database.SqliteVersionAsync(stop.Token)));
    var report = new Report();
    switch (options.Subject)
    {
        case Subject.Billing:
            await BillingMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            break;
        case Subject.Ledger:
            await PostingMeasurements.RunAsync(database, report, stop.Token);
            await LedgerMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            break;
        case Subject.Pipeline:
            await PipelineMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            break;
        case Subject.Handoff:
            await HandoffMeasurements.RunAsync(database, report, stop.Token);
            break;
        case Subject.Moves:
            await MoveMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            break;
        case Subject.Search:
            await SearchMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            break;
        default:
            await OrganisationMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            await PageMeasurements.RunAsync(database, options.Tries, report, stop.Token);
            await ImportMeasurements.RunAsync(report, stop.Token);
            break;
    }

    report.Print(System.Console.Out);
    return report.AllWithinTarget ? 0 : 1;
}
catch (OperationCanceledException)
{
    await System.Console.Error.WriteLineAsync("Stopped.");
    return 1;
}

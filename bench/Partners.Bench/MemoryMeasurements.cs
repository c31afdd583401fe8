namespace Partners.Bench;

internal static class MemoryMeasurements
{
    public static Task RunAsync(BenchRun run, CancellationToken cancel) => Task.CompletedTask;
}

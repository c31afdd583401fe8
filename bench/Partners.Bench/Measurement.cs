namespace Partners.Bench;

/// <summary>One request that a page makes.</summary>
/// <param name="Target">In milliseconds, for the 95th percentile.</param>
/// <param name="AskAsync">Calls the service and returns how many rows it got. Takes the number of the try, so that each try can ask for
/// something else.</param>
internal sealed record Measurement(string What, double Target, Func<int, CancellationToken, Task<int>> AskAsync);

/// <param name="Milliseconds">One per try.</param>
/// <param name="Rows">The most that a try got.</param>
internal sealed record Timings(double[] Milliseconds, int Rows);

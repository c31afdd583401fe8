namespace Partners.Bench;

/// <summary>Something that a page asks for.</summary>
/// <param name="Target">In milliseconds; the 95th percentile counts.</param>
/// <param name="AskAsync">Asks the service and answers how many rows it got. Takes the number of the try, so that each try can ask for something else.</param>
internal sealed record Measurement(string What, double Target, Func<int, CancellationToken, Task<int>> AskAsync);

/// <param name="Milliseconds">Of each try.</param>
/// <param name="Rows">The most that one try got.</param>
internal sealed record Timings(double[] Milliseconds, int Rows);

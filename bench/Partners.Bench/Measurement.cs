namespace Partners.Bench;

/// <summary>Something that a page asks for.</summary>
/// <param name="Target">In milliseconds; the 95th percentile counts.</param>
/// <param name="AskAsync">Asks the service that the page calls, and says how many rows it got. It gets the number of the try, so that each can ask for something else.</param>
/// <param name="ByHand">Gets the same rows and totals by SQL that a person would write for just this; null where nobody wrote any.</param>
internal sealed record Measurement(string What, double Target, Func<int, CancellationToken, Task<int>> AskAsync, Func<HandSql, int, int>? ByHand = null);

/// <summary>Milliseconds of each try, and the most rows that one got.</summary>
/// <param name="ByHand">None where there is no hand-written SQL.</param>
internal sealed record Timings(double[] ThroughService, double[] ByHand, int Rows);

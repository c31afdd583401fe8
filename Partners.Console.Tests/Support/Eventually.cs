namespace Partners.Console.Tests.Support;

/// <summary>Waits for what another thread or process does. How long it takes is never asserted.</summary>
internal static class Eventually
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static Task HoldsAsync(Func<bool> holds) => HoldsAsync(() => Task.FromResult(holds()));

    public static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!await holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}

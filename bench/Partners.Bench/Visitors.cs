namespace Partners.Bench;

internal sealed record Visitors(int Count)
{
    public static Visitors? TryRead(string[] args) => args is ["visitors", ..] ? new(args.Length) : null;

    public Task<int> RunAsync() => Task.FromResult(Count);
}

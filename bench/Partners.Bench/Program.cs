using System.Globalization;
using Partners.Bench;

if (args is [Visitors.Word, var console, .. var addresses])
{
    return await Visitors.RunAsync(new(console), addresses);
}

if (args is [Writers.Word, var provider, var address, var seconds])
{
    return await Writers.RunAsync(provider, address, seconds);
}

if (BenchOptions.Read(args) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    var run = options is { Subjects: [var one], IsBeside: false }
        ? SubjectRun.OneAsync(one, options, stop.Token)
        : SubjectRun.EachAsync(options, stop.Token);
    return await run ? 0 : 1;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 1;
}

using Partners.Console.Hosting;

// command line

try
{
    await using var console = ConsoleHost.Build(args);
    await console.RunAsync();
    return 0;
}
catch (StartRefusedException refused)
{
    await System.Console.Error.WriteLineAsync(refused.Message);
    return 1;
}

using Partners.Console.CommandLine;

return await ConsoleCommands.RunAsync(args, System.Console.Out, System.Console.Error, Serving.RunAsync);

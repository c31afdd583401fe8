namespace Partners.Console.Hosting;

/// <summary>
/// What the console reveals about itself: no fault details to a browser outside Development, and nothing about people in the log except
/// their subject.
/// </summary>
internal static class LogPrivacy
{
    /// <summary>
    /// Categories that log addresses with their query strings at Information, which contain searches and email addresses. They stay at
    /// Warning whatever the settings say.
    /// </summary>
    private static readonly string[] s_writersOfAddresses =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.StaticFiles",
        "Microsoft.AspNetCore.HttpLogging",
        "Microsoft.AspNetCore.Http.Result",
        "System.Net.Http.HttpClient",
    ];

    /// <summary>Writes a line for each request to the platform, which is asked a dozen times a minute.</summary>
    private const string EachRequest = "Polly";

    public static void AddDiscretion(this WebApplicationBuilder builder)
    {
        foreach (var category in s_writersOfAddresses)
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        builder.Logging.AddFilter(EachRequest, LogLevel.Warning);
        if (builder.Environment.IsDevelopment())
        {
            return;
        }

        // Added last, to override every file and variable: the framework reads this one setting for pages, circuits and scripts.
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(
            WebHostDefaults.DetailedErrorsKey,
            bool.FalseString)]);
        builder.Logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            // Scopes contain the request's path, and with it ids of people's records.
            console.IncludeScopes = false;
        });
    }
}

namespace Partners.Console.Hosting;

/// <summary>What the console tells of itself: nothing of a fault to a browser outside Development, and of people nothing but their subject to the log.</summary>
internal static class LogPrivacy
{
    /// <summary>
    /// What writes addresses with their query strings at the level Information: searches and email addresses stand in them. Held at
    /// Warning whatever the settings say of the categories above.
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

    public static void AddDiscretion(this WebApplicationBuilder builder)
    {
        foreach (var category in s_writersOfAddresses)
        {
            builder.Logging.AddFilter(category, LogLevel.Warning);
        }

        if (builder.Environment.IsDevelopment())
        {
            return;
        }

        // The last word, over every file and variable: the framework reads this one setting for pages, circuits and scripts.
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create<string, string?>(WebHostDefaults.DetailedErrorsKey, bool.FalseString)]);
        builder.Logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            // They carry the path of the request, and with it ids of people's records.
            console.IncludeScopes = false;
        });
    }
}

namespace Partners.Console.Shell;

/// <summary>Lets a page set the status code of its response.</summary>
internal static class AnswerCode
{
    /// <summary>
    /// Answers 404 with the page as content. Sets the code at the last moment: set earlier, the response counts as empty and the browser
    /// shows its own page.
    /// </summary>
    /// <param name="http">Null on a connected page, whose response is complete.</param>
    public static void NotFound(HttpContext? http)
    {
        if (http is { Response.HasStarted: false })
        {
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        }
    }
}

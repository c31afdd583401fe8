namespace Partners.Console.Shell;

/// <summary>The code of the answer that a page says about itself.</summary>
internal static class AnswerCode
{
    /// <summary>
    /// The answer will say 404, and carry the page. Set at the last moment: a page that says 404 earlier is taken for one
    /// with nothing to show, and the browser shows its own.
    /// </summary>
    /// <param name="http">Null on a page that is connected, whose answer was given.</param>
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

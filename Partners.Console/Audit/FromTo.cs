namespace Partners.Console.Audit;

internal static class FromTo
{
    /// <summary>" from observer to external", or nothing if either is not known.</summary>
    public static string? Of(string? was, string? becomes) => was is null || becomes is null ? null : $" from {was} to {becomes}";
}

namespace Partners.Core.Values;

/// <summary>The page shown; the last page if a later one was asked for. Pages begin at 1.</summary>
/// <param name="Notice">Says that another page is shown than was asked for; null if not.</param>
public sealed record Paging(int Page, int Size, string? Notice)
{
    public int Skipped => (Page - 1) * Size;

    public static Paging Of(int askedPage, int askedSize, int largestSize, int total)
    {
        var size = Math.Clamp(askedSize, 1, largestSize);
        var last = Math.Max(1, (total + size - 1) / size);
        return askedPage > last
            ? new(last, size, $"There is no page {askedPage:N0}. This is the last one, page {last:N0}.")
            : new(Math.Max(askedPage, 1), size, null);
    }
}

internal static class Pages
{
    /// <summary>The rows of one page.</summary>
    public static IQueryable<T> InPage<T>(this IQueryable<T> rows, Paging page) => rows.Skip(page.Skipped).Take(page.Size);
}

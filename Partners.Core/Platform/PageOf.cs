namespace Partners.Core.Platform;

/// <summary>One page of a list, with the length of the whole list.</summary>
public sealed record PageOf<T>(IReadOnlyList<T> Rows, long Total);

/// <summary>Pages of the exchange's lists.</summary>
internal static class ExchangePages
{
    /// <summary>The most rows on one page; a larger size is reduced to it.</summary>
    public const int Largest = 200;

    /// <param name="page">1 for the first; empty past the end.</param>
    public static IQueryable<T> Page<T>(this IQueryable<T> rows, int page, int size)
    {
        var taken = Math.Clamp(size, 1, Largest);
        var skipped = (Math.Max(page, 1) - 1L) * taken;
        return rows.Skip((int)Math.Min(skipped, int.MaxValue)).Take(taken);
    }
}

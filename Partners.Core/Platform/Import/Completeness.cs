using System.Globalization;

namespace Partners.Core.Platform.Import;

/// <summary>A file that was read, with what its pages say of themselves.</summary>
internal sealed record ReadFile(string File, int Page, IReadOnlyList<PageFacts> Pages);

/// <summary>Compares what the files of one list say about themselves with what they hold (docs/product.md I20).</summary>
internal static class Completeness
{
    /// <summary>Where an export without a limit of its own ends.</summary>
    private static readonly long[] s_usualEnds = [100];

    /// <summary>The provider's pages: 50 rows if nothing is asked for, and 250 at most.</summary>
    private static readonly long[] s_usualEndsOfProvider = [50, 100, 250];

    /// <param name="files">In the order of their pages; at least one.</param>
    public static IEnumerable<ImportWarning> Of(string collection, bool isOfProvider, IReadOnlyList<ReadFile> files)
    {
        foreach (var gap in Gaps(collection, files))
        {
            yield return gap;
        }

        var pages = files.SelectMany(file => file.Pages.Select(page => (file.File, Page: page))).ToList();
        if (pages.Count == 0)
        {
            yield break;
        }

        var rows = pages.Sum(page => page.Page.Rows);
        var begins = pages.Select(page => page.Page.FirstId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var next = $"{collection}.{files[^1].Page + 1}.json";
        for (var place = 0; place < pages.Count; place++)
        {
            var (file, page) = pages[place];
            var isLast = place == pages.Count - 1;
            if (page.HasNext is true && (page.NextId is { } id ? !begins.Contains(id) : isLast))
            {
                yield return new(
                    file,
                    $"It holds {Rows(page.Rows)} and names a next page (_links.next), which is not in the folder. "
                        + $"Put that page beside it as {next}, and import again.",
                    IsPart: true);
            }

            if (page.Count > page.Rows && page.Count != rows)
            {
                yield return new(
                    file,
                    $"It says that it has {Rows(page.Count.Value)} (count), and holds {Rows(page.Rows)}. Export it anew.",
                    IsPart: true);
            }
        }

        if (pages.Max(page => page.Page.Total) is { } total && total > rows)
        {
            yield return new(
                pages.Find(page => page.Page.Total == total).File,
                $"It says that there are {Rows(total)} in all (meta), and {(files.Count == 1 ? "it holds" : "the pages hold")} "
                    + $"{Rows(rows)}. "
                    + "Export the list without a limit, or put the other pages beside it, and import again.",
                IsPart: true);
        }

        var (lastFile, last) = pages[^1];
        if (last is { HasNext: null, Total: null }
            && (isOfProvider ? s_usualEndsOfProvider : s_usualEnds).Contains(last.Rows))
        {
            yield return new(
                lastFile,
                $"It holds exactly {Rows(last.Rows)}, which is where a list is cut off if nobody asked for more. Check that it is whole.",
                IsPart: false);
        }
    }

    /// <param name="lacking">What <see cref="Of"/> found.</param>
    public static ListExtent ExtentOf(IReadOnlyList<ReadFile> files, IReadOnlyList<ImportWarning> lacking)
    {
        var pages = files.SelectMany(file => file.Pages).ToList();
        return lacking.Any(warning => warning.IsPart) ? ListExtent.Part
            : pages.Count > 0 && pages.Max(page => page.Total) == pages.Sum(page => page.Rows) ? ListExtent.Whole
            : ListExtent.Unsaid;
    }

    private static IEnumerable<ImportWarning> Gaps(string collection, IReadOnlyList<ReadFile> files)
    {
        var given = files.Select(file => file.Page).ToHashSet();
        foreach (var missing in Enumerable.Range(1, Math.Min(files[^1].Page, LongestGap)).Where(page => !given.Contains(page)))
        {
            yield return new(
                missing == 1 ? $"{collection}.json" : $"{collection}.{missing.ToString(CultureInfo.InvariantCulture)}.json",
                $"The page is not in the folder, and page {files[^1].Page.ToString(CultureInfo.InvariantCulture)} of the list is.",
                IsPart: true);
        }
    }

    private const int LongestGap = 1_000;

    private static string Rows(long rows) =>
        rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
}

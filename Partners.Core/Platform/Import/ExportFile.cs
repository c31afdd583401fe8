using System.Globalization;
using System.Text.RegularExpressions;

namespace Partners.Core.Platform.Import;

/// <summary>One file of a list: the whole list, or one page of it (<c>mollie_payments.2.json</c>).</summary>
/// <param name="Page">1 for <c>mollie_payments.json</c>.</param>
internal sealed partial record ExportFile(string Name, string Path, int Page)
{
    /// <summary>Null if it can be read as a file; else what it is.</summary>
    public string? OtherKind { get; } = PlainFile.OtherKind(Path);

    public long Length => OtherKind is null ? new FileInfo(Path).Length : 0;

    /// <summary>The files of a folder by their list, in the order of their pages.</summary>
    public static ILookup<string, ExportFile> In(string folder) =>
        Directory.EnumerateFileSystemEntries(folder)
            .Select(path => (Path: path, Match: Pattern().Match(System.IO.Path.GetFileName(path))))
            .Where(found => found.Match.Success)
            .Select(found => (
                List: found.Match.Groups["list"].Value,
                File: new ExportFile(System.IO.Path.GetFileName(found.Path), found.Path, PageOf(found.Match.Groups["page"]))))
            .OrderBy(found => found.File.Page)
            .ThenBy(found => found.File.Name, StringComparer.Ordinal)
            .ToLookup(found => found.List, found => found.File, StringComparer.Ordinal);

    public JsonRows Open() =>
        new(FileText.Utf8(new FileStream(
            Path,
            new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.Read,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            })));

    private static int PageOf(Group digits) =>
        digits.Success && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? Math.Clamp(page, 1, int.MaxValue - 1)
            : 1;

    [GeneratedRegex(
        @"^(?<list>[a-z_]+)(\.(?<page>[0-9]{1,9}))?\.json$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}

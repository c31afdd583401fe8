using CsvHelper;

namespace Partners.Core.Values;

/// <summary>The format of every CSV: a header, commas, and no cell that a spreadsheet would run.</summary>
public static class Csv
{
    /// <summary>An apostrophe disarms text that begins with = + - @ (docs/product.md L26); numbers stay numbers.</summary>
    private static readonly CsvWriterOptions s_options = new() { Injection = CsvInjection.Escape };

    /// <summary>Leaves the stream open.</summary>
    public static CsvWriter Writer(Stream target) => CsvWriter.Create(target, s_options, leaveOpen: true);
}

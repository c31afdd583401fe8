using CsvHelper;

namespace Partners.Core.Values;

/// <summary>How every CSV of the console is written: a header, commas, and no cell that a spreadsheet would run.</summary>
public static class Csv
{
    /// <summary>Text that begins with = + - @ is made harmless by an apostrophe before it (docs/product.md L26); numbers stay numbers.</summary>
    private static readonly CsvWriterOptions s_options = new() { Injection = CsvInjection.Escape };

    /// <summary>Leaves the stream open.</summary>
    public static CsvWriter Writer(Stream target) => CsvWriter.Create(target, s_options, leaveOpen: true);
}

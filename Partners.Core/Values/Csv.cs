using CsvHelper;

namespace Partners.Core.Values;

/// <summary>The format of every CSV: a header, one row a record, and no text that a spreadsheet would run (docs/product.md L26).</summary>
public static class Csv
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>Leaves the stream open.</summary>
    public static CsvRows Writer(Stream target, CsvForm form = CsvForm.Plain) =>
        new(
            CsvWriter.Create(
                target,
                new()
                {
                    Separator = form is CsvForm.DutchExcel ? ';' : ',',
                    WriteByteOrderMark = form is not CsvForm.Plain,
                },
                leaveOpen: true),
            form);
}

/// <summary>For whom a CSV is.</summary>
public enum CsvForm
{
    /// <summary>For programs: commas, a decimal point, no byte-order mark.</summary>
    Plain,

    /// <summary>As <see cref="Plain"/>, with the byte-order mark without which a spreadsheet breaks the accents.</summary>
    ForPeople,

    /// <summary>With the mark, semicolons and a decimal comma, as Excel on a Dutch computer opens it.</summary>
    DutchExcel,
}

/// <summary>Writes the rows of a CSV.</summary>
public sealed class CsvRows : IAsyncDisposable
{
    private readonly CsvWriter _csv;
    private readonly CsvForm _form;

    internal CsvRows(CsvWriter csv, CsvForm form)
    {
        _csv = csv;
        _form = form;
    }

    public ValueTask WriteHeaderAsync(IReadOnlyList<string> columns, CancellationToken cancel) =>
        WriteRecordAsync([.. columns.Select(CsvCell.Of)], cancel);

    public ValueTask WriteRecordAsync(IReadOnlyList<CsvCell> cells, CancellationToken cancel)
    {
        foreach (var cell in cells)
        {
            cell.Write(_csv, _form);
        }

        return _csv.EndRecordAsync(cancel);
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();
}

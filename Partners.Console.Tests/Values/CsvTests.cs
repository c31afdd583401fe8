using System.Text;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Core.Values;

namespace Partners.Console.Tests.Values;

public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+31 6")]
    [InlineData("-40.00")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\tTab")]
    [InlineData("\rReturn")]
    [InlineData("\nLine")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠SUM(A1)")]
    [InlineData("﹦1+1")]
    [InlineData("   =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\u200B=1+1")]
    [InlineData("\uFEFF\u200D＝1+1")]
    [InlineData("\u3164@x")]
    [InlineData("\U000E0020=1+1")]
    [InlineData("\u0001=1+1")]
    [InlineData(" \u200B \u2028-2")]
    public async Task Text_that_a_spreadsheet_would_run_is_made_harmless(string text)
    {
        foreach (var form in Enum.GetValues<CsvForm>())
        {
            (await WrittenAsync(form, text)).Should().Be($"\"'{text}\"");
        }
    }

    [Theory]
    [InlineData("Bureau = Samenspel")]
    [InlineData("00123")]
    [InlineData("1-2")]
    [InlineData("a@b.nl")]
    [InlineData("  Özdemir")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Other_text_stays_as_it_is(string? text) =>
        (await WrittenAsync(CsvForm.Plain, "before", text, "after")).Should().Be($"before,{text},after");

    [Theory]
    [InlineData("1-2")]
    [InlineData("3/4")]
    [InlineData("1 1/2")]
    [InlineData("2026-10")]
    [InlineData("1-2-2026 12:30")]
    [InlineData("12:30")]
    [InlineData("jan-26")]
    [InlineData("Mei 2026")]
    [InlineData("3 okt")]
    [InlineData("1e5")]
    [InlineData("1E-5")]
    [InlineData("00123")]
    [InlineData(" 00123 ")]
    [InlineData("12345678901234567890")]
    [InlineData("1.000")]
    [InlineData("12,5")]
    [InlineData("50%")]
    [InlineData("€ 5")]
    [InlineData("(5)")]
    [InlineData("WAAR")]
    [InlineData("onwaar")]
    public async Task Text_that_Excel_would_make_something_else_of_stays_text_in_its_form_alone(string text)
    {
        (await WrittenAsync(CsvForm.DutchExcel, text)).Should().Be($"\"'{text}\"");
        foreach (var form in (CsvForm[])[CsvForm.Plain, CsvForm.ForPeople])
        {
            (await WrittenAsync(form, text)).Trim('"').Should().Be(text);
        }
    }

    [Theory]
    [InlineData("PA-2026-41")]
    [InlineData("SEPA 17")]
    [InlineData("Mei")]
    [InlineData("Gemeente Ede")]
    [InlineData("3e fase")]
    [InlineData("F-2026-0001a")]
    [InlineData("40000000-0000-4000-8000-000000000001")]
    [InlineData("2026-11-20T11:00:00Z")]
    [InlineData("tr_123")]
    [InlineData("true")]
    [InlineData("–")]
    public async Task Other_text_stays_as_it_is_for_Excel_too(string text) =>
        (await WrittenAsync(CsvForm.DutchExcel, text)).Should().Be(text);

    [Fact]
    public async Task A_month_is_written_as_that_month_in_each_form()
    {
        foreach (var form in Enum.GetValues<CsvForm>())
        {
            (await WrittenAsync(form, new Month(2026, 10))).Should().Be("2026-10");
        }
    }

    [Theory]
    [InlineData(CsvForm.Plain, "-40.00,12.5,-3,0.00,2026-11-29,")]
    [InlineData(CsvForm.ForPeople, "-40.00,12.5,-3,0.00,2026-11-29,")]
    [InlineData(CsvForm.DutchExcel, "-40,00;12,5;-3;0,00;2026-11-29;")]
    public async Task Numbers_stay_numbers_negative_ones_too(CsvForm form, string written) =>
        (await WrittenAsync(form, new Money(-4_000), new Percentage(1_250), -3, Money.Zero, new DateOnly(2026, 11, 29), (Money?)null))
            .Should().Be(written);

    [Fact]
    public async Task A_text_with_the_separator_stays_one_cell_in_each_form()
    {
        (await WrittenAsync(CsvForm.Plain, "a,b", "c;d")).Should().Be("\"a,b\",c;d");
        (await WrittenAsync(CsvForm.DutchExcel, "a,b", "c;d")).Should().Be("a,b;\"c;d\"");
    }

    [Theory]
    [InlineData(CsvForm.Plain, false)]
    [InlineData(CsvForm.ForPeople, true)]
    [InlineData(CsvForm.DutchExcel, true)]
    public async Task Only_a_file_for_people_has_a_byte_order_mark(CsvForm form, bool hasMark) =>
        (await BytesAsync(form, "Ö")).Should().Equal([.. hasMark ? "\uFEFF"u8.ToArray() : [], .. "Ö\r\n"u8]);

    [Fact]
    public async Task Half_a_character_does_not_stop_a_file() =>
        (await WrittenAsync(CsvForm.Plain, "a\ud800", "b")).Should().Be("a\uFFFD,b");

    [Fact]
    public void No_text_begins_with_what_runs_whatever_stands_before_it() =>
        Prop.ForAll(
            Gen.Elements(" ", "\u00A0", "\u200B", "\u200E", "\uFEFF", "\u2028", "\u00AD", "\u034F", "\uFE0F").ArrayOf().ToArbitrary(),
            Gen.Elements("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠").ToArbitrary(),
            (before, runs) =>
                WrittenAsync(CsvForm.ForPeople, string.Concat(before) + runs + "x").Result.StartsWith("\"'", StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();

    private static async Task<string> WrittenAsync(CsvForm form, params CsvCell[] cells)
    {
        var text = Encoding.UTF8.GetString(await BytesAsync(form, cells)).TrimStart('\uFEFF');
        text.Should().EndWith("\r\n");
        return text[..^2];
    }

    private static async Task<byte[]> BytesAsync(CsvForm form, params CsvCell[] cells)
    {
        using var bytes = new MemoryStream();
        await using (var csv = Csv.Writer(bytes, form))
        {
            await csv.WriteRecordAsync(cells, CancellationToken.None);
        }

        return bytes.ToArray();
    }
}

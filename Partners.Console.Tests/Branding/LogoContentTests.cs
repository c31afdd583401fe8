using System.Text;
using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Partners.Core.Branding;
using Partners.Core.Changes;

namespace Partners.Console.Tests.Branding;

public sealed class LogoContentTests
{
    private static readonly Dictionary<string, (string ContentType, byte[] Content)> s_pictures = new(StringComparer.Ordinal)
    {
        ["PNG"] = (LogoContent.Png, Pictures.Png()),
        ["JPEG"] = (LogoContent.Jpeg, Pictures.Jpeg),
        ["WebP, lossy"] = (LogoContent.WebP, Pictures.WebPLossy),
        ["WebP, lossless"] = (LogoContent.WebP, Pictures.WebPLossless),
        ["WebP, transparent"] = (LogoContent.WebP, Pictures.WebPTransparent),
    };

    public static TheoryData<string> Names => [.. s_pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_kind_and_size_from_the_content(string name)
    {
        var (contentType, content) = s_pictures[name];

        LogoContent.Read(content).Value.Should().Be(new LogoPicture(contentType, Pictures.Width, Pictures.Height));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_a_picture_that_is_cut_off_anywhere(string name)
    {
        var (_, content) = s_pictures[name];

        RefusalOf([]).Should().Be(new LogoEmpty());
        for (var length = 1; length < content.Length; length++)
        {
            var refusal = RefusalOf(content[..length]);
            if (length >= 12)
            {
                refusal.Should().BeOfType<LogoCutOff>($"{length} bytes of {content.Length} are there");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Refuses_what_travels_behind_the_end_of_a_picture(string name)
    {
        var (_, content) = s_pictures[name];

        RefusalOf([.. content, .. "<script>alert(1)</script>"u8]).Should().BeOfType<LogoWithMore>();
    }

    [Fact]
    public void Refuses_a_png_with_any_one_byte_changed()
    {
        var content = Pictures.Png();
        for (var at = 0; at < content.Length; at++)
        {
            var changed = content.ToArray();
            changed[at] ^= 0x20;
            LogoContent.Read(changed).IsDone.Should().BeFalse($"byte {at} is another one");
        }
    }

    [Fact]
    public void Takes_a_file_of_one_megabyte_and_not_one_byte_more()
    {
        var empty = Pictures.Png(Pictures.Header(), Pictures.Pixels(), ("tEXt", []), ("IEND", []));
        byte[] Filled(int size) =>
            Pictures.Png(Pictures.Header(), Pictures.Pixels(), ("tEXt", new byte[size - empty.Length]), ("IEND", []));

        LogoContent.Read(Filled(1_048_576)).IsDone.Should().BeTrue();
        RefusalOf(Filled(1_048_577)).Sentence.Should().Be("The file has 1.1 MB. A logo may have 1 MB at most.");
    }

    [Fact]
    public void Says_how_large_a_file_is_and_what_is_allowed() =>
        LogoContent.RefuseSize(20 * 1_048_576)!.Sentence.Should().Be("The file has 20 MB. A logo may have 1 MB at most.");

    [Theory]
    [InlineData(16, 16, null)]
    [InlineData(4_096, 16, null)]
    [InlineData(15, 100, "The picture has 15 × 100 pixels. A logo has 16 or more on each side.")]
    [InlineData(
        16,
        4_097,
        "The picture has 16 × 4,097 pixels. A logo has 4,096 at most on each side: showing a larger one takes too much memory, however "
            + "small its file is.")]
    public void Takes_sixteen_to_4096_pixels_on_each_side(int width, int height, string? refusal) =>
        LogoContent.Read(Pictures.Png(width, height)).Refusals
            .Select(refused => refused.Sentence)
            .Should().Equal(refusal is null ? [] : [refusal]);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"\">\n<SVG/>")]
    [InlineData("  \n<svg><foreignObject><html/></foreignObject></svg>")]
    public void Says_that_an_svg_is_one_whatever_its_name_says(string text)
    {
        RefusalOf(Encoding.UTF8.GetBytes(text)).Should().Be(new LogoIsSvg());
        RefusalOf([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)]).Should().Be(new LogoIsSvg());
        RefusalOf([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)]).Should().Be(new LogoIsSvg());
    }

    [Theory]
    [InlineData("GIF89a\u0001\0", "a GIF picture")]
    [InlineData("BM\u0001\u0002", "a BMP picture")]
    [InlineData("II*\0", "a TIFF picture")]
    [InlineData("%PDF-1.7", "a PDF")]
    [InlineData("<!DOCTYPE html><html><body><svg/></body></html>", "an HTML page")]
    [InlineData("<script>alert(1)</script>", "an HTML page")]
    [InlineData("<?xml version=\"1.0\"?><note/>", "an XML file")]
    [InlineData("PK\u0003\u0004word", "a ZIP file or an office document")]
    [InlineData("\0\0\0\u001Cftypavif", "an AVIF picture")]
    [InlineData("\0\0\0\u001Cftypheic", "a HEIC picture or a film")]
    [InlineData("\u001F\u008B\b\0", "a compressed file")]
    public void Says_what_another_file_seems_to_be(string beginning, string kind) =>
        RefusalOf(Encoding.Latin1.GetBytes(beginning)).Should().Be(new LogoOfOtherKind(kind));

    [Theory]
    [InlineData("logo")]
    [InlineData("RIFF\u0004\0\0\0WAVE")]
    [InlineData("\u0089PN")]
    public void Says_that_it_knows_no_such_picture(string beginning) =>
        RefusalOf(Encoding.Latin1.GetBytes(beginning)).Should().Be(new LogoOfUnknownKind());

    [Fact]
    public void Refuses_what_moves()
    {
        RefusalOf(
            Pictures.Png(Pictures.Header(), ("acTL", new byte[8]), Pictures.Pixels(), ("IEND", []))).Should().Be(new LogoAnimated("PNG"));
        RefusalOf(Pictures.WebP(Pictures.Canvas(flags: 0x02), ("ANIM", new byte[6]))).Should().Be(new LogoAnimated("WebP"));
        RefusalOf(Pictures.WebP(Pictures.Canvas(), ("ANMF", new byte[16]), Pictures.LossyChunk)).Should().Be(new LogoAnimated("WebP"));
    }

    [Fact]
    public void Refuses_a_png_that_is_put_together_wrongly()
    {
        var (header, pixels, end) = (Pictures.Header(), Pictures.Pixels(), ("IEND", Array.Empty<byte>()));
        byte[][] wrong =
        [
            Pictures.Png(pixels, header, end),
            Pictures.Png(header, header, pixels, end),
            Pictures.Png(header, end),
            Pictures.Png(end),
            Pictures.Png(header, pixels, ("IEND", [1])),
            Pictures.Png(Pictures.Header(width: 0), pixels, end),
            Pictures.Png(Pictures.Header(height: int.MinValue), pixels, end),
            Pictures.Png(("IHDR", [.. header.Data[..9], 5, 0, 0, 0]), pixels, end),
            Pictures.Png(("IHDR", header.Data[..12]), pixels, end),
            [.. Pictures.Png()[..4], (byte)'\n', .. Pictures.Png()[6..]],
        ];

        wrong.Select(RefusalOf).Should().AllBeEquivalentTo(new LogoDamaged("PNG"));
    }

    [Fact]
    public void Refuses_a_jpeg_that_is_put_together_wrongly()
    {
        var start = Pictures.Jpeg[..2];
        byte[] frame = Pictures.JpegFrame(0xC0, 24, 16), scan =
        [
            0xFF, 0xDA, 0, 3, 0, 0x12, 0xFF, 0xD0, 0x34, 0xFF, 0, 0x56,
        ], end = [0xFF, 0xD9];
        LogoContent.Read([.. start, 0xFF, .. frame, .. scan, .. scan, .. end]).IsDone.Should().BeTrue("the parts themselves are right");

        byte[][] wrong =
        [
            [.. start, .. scan, .. end],
            [.. start, .. frame, .. end],
            [.. start, .. end],
            [.. start, .. frame, .. frame, .. scan, .. end],
            [.. start, .. start, .. frame, .. scan, .. end],
            [.. start, 0x00, .. frame, .. scan, .. end],
            [.. start, .. frame, 0xFF, 0xE0, 0, 1, .. scan, .. end],
            [.. start, .. Pictures.JpegFrame(0xC0, 24, 0), .. scan, .. end],
            [.. start, .. frame[..3], 8, .. frame[4..10], .. scan, .. end],
        ];

        wrong.Select(RefusalOf).Should().AllBeEquivalentTo(new LogoDamaged("JPEG"));
        RefusalOf([.. start, .. Pictures.JpegFrame(0xC3, 24, 16), .. scan, .. end]).Should().Be(new LogoNotForBrowsers("JPEG"));
        RefusalOf([.. start, .. Pictures.JpegFrame(0xC1, 24, 16, bits: 12), .. scan, .. end]).Should().Be(new LogoNotForBrowsers("JPEG"));
    }

    [Fact]
    public void Refuses_a_webp_that_is_put_together_wrongly()
    {
        var (lossy, lossless) = (Pictures.LossyChunk, Pictures.LosslessChunk);
        byte[][] wrong =
        [
            Pictures.WebP(),
            Pictures.WebP(("ICCP", [1, 2]), lossy),
            Pictures.WebP(Pictures.Canvas()),
            Pictures.WebP(Pictures.Canvas(width: 25), lossy),
            Pictures.WebP(("VP8X", [0]), lossy),
            Pictures.WebP(lossy, Pictures.Canvas()),
            Pictures.WebP(lossy, lossless),
            Pictures.WebP(("VP8 ", [1, .. lossy.Data[1..]])),
            Pictures.WebP(("VP8 ", [.. lossy.Data[..3], 0, .. lossy.Data[4..]])),
            Pictures.WebP(("VP8 ", lossy.Data[..9])),
            Pictures.WebP(("VP8L", [0, .. lossless.Data[1..]])),
            Pictures.WebP(("VP8L", [.. lossless.Data[..4], 0xE0])),
            [.. Pictures.WebPLossy[..16], 0xFF, 0xFF, 0xFF, 0xFF, .. Pictures.WebPLossy[20..]],
        ];

        wrong.Select(RefusalOf).Should().AllBeEquivalentTo(new LogoDamaged("WebP"));
    }

    [Fact]
    public void Any_bytes_have_an_answer_behind_any_beginning()
    {
        byte[][] beginnings =
        [
            [],
            .. s_pictures.Values.SelectMany(picture => Enumerable.Range(1, 40).Select(length => picture.Content[..length])),
        ];
        Prop
            .ForAll(
                Gen.Elements(beginnings).ToArbitrary(),
                ArbMap.Default.ArbFor<byte[]>(),
                (beginning, more) => IsAnswered([.. beginning, .. more]))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_picture_with_bytes_changed_has_an_answer() => Prop.ForAll(
        Gen.Elements(s_pictures.Values.Select(picture => picture.Content)).ToArbitrary(),
        Gen.Choose(0, 400).ToArbitrary(),
        ArbMap.Default.ArbFor<byte>(),
        (content, at, value) =>
        {
            var changed = content.ToArray();
            changed[at % changed.Length] = value;
            return IsAnswered(changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static bool IsAnswered(byte[] content) =>
        LogoContent.Read(content) is { IsDone: true } or { Refusals: [{ Field: "Logo", Sentence.Length: > 0 }] };

    private static Refusal RefusalOf(byte[] content) => LogoContent.Read(content).Refusals.Should().ContainSingle().Subject;
}

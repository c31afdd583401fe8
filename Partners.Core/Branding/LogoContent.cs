using Partners.Core.Changes;

namespace Partners.Core.Branding;

/// <summary>A valid logo, judged by its content.</summary>
/// <param name="ContentType">One of <see cref="LogoContent.ContentTypes"/>.</param>
public sealed record LogoPicture(string ContentType, int Width, int Height);

/// <summary>
/// A PNG, JPEG or WebP of at most 1 MB, judged by its content and not by its name (docs/product.md W19). It is read from the first byte to
/// the last, so that nothing else can hide inside or behind the picture.
/// </summary>
public static class LogoContent
{
    public const int MostBytes = 1_048_576;

    /// <summary>In pixels: smaller is unrecognisable.</summary>
    public const int LeastSide = 16;

    /// <summary>In pixels: a file of a few kilobytes could unpack to gigabytes in every viewer's browser.</summary>
    public const int MostSide = 4_096;

    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string WebP = "image/webp";

    public static readonly IReadOnlyList<string> ContentTypes = [Png, Jpeg, WebP];

    /// <summary>What the size alone rules out, before a byte is read.</summary>
    public static Refusal? RefuseSize(long bytes) =>
        bytes == 0 ? new LogoEmpty()
        : bytes > MostBytes ? new LogoTooLarge(bytes)
        : null;

    /// <summary>The picture, or the one thing wrong with the bytes. Never throws, whatever the bytes.</summary>
    public static Outcome<LogoPicture> Read(ReadOnlySpan<byte> content) =>
        RefuseSize(content.Length) is { } refused ? refused
        : PngHeaders.Begin(content) ? Within(Png, PngHeaders.Read(content))
        : JpegHeaders.Begin(content) ? Within(Jpeg, JpegHeaders.Read(content))
        : WebPHeaders.Begin(content) ? Within(WebP, WebPHeaders.Read(content))
        : OtherFiles.Refuse(content);

    private static Outcome<LogoPicture> Within(string contentType, Outcome<PixelSize> read)
    {
        if (!read.IsDone)
        {
            return Outcome<LogoPicture>.Refused(read.Refusals);
        }

        var (width, height) = read.Value;
        return Math.Max(width, height) > MostSide ? new LogoTooManyPixels(width, height)
            : Math.Min(width, height) < LeastSide ? new LogoTooFewPixels(width, height)
            : new LogoPicture(contentType, width, height);
    }
}

internal sealed record PixelSize(int Width, int Height);

using System.Globalization;

namespace Partners.Core.Values;

/// <summary>File sizes for display: 1 KB is 1,024 bytes.</summary>
public static class FileSize
{
    private const double Kilobyte = 1_024;
    private const double Megabyte = 1_024 * 1_024;

    /// <summary>Rounds up to a tenth, so that a size one byte over a limit does not read as the limit.</summary>
    public static string InWords(long bytes) =>
        bytes < Kilobyte ? $"{bytes} bytes"
        : bytes < Megabyte ? $"{Tenths(bytes / Kilobyte)} KB"
        : $"{Tenths(bytes / Megabyte)} MB";

    private static string Tenths(double size) => (Math.Ceiling(size * 10) / 10).ToString("#,0.#", CultureInfo.InvariantCulture);
}

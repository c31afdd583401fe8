using System.Globalization;

namespace Partners.Console.Shell;

/// <summary>The number of a list's page in an address. The first page is left out.</summary>
public static class PageNumber
{
    public const int First = 1;

    /// <summary>Invalid values mean the first page.</summary>
    public static int Read(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : First;

    public static string? Write(int page) => page == First ? null : page.ToString(CultureInfo.InvariantCulture);
}

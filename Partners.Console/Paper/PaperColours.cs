using PdfSharp.Drawing;

namespace Partners.Console.Paper;

/// <summary>dembrane's colours, as on the light pages.</summary>
internal static class PaperColours
{
    public static readonly XColor Parchment = XColor.FromArgb(0xf6, 0xf4, 0xf1);
    public static readonly XColor ParchmentDark = XColor.FromArgb(0xef, 0xec, 0xe7);
    public static readonly XColor Graphite = XColor.FromArgb(0x2d, 0x2d, 0x2c);
    public static readonly XColor Secondary = XColor.FromArgb(0x5e, 0x5b, 0x57);
    public static readonly XColor Divider = XColor.FromArgb(0xdd, 0xd8, 0xd0);
    public static readonly XColor RoyalBlue = XColor.FromArgb(0x41, 0x69, 0xe1);
    public static readonly XColor RoyalBlueTint = XColor.FromArgb(0xe9, 0xee, 0xfc);
}

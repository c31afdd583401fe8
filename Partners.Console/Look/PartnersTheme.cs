using MudBlazor;

namespace Partners.Console.Look;

/// <summary>dembrane's colours, type and sizes, light and dark. <see cref="ThemeSheet"/> serves them as a stylesheet.</summary>
internal static class PartnersTheme
{
    private const string None = "none";
    private const string Semibold = "600";
    private const string Medium = "500";
    private const string Regular = "400";

    private static readonly string[] s_family =
        ["DM Sans", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Liberation Sans", "Arial", "sans-serif"];

    // In px, as everywhere here: the sizes hold whatever the browser's default size is for other sites.
    private static readonly (string Size, string LineHeight) s_title = ("24px", "1.3333");
    private static readonly (string Size, string LineHeight) s_section = ("16px", "1.5");
    private static readonly (string Size, string LineHeight) s_text = ("14px", "1.4286");
    private static readonly (string Size, string LineHeight) s_second = ("13px", "1.3846");
    private static readonly (string Size, string LineHeight) s_small = ("12px", "1.3333");

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        Typography = Letters(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "232px", AppbarHeight = "56px" },
        Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(ShadowAt)] },
    };

    private static PaletteLight Light() => new()
    {
        Black = "#2d2d2c",
        Background = "#f6f4f1",
        BackgroundGray = "#efece7",
        Surface = "#ffffff",
        AppbarBackground = "#ffffff",
        AppbarText = "#2d2d2c",
        DrawerBackground = "#f6f4f1",
        DrawerText = "#2d2d2c",
        DrawerIcon = "#5e5b57",
        TextPrimary = "#2d2d2c",
        TextSecondary = "#5e5b57",
        TextDisabled = "#716e69",
        ActionDefault = "#5e5b57",
        ActionDisabled = "#5e5b57",
        ActionDisabledBackground = "#eae7e2",
        Primary = "#4169e1",
        PrimaryContrastText = "#ffffff",
        PrimaryDarken = "#3153c0",
        PrimaryLighten = "#e9eefc",
        Secondary = "#5e5b57",
        Tertiary = "#3153c0",
        Dark = "#2d2d2c",
        Info = "#3153c0",
        InfoDarken = "#3153c0",
        InfoContrastText = "#ffffff",
        Success = "#1c6844",
        SuccessDarken = "#1c6844",
        SuccessLighten = "#e1f1e7",
        SuccessContrastText = "#ffffff",
        Warning = "#775000",
        WarningDarken = "#775000",
        WarningLighten = "#ffd166",
        WarningContrastText = "#ffffff",
        Error = "#a8233b",
        ErrorDarken = "#8f1d32",
        ErrorLighten = "#ff9aa2",
        ErrorContrastText = "#ffffff",
        Divider = "#e3dfd9",
        LinesDefault = "#e3dfd9",
        DividerLight = "#ebe8e3",
        TableLines = "#ebe8e3",
        LinesInputs = "#8f8b84",
        TableHover = "#f9f8f6",
        TableStriped = "#00000000",
        Skeleton = "#eae7e2",
        OverlayDark = "rgba(45,45,44,0.48)",
        BorderOpacity = 0.56,
        HoverOpacity = 0.06,
        RippleOpacity = 0,
        RippleOpacitySecondary = 0,
    };

    private static PaletteDark Dark() => new()
    {
        Black = "#efece7",
        Background = "#191918",
        BackgroundGray = "#2b2a28",
        Surface = "#222221",
        AppbarBackground = "#222221",
        AppbarText = "#efece7",
        DrawerBackground = "#191918",
        DrawerText = "#efece7",
        DrawerIcon = "#b6b2ab",
        TextPrimary = "#efece7",
        TextSecondary = "#b6b2ab",
        TextDisabled = "#96928b",
        ActionDefault = "#b6b2ab",
        ActionDisabled = "#b6b2ab",
        ActionDisabledBackground = "#383733",
        Primary = "#93a9f5",
        PrimaryContrastText = "#141a30",
        PrimaryDarken = "#a9baf8",
        PrimaryLighten = "#2a3152",
        Secondary = "#b6b2ab",
        Tertiary = "#a9baf8",
        Dark = "#efece7",
        Info = "#a9baf8",
        InfoDarken = "#a9baf8",
        InfoContrastText = "#141a30",
        Success = "#8ad6aa",
        SuccessDarken = "#8ad6aa",
        SuccessLighten = "#1e3629",
        SuccessContrastText = "#0e2418",
        Warning = "#ffd166",
        WarningDarken = "#ffd166",
        WarningLighten = "#ffd166",
        WarningContrastText = "#2b2000",
        Error = "#ff9aa2",
        ErrorDarken = "#ffb3b9",
        ErrorLighten = "#ff9aa2",
        ErrorContrastText = "#2b0a10",
        Divider = "#373633",
        LinesDefault = "#373633",
        DividerLight = "#31302e",
        TableLines = "#31302e",
        LinesInputs = "#827e77",
        TableHover = "#282826",
        TableStriped = "#00000000",
        Skeleton = "#383733",
        OverlayDark = "rgba(0,0,0,0.62)",
        BorderOpacity = 0.45,
        HoverOpacity = 0.08,
        RippleOpacity = 0,
        RippleOpacitySecondary = 0,
    };

    private static Typography Letters() => new()
    {
        Default = Set(new DefaultTypography(), s_text, Regular),
        Body1 = Set(new Body1Typography(), s_text, Regular),
        Body2 = Set(new Body2Typography(), s_text, Regular),
        Subtitle1 = Set(new Subtitle1Typography(), s_text, Semibold),
        Subtitle2 = Set(new Subtitle2Typography(), s_text, Medium),
        H1 = Set(new H1Typography(), s_title, Semibold, "-.015em"),
        H2 = Set(new H2Typography(), s_section, Semibold),
        H3 = Set(new H3Typography(), s_text, Semibold),
        H4 = Set(new H4Typography(), s_title, Semibold, "-.015em"),
        H5 = Set(new H5Typography(), s_section, Semibold),
        H6 = Set(new H6Typography(), s_section, Semibold),
        // With its padding, this line height makes a button 36 px high.
        Button = Set(new ButtonTypography(), (s_text.Size, "1.7143"), Medium),
        Caption = Set(new CaptionTypography(), s_second, Regular),
        Overline = Set(new OverlineTypography(), s_small, Regular),
    };

    private static T Set<T>(T typography, (string Size, string LineHeight) size, string weight, string spacing = "normal")
        where T : BaseTypography
    {
        typography.FontFamily = s_family;
        typography.FontSize = size.Size;
        typography.LineHeight = size.LineHeight;
        typography.FontWeight = weight;
        typography.LetterSpacing = spacing;
        typography.TextTransform = None;
        return typography;
    }

    /// <summary>Three shadows are enough: cards, menus, dialogs. partners.css says what they are in each palette.</summary>
    private static string ShadowAt(int elevation) => elevation switch
    {
        0 => None,
        <= 3 => "var(--e1)",
        <= 8 => "var(--e2)",
        _ => "var(--e3)",
    };
}

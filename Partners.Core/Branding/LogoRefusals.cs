using Partners.Core.Billing;
using Partners.Core.Changes;
using Partners.Core.Values;

namespace Partners.Core.Branding;

// First the workspaces that may not have a logo, then faults of the file.

public sealed record LogoOnlyForExternalClients()
    : Refusal("This is an internal workspace. Only an external-client workspace carries a logo.", WorkspaceLogos.Field);

public sealed record LogoWithoutTier()
    : Refusal("This workspace has no billing account, and so no tier. A logo needs Changemaker or above.", WorkspaceLogos.Field);

public sealed record LogoBelowChangemaker(Tier Tier)
    : Refusal($"This workspace has the tier {Tier}. A logo needs Changemaker or above.", WorkspaceLogos.Field);

public sealed record LogoUnreadable()
    : Refusal("The file could not be read. It may have been moved or changed since it was chosen. Choose it again.", WorkspaceLogos.Field);

public sealed record LogoEmpty() : Refusal("The file is empty. Choose a PNG, JPEG or WebP picture.", WorkspaceLogos.Field);

public sealed record LogoTooLarge(long Bytes)
    : Refusal(
        $"The file has {FileSize.InWords(Bytes)}. A logo may have {FileSize.InWords(LogoContent.MostBytes)} at most.",
        WorkspaceLogos.Field);

public sealed record LogoIsSvg()
    : Refusal(
        "This is an SVG, whatever its name says. An SVG can carry scripts. Save the logo as a PNG, JPEG or WebP picture.",
        WorkspaceLogos.Field);

/// <param name="Kind">With its article: a GIF picture.</param>
public sealed record LogoOfOtherKind(string Kind)
    : Refusal($"This seems to be {Kind}, whatever its name says. A logo is a PNG, JPEG or WebP picture.", WorkspaceLogos.Field);

public sealed record LogoOfUnknownKind()
    : Refusal("This is not a PNG, JPEG or WebP picture, whatever its name says.", WorkspaceLogos.Field);

public sealed record LogoCutOff(string Format)
    : Refusal($"This {Format} picture is cut off: its end is missing. Save it again, and upload that.", WorkspaceLogos.Field);

public sealed record LogoDamaged(string Format)
    : Refusal($"This {Format} picture is damaged. Save it again, and upload that.", WorkspaceLogos.Field);

public sealed record LogoWithMore(string Format)
    : Refusal($"This {Format} file has something behind the end of the picture. Save it again, and upload that.", WorkspaceLogos.Field);

public sealed record LogoAnimated(string Format)
    : Refusal($"This {Format} picture is animated. A logo stands still.", WorkspaceLogos.Field);

public sealed record LogoNotForBrowsers(string Format)
    : Refusal(
        $"This {Format} picture is of a kind that browsers do not show. Save it as an ordinary one, and upload that.",
        WorkspaceLogos.Field);

public sealed record LogoTooFewPixels(int Width, int Height)
    : Refusal($"The picture has {Width} × {Height} pixels. A logo has {LogoContent.LeastSide} or more on each side.", WorkspaceLogos.Field);

public sealed record LogoTooManyPixels(int Width, int Height)
    : Refusal(
        $"The picture has {Width:N0} × {Height:N0} pixels. A logo has {LogoContent.MostSide:N0} at most on each side: showing a larger one "
            + "takes too much memory, however small its file is.",
        WorkspaceLogos.Field);

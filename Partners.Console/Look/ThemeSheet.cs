using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MudBlazor;

namespace Partners.Console.Look;

/// <summary>
/// The theme as a stylesheet of our own. MudThemeProvider would write it into style elements of each page, which the content security
/// policy forbids. Colours follow the page's <c>data-theme</c>; without one they follow the system.
/// </summary>
internal sealed partial class ThemeSheet
{
    private const string Route = "/theme.css";

    private readonly byte[] _css;
    private readonly byte[] _zipped;

    private ThemeSheet(string css)
    {
        _css = Encoding.UTF8.GetBytes(css);
        _zipped = Zip(_css);
        Address = $"{Route}?v={WebEncoders.Base64UrlEncode(SHA256.HashData(_css).AsSpan(0, 9))}";
    }

    /// <summary>Changes with the content, so that browsers may keep it for good.</summary>
    public string Address { get; }

    public static ThemeSheet Draw(IServiceProvider services, ILoggerFactory logs) =>
        new(DrawAsync(services, logs).GetAwaiter().GetResult());

    public static RouteHandlerBuilder Map(WebApplication app) => app
        .MapGet(Route, (HttpContext context, ThemeSheet sheet) =>
        {
            var headers = context.Response.Headers;
            (headers.CacheControl, headers.Vary) = ("public, max-age=31536000, immutable", HeaderNames.AcceptEncoding);
            var zipped = context.Request.GetTypedHeaders().AcceptEncoding
                .Any(encoding => encoding.Value == "gzip" && encoding.Quality != 0);
            headers.ContentEncoding = zipped ? "gzip" : default;
            return Results.Bytes(zipped ? sheet._zipped : sheet._css, "text/css; charset=utf-8");
        });

    private static async Task<string> DrawAsync(IServiceProvider services, ILoggerFactory logs)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var (light, dark) = (await PaletteAsync(renderer, dark: false), await PaletteAsync(renderer, dark: true));
            return $"{light}\n{Under(dark, ":root[data-theme=dark]")}\n"
                + $"@media screen and (prefers-color-scheme: dark) {{ {Under(dark, ":root:not([data-theme])")} }}\n";
        });
    }

    private static byte[] Zip(byte[] css)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
        {
            zip.Write(css);
        }

        return zipped.ToArray();
    }

    private static string Under(string css, string selector) => css.Replace(":root", selector, StringComparison.Ordinal);

    private static async Task<string> PaletteAsync(HtmlRenderer renderer, bool dark)
    {
        var drawn = await renderer.RenderComponentAsync<MudThemeProvider>(ParameterView.FromDictionary(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(MudThemeProvider.Theme)] = PartnersTheme.Theme,
                [nameof(MudThemeProvider.IsDarkMode)] = dark,
                [nameof(MudThemeProvider.ObserveSystemDarkModeChange)] = false,
            }));
        // The rest of what it writes is for scroll bars and charts, without regard to the theme.
        return string.Concat(RootRule().Matches(drawn.ToHtmlString()).Select(match => match.Value));
    }

    [GeneratedRegex(@":root\s*\{[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RootRule();
}

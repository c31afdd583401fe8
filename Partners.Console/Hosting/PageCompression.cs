using System.IO.Compression;
using System.Net.Mime;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.ResponseCompression;

namespace Partners.Console.Hosting;

/// <summary>Compresses pages, which halves what a slow line waits for.</summary>
/// <remarks>
/// The length of a compressed page tells how much of it repeats, for instance what an address puts into its search box. To use that,
/// another site has to make the browser ask again and again. So only pages that this site or the person asked for are compressed; a
/// browser that does not say who asked gets none.
/// </remarks>
internal static class PageCompression
{
    private const string AskedBy = "Sec-Fetch-Site";
    private const string ThisSite = "same-origin";
    private const string ThePerson = "none";

    public static void AddPageCompression(this WebApplicationBuilder builder)
    {
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [MediaTypeNames.Text.Html];
        });
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped(typeof(PersistentComponentStateSerializer<>), typeof(CompressedState<>));
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
    }

    public static void UsePageCompression(this WebApplication app) => app.UseWhen(IsAllowed, pages => pages.UseResponseCompression());

    public static bool IsAllowed(HttpContext context) => context.Request.Headers[AskedBy].ToString() is ThisSite or ThePerson;
}

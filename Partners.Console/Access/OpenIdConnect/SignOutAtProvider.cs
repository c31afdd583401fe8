using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Partners.Console.Look;

namespace Partners.Console.Access.OpenIdConnect;

/// <summary>
/// A page with one form that continues to the provider's sign-out, by itself (see shell.js) or by its button. A redirect would leave the ID
/// token in histories and logs. Every provider must accept a POST (OpenID Connect RP-Initiated Logout 1.0, section 2); the handler's own
/// form submits itself by an inline script, which the content security policy forbids.
/// </summary>
internal sealed class SignOutAtProvider(string endpoint, IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public static async Task LeadThere(RedirectContext context)
    {
        context.HandleResponse();
        var message = context.ProtocolMessage;
        if (string.IsNullOrEmpty(message.IdTokenHint) || string.IsNullOrEmpty(message.IssuerAddress))
        {
            context.Response.Redirect(context.Properties.RedirectUri!);
            return;
        }

        var page = new SignOutAtProvider(message.IssuerAddress,
        [
            new("id_token_hint", message.IdTokenHint),
            new("client_id", context.Options.ClientId!),
            new("post_logout_redirect_uri", message.PostLogoutRedirectUri),
            new("state", context.Options.StateDataFormat.Protect(context.Properties)),
        ]);
        await page.WriteAsync(context.Response, context.HttpContext.RequestAborted);
    }

    /// <summary>Follows only a return address that this console made: anyone else's link leads to the first page.</summary>
    public static Task LeadBack(RemoteSignOutContext context)
    {
        context.Response.Redirect(context.Properties?.RedirectUri ?? ReturnAddress.Home);
        context.HandleResponse();
        return Task.CompletedTask;
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken cancel)
    {
        var provider = new Uri(endpoint).GetLeftPart(UriPartial.Authority);
        response.ContentType = "text/html; charset=utf-8";
        // The provider redirects back here, and browsers apply form-action to the redirects of a form too.
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
            + $"base-uri 'none'; frame-ancestors 'none'; form-action 'self' {provider}";
        var sheet = response.HttpContext.RequestServices.GetRequiredService<ThemeSheet>();
        await response.WriteAsync(Page(Theme.Of(response.HttpContext.Request), sheet), cancel);
    }

    private string Page(string? theme, ThemeSheet sheet)
    {
        var inputs = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            inputs.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="{Encode(name)}" value="{Encode(value)}" />""");
        }

        return $"""
            <!DOCTYPE html>
            <html lang="en-GB"{(theme is null ? null : $" data-theme=\"{theme}\"")}>
            <head>
              <meta charset="utf-8" />
              <meta name="viewport" content="width=device-width, initial-scale=1" />
              <title>Sign out</title>
              <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
              <link rel="stylesheet" href="/_content/MudBlazor/MudBlazor.min.css" />
              <link rel="stylesheet" href="{sheet.Address}" />
              <link rel="stylesheet" href="/partners.css" />
            </head>
            <body>
              <div class="plain"><main class="plain-card">
                <h1>Sign out</h1>
                <p>You are signed out of Partners. Now the identity provider.</p>
                <form method="post" action="{Encode(endpoint)}" data-send-at-once>
                  {inputs}
                  <button type="submit" class="{ButtonClasses.Outlined}">
                    Sign out there too
                  </button>
                </form>
              </main></div>
              <script type="module" src="/shell.js"></script>
            </body>
            </html>
            """;
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}

using System.Text.RegularExpressions;
using FluentAssertions;
using Microsoft.Playwright;

namespace Partners.Console.Tests.Browser;

/// <summary>A person with their own browser: cookies, an open page, and the page's errors.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>Every page inside has the person menu's button, and Blazor marks elements that it handles.</summary>
    private const string IsInteractive =
        "Object.keys(document.querySelector('#person form button') ?? {}).some(key => key.startsWith('_blazorEvents_'))";

    private readonly List<string> _complaints;
    private readonly Uri _origin;
    private bool _isAway;

    /// <param name="origin">The console's address.</param>
    public Visitor(IBrowserContext context, IPage page, Uri origin)
        : this(context, page, origin, [])
    {
    }

    private Visitor(IBrowserContext context, IPage page, Uri origin, List<string> complaints)
    {
        (Context, Page, _origin, _complaints) = (context, page, origin, complaints);
        Hear(page);
    }

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public ILocator Screen => Page.Locator(":root");

    /// <summary>Errors in the browser's console, uncaught exceptions, and dialogs that a page opened.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public string Address => new Uri(Page.Url).PathAndQuery;

    /// <summary>Loads a page inside, and waits until it is interactive.</summary>
    public async Task<IResponse?> GoAsync(string address)
    {
        var response = await Page.GotoAsync(address);
        await InteractiveAsync();
        return response;
    }

    /// <summary>Sets the theme, from the next page on, and the width of the window.</summary>
    public async Task PreferAsync(bool dark, int width)
    {
        await Context.AddCookiesAsync([new() { Name = "theme", Value = dark ? "dark" : "light", Url = _origin.ToString() }]);
        await Page.SetViewportSizeAsync(width, 800);
    }

    /// <summary>Makes the console unreachable and closes the open page's sockets, which must be kept in <c>window.sockets</c>.</summary>
    public async Task LoseConnectionAsync()
    {
        _isAway = true;
        await Context.SetOfflineAsync(true);
        await Page.EvaluateAsync("window.sockets.forEach(socket => socket.close())");
        await Assertions.Expect(Screen.Locator("#components-reconnect-modal")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    public async Task FindConnectionAsync()
    {
        await Context.SetOfflineAsync(false);
        await Assertions.Expect(Screen.Locator("#components-reconnect-modal")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        _isAway = false;
    }

    public Task InteractiveAsync() => UntilAsync(IsInteractive);

    /// <summary>Opens it by its keys, which work once its script has loaded.</summary>
    public async Task OpenPaletteAsync()
    {
        await UntilAsync("document.querySelector('.palette-button[data-ready]') !== null");
        await Page.Keyboard.PressAsync("Control+k");
    }

    /// <summary>Waits until nothing fades or slides, because colours are wrong half-way.</summary>
    public Task SettledAsync() => UntilAsync("document.getAnimations().every(animation => animation.playState !== 'running')");

    /// <summary>Opens another tab in the same browser. Its errors count as this person's.</summary>
    public async Task<Visitor> NewTabAsync() => new(Context, await Context.NewPageAsync(), _origin, _complaints);

    public Task HeadingIsAsync(string heading) =>
        Assertions.Expect(Screen.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(heading);

    /// <summary>
    /// Waits until the page has this address, path and query. Uses an expression, because the driver decodes plain text before comparing.
    /// </summary>
    public Task AddressIsAsync(string address) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex(
            $"^{Regex.Escape(new Uri(new Uri(Page.Url), address).AbsoluteUri)}$",
            RegexOptions.None,
            TimeSpan.FromSeconds(1)));

    /// <summary>The errors so far, for a test that provoked them.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        var taken = _complaints.ToList();
        _complaints.Clear();
        return taken;
    }

    public ValueTask DisposeAsync() => Context.DisposeAsync();

    /// <summary>Waits inside the page: the driver's own wait evaluates text, which the pages' policy forbids.</summary>
    public async Task UntilAsync(string condition)
    {
        var holds = $$"""
            async () => {
              const end = Date.now() + 20000;
              while (!({{condition}})) {
                if (Date.now() > end) return false;
                await new Promise(resolve => setTimeout(resolve, 20));
              }
              return true;
            }
            """;
        (await Page.EvaluateAsync<bool>(holds)).Should().BeTrue($"{Page.Url} comes to hold: {condition}");
    }

    private void Hear(IPage page)
    {
        page.Console += (_, message) =>
        {
            // A page that answers 403 or 404 is a legitimate answer.
            if (message.Type == "error"
                && !_isAway
                && !message.Text.StartsWith("Failed to load resource: the server responded with a status of 40", StringComparison.Ordinal))
            {
                _complaints.Add($"Console of {page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) =>
        {
            // Without a connection the server cannot be told, and Blazor reports that.
            if (!_isAway)
            {
                _complaints.Add($"Error in {page.Url}: {error}");
            }
        };
        page.Dialog += async (_, dialog) =>
        {
            _complaints.Add($"Dialog in {page.Url}: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }
}

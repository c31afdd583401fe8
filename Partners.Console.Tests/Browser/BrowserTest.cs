using FluentAssertions;
using Microsoft.Playwright;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// The base of browser tests: people with a browser each. At the end, no page may have reported an error; if the test failed, each person's
/// screen is saved.
/// </summary>
public abstract class BrowserTest(Chromium chromium, DemonstrationConsole console) : IClassFixture<DemonstrationConsole>, IAsyncLifetime
{
    public const string Staff = "Continue as Staff";
    public const string CommercialOwner = "Continue as Commercial owner";
    public const string HandoffOperator = "Continue as Handoff operator";
    public const string WithoutAccess = "Continue without access";

    private readonly List<Visitor> _visitors = [];

    protected DemonstrationConsole Console => console;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Someone the console does not know.</summary>
    /// <param name="at">Another console than that of the class.</param>
    internal async Task<Visitor> VisitorAsync(string? cookies = null, DemonstrationConsole? at = null)
    {
        var address = (at ?? console).Address;
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = 1280, Height = 800 },
            StorageState = cookies,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Someone who pressed a persona's button.</summary>
    internal async Task<Visitor> SignedInAsync(string persona = Staff)
    {
        if (console.SignedIn.TryGetValue(persona, out var cookies))
        {
            return await VisitorAsync(cookies);
        }

        var visitor = await VisitorAsync();
        await visitor.Page.GotoAsync("/signin");
        await visitor.Screen.Button(persona).ClickAsync();
        await Assertions.Expect(visitor.Screen.Button("Sign out").Or(visitor.Screen.Locator(".person-button"))).ToBeVisibleAsync();
        console.SignedIn[persona] = await visitor.Context.StorageStateAsync();
        return visitor;
    }

    /// <summary>
    /// Someone who pressed a persona's button and stays for all tests of the class: reusing an open window saves a third. For tests that
    /// begin at their own address and leave nothing behind in the browser.
    /// </summary>
    internal async Task<Visitor> StayingAsync(string persona)
    {
        if (!console.Staying.TryGetValue(persona, out var visitor))
        {
            console.Staying[persona] = visitor = await SignedInAsync(persona);
            return visitor;
        }

        // Moves the pointer away, so that nothing on the next page is under it.
        await visitor.Page.Mouse.MoveAsync(0, 0);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Someone other than the personas, with the cookie that a sign-in would give them.</summary>
    internal async Task<Visitor> SignedInAsync(Core.Access.Staff who, DemonstrationConsole? at = null)
    {
        var visitor = await VisitorAsync(at: at);
        await visitor.Context.AddCookiesAsync([await (at ?? console).CookieOfAsync(who)]);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var pictures = failed ? await TakePicturesAsync() : [];
        var complaints = _visitors.SelectMany(visitor => visitor.TakeComplaints()).ToList();
        foreach (var (persona, _) in console.Staying.Where(stayed => failed && _visitors.Contains(stayed.Value)).ToList())
        {
            console.Staying.Remove(persona);
        }

        foreach (var visitor in _visitors.Except(console.Staying.Values))
        {
            await visitor.DisposeAsync();
        }

        if (pictures.Count > 0)
        {
            Assert.Fail(
                "What was on screen: "
                    + $"{string.Join(", ", pictures)}{string.Concat(complaints.Select(complaint => $"{Environment.NewLine}{complaint}"))}");
        }

        if (!failed)
        {
            complaints.Should().BeEmpty("no page may log an error or open a dialog of the browser's");
        }
    }

    private async Task<List<string>> TakePicturesAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        var test = string.Concat(
            (TestContext.Current.Test?.TestDisplayName
                ?? "test").Split('.')[^1].Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        var pictures = new List<string>();
        foreach (var page in _visitors.SelectMany(visitor => visitor.Context.Pages))
        {
            var file = Path.Combine(folder.FullName, $"{test[..Math.Min(test.Length, 120)]}-{pictures.Count + 1}.png");
            await page.ScreenshotAsync(new() { Path = file });
            pictures.Add(file);
        }

        return pictures;
    }
}

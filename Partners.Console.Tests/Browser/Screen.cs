using Microsoft.Playwright;

namespace Partners.Console.Tests.Browser;

/// <summary>Finds elements as a person or a screen reader does: by role and exact name.</summary>
internal static class Screen
{
    public static ILocator Button(this ILocator within, string name) => within.Named(AriaRole.Button, name);

    public static ILocator Link(this ILocator within, string name) => within.Named(AriaRole.Link, name);

    public static ILocator MenuItem(this ILocator within, string name) => within.Named(AriaRole.Menuitem, name);

    public static ILocator Tick(this ILocator within, string name) => within.Named(AriaRole.Checkbox, name);

    public static ILocator Dialog(this ILocator within, string title) => within.Named(AriaRole.Dialog, title);

    public static ILocator Field(this ILocator within, string label) => within.GetByLabel(label, new() { Exact = true });

    /// <summary>The sentence below a field that says why it was refused.</summary>
    public static ILocator RefusalAt(this ILocator within, string label) =>
        within
            .Locator(".form-field")
            .Filter(new() { Has = within.Page.GetByLabel(label, new() { Exact = true }) })
            .Locator(".field-refusal");

    /// <summary>The element with role "alert".</summary>
    public static ILocator Alert(this ILocator within) => within.GetByRole(AriaRole.Alert);

    public static ILocator Status(this ILocator within, string text) => within.GetByRole(AriaRole.Status).Filter(new() { HasText = text });

    public static Task IsShownAsync(this ILocator locator) => Assertions.Expect(locator).ToBeVisibleAsync();

    public static Task IsGoneAsync(this ILocator locator) => Assertions.Expect(locator).ToHaveCountAsync(0);

    public static Task SaysAsync(this ILocator locator, string text) => Assertions.Expect(locator).ToContainTextAsync(text);

    private static ILocator Named(this ILocator within, AriaRole role, string name) =>
        within.GetByRole(role, new() { Name = name, Exact = true });
}

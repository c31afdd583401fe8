using Microsoft.Playwright;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>Two started consoles on one database of the test's server. Without a server there are none.</summary>
public sealed class TwoInstances : IAsyncLifetime
{
    internal HandoffScene Scene { get; private set; } = null!;

    internal StartedConsole One { get; private set; } = null!;

    internal StartedConsole Two { get; private set; } = null!;

    internal string Connection => Scene.Database.Address.Text;

    public async ValueTask InitializeAsync()
    {
        if (!TestStore.IsServer)
        {
            return;
        }

        Scene = await SceneAsync();
        One = await StartedConsole.ServeAsync(Connection);
        Two = await StartedConsole.ServeAsync(Connection);
    }

    /// <summary>A scene in the machine's own time, which the started consoles keep.</summary>
    internal static async Task<HandoffScene> SceneAsync()
    {
        var scene = await HandoffScene.CreateAsync();
        scene.Database.Clock.Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return scene;
    }

    /// <summary>A handoff that was confirmed some days ago for a day that has come.</summary>
    internal static async Task<Guid> ScheduleAsync(HandoffScene scene)
    {
        var now = scene.Database.Clock.Now;
        scene.Database.Clock.Now = now.AddDays(-3);
        var ready = await scene.DecidedAsync(on: scene.Database.Today.AddDays(1));
        var confirmed = await scene.HandOffAsync(ready);
        scene.Database.Clock.Now = now;
        Assert.True(confirmed.Value?.Status == HandoffStatus.Scheduled, string.Join(' ', confirmed.Refusals.Select(one => one.Sentence)));
        return ready.Handoff.Id;
    }

    /// <summary>Somebody with a browser of their own, inside one instance.</summary>
    internal static async Task<Visitor> SignedInAsync(Chromium chromium, Uri address, string persona)
    {
        var context = await chromium.NewContextAsync(new() { BaseURL = address.ToString(), ReducedMotion = ReducedMotion.Reduce });
        var visitor = new Visitor(context, await context.NewPageAsync(), address);
        await visitor.Page.GotoAsync("/signin");
        await visitor.Screen.Button(persona).ClickAsync();
        await visitor.Screen.Locator(".person-button").IsShownAsync();
        return visitor;
    }

    /// <summary>Stops one of them as a service manager does, and starts another in its place.</summary>
    internal async Task<StartedConsole> StartInPlaceAsync(StartedConsole stopped)
    {
        var again = await StartedConsole.ServeAsync(Connection, stopped.Address);
        (One, Two) = One == stopped ? (again, Two) : (One, again);
        return again;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var console in new[] { One, Two }.Where(console => console is not null))
        {
            await console.DisposeAsync();
        }

        if (Scene is not null)
        {
            await Scene.DisposeAsync();
        }
    }
}

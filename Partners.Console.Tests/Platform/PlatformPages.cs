using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Outbox;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Platform;

/// <summary>The page of the exchange over the real services and a database.</summary>
public abstract class PlatformPages : ShellContext
{
    private IRenderedComponent<PlatformPage>? _page;

    /// <summary>One page for a test; a second call goes on from it to another address.</summary>
    protected IRenderedComponent<PlatformPage> Show(TestDatabase database, string address = PlatformAddresses.Page)
    {
        if (_page is null)
        {
            Services.AddSingleton(database.Get<PlatformRecord>());
            Services.AddSingleton(database.Get<ImportRecord>());
            Services.AddSingleton(database.Get<PlatformHealth>());
            Services.AddSingleton(database.Get<LivePull>());
            Services.AddSingleton(database.Get<PaymentsCheck>());
            Services.AddSingleton(database.Get<PlatformCheck>());
            Services.AddSingleton(database.Get<ChangeFeed>());
            Services.AddSingleton(database.Get<JobList>());
            Services.AddSingleton(database.Get<PlatformPush>());
            Services.AddSingleton(database.Get<PushWaits>());
            Services.AddSingleton(database.Get<PlatformConflicts>());
            Services.AddSingleton<TimeProvider>(database.Clock);
            Services.AddCascadingValue<Staff>(_ => Make.Staff);
        }

        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return _page ??= Render<PlatformPage>();
    }

    /// <summary>The page says all of it, among what is in one state.</summary>
    protected void Says(TestDatabase database, PlatformChangeState state, params string[] sentences)
    {
        var page = Show(database, PlatformAddresses.Of(new(state)));
        page.WaitForAssertion(() => TextOf(page).Should().Contain(PlatformStateWords.Of(state)).And.ContainAll(sentences));
    }

    /// <summary>Of what is on screen, with single spaces.</summary>
    protected static string TextOf(IRenderedComponent<IComponent> page) => string.Join(
        ' ',
        string.Concat(page.Nodes.Select(node => node.TextContent)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

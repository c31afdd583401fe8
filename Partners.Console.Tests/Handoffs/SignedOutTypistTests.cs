using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Handoffs;

/// <summary>The wizard's page when its person loses their role, or proved too long ago who they are.</summary>
public sealed class SignedOutTypistTests : HandoffPages
{
    [Fact]
    public async Task What_was_typed_before_the_role_was_lost_is_saved_as_the_page_closes()
    {
        var id = await BegunAsync();
        var page = Open(id, HandoffStep.BillingAndDeals);
        Field(page, "City").Input("Zwolle aan de IJssel");

        // As when the sign-in's state changes: first the person becomes nobody, then the page is disposed.
        page.Instance.Staff = Make.Nobody;
        await DisposeComponentsAsync();

        using var patience = new CancellationTokenSource(Patience);
        while ((await PlanAsync(id)).Billing.City != "Zwolle aan de IJssel")
        {
            await Task.Delay(50, patience.Token);
        }
    }

    [Fact]
    public async Task Whoever_could_not_write_leaves_nothing_behind()
    {
        var id = await BegunAsync();
        var before = (await FoundAsync(id)).Handoff.Version;
        Open(id, HandoffStep.BillingAndDeals, Make.Staff);
        await DisposeComponentsAsync();

        (await FoundAsync(id)).Handoff.Version.Should().Be(before);
    }

    [Fact]
    public async Task The_last_step_asks_for_a_fresh_sign_in_and_leads_back_to_itself()
    {
        Services.AddSingleton<IFreshSignIn>(new FreshSignIn(TimeSpan.FromMinutes(5)));
        var id = await ReadyAsync();
        var stale = Open(id, HandoffStep.Confirm, Amina with { ProvedAt = Database.Clock.Now.AddMinutes(-6) });

        var asked = stale.Find("[aria-labelledby=fresh-sign-in]");
        asked.TextContent.Should().Contain("Sign in again: your last sign-in must be at most 5 minutes old.");
        asked.QuerySelector("a")!.GetAttribute("href").Should().Be(
            $"/signin/start?fresh=true&returnUrl=%2Fhandoffs%2F{id}%3Fstep%3Dconfirm");
        Open(id, HandoffStep.Confirm, Amina with { ProvedAt = Database.Clock.Now.AddMinutes(-5) })
            .FindAll("[aria-labelledby=fresh-sign-in]")
            .Should().BeEmpty();
    }

    [Fact]
    public async Task The_transfer_itself_refuses_a_stale_sign_in()
    {
        await using var scene =
            await HandoffScene.CreateAsync(services => services.AddSingleton<IFreshSignIn>(new FreshSignIn(TimeSpan.FromMinutes(1))));
        var ready = await scene.DecidedAsync();
        var outcome = await scene.HandOffAsync(ready);

        outcome.Refusals
            .Should().ContainSingle().Which
            .Should().BeOfType<SignInNotFresh>().Which.Sentence
            .Should().Be("Sign in again: your last sign-in must be at most 1 minute old.");
        (await scene.FindAsync(ready.Handoff.Id)).Handoff.Status.Should().Be(HandoffStatus.Draft);
    }
}

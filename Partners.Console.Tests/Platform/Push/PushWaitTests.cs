using Bunit;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Links;
using Partners.Console.Platform;
using Partners.Console.Tests.Referrals;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>docs/product.md I75: what an act waits for, in words.</summary>
public sealed class PushWaitTests : PlatformPages
{
    private readonly Guid _first = Guid.CreateVersion7();

    [Fact]
    public async Task One_that_an_earlier_one_holds_up_says_which_and_leads_to_it()
    {
        await using var scene = await PushScene.CreateAsync();
        await HeldUpAsync(scene);

        var page = Show(scene.Database);
        page.WaitForAssertion(() => TextOf(page).Should().Contain(
            "Waits for Noor de Wit’s change of Bureau Samenspel (20 Nov 2026, 12:00) to be applied first."));
        var link = page.FindAll(".line a").Single(found => found.TextContent.StartsWith("Noor de Wit’s change", StringComparison.Ordinal));
        link.GetAttribute("href").Should().Be($"/platform?act={_first}");

        var earlier = Show(scene.Database, link.GetAttribute("href")!);
        earlier.WaitForAssertion(() => earlier.FindAll(".line").Should().ContainSingle()
            .Which.TextContent.Should().Contain("In conflict with the platform").And.Contain("Keep theirs…"));
        earlier.Find(".line").HasAttribute("open").Should().BeTrue();
    }

    [Fact]
    public async Task Beside_the_record_the_same_is_said()
    {
        await using var scene = await PushScene.CreateAsync();
        var second = await HeldUpAsync(scene);
        Show(scene.Database);

        var note = Render<RecordWait>(parameters => parameters.Add(
            wait => wait.Of, new RecordOnPlatform(PlatformChangeState.Waiting, PlatformChangeState.Waiting, second)));

        note.WaitForAssertion(() => note.Find("a").GetAttribute("href").Should().Be(PlatformAddresses.OfAct(_first)));
    }

    [Fact]
    public async Task A_record_names_its_last_act_that_waits()
    {
        await using var scene = await PushScene.CreateAsync();
        var partner = await scene.ToggleAsync(act: _first);

        var state = await scene.Database.Get<PlatformStates>().FindAsync(
            Make.Staff, new(SubjectKind: OrganisationSubjects.Kind, SubjectId: $"{partner.Id}"), default);

        state.Should().Be(new RecordOnPlatform(PlatformChangeState.Waiting, PlatformChangeState.Waiting, _first));
    }

    [Fact]
    public async Task An_act_that_is_not_there_says_so()
    {
        await using var database = await TestDatabase.CreateAsync();

        var page = Show(database, PlatformAddresses.OfAct(Guid.NewGuid()));

        page.WaitForAssertion(() => TextOf(page).Should().Contain("There is no such change."));
    }

    [Fact]
    public async Task Where_nothing_is_sent_somebody_carries_it_over()
    {
        await using var database = await TestDatabase.CreateAsync();
        var partner = Make.Organisation();
        await database.AddAsync(partner);
        await database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner), default);

        var page = Show(database);

        page.WaitForAssertion(() => page.Find(".line").TextContent
            .Should().Contain("Nothing is sent by itself: somebody carries it over to the platform."));
    }

    [Fact]
    public async Task What_is_switched_off_is_named_and_the_act_is_not_taken_up_again_and_again()
    {
        await using var scene = await PushScene.CreateAsync(PlatformFields.Project);
        await scene.ToggleAsync();
        var push = scene.Database.Get<PlatformPush>();
        (await push.HasWorkAsync(default)).Should().BeTrue();

        await push.RunAsync(Make.Staff, default);

        (await push.HasWorkAsync(default)).Should().BeFalse();
        scene.Platform.Requests.Should().BeEmpty();
        var page = Show(scene.Database);
        page.WaitForAssertion(() => page.Find(".line").TextContent.Should().Contain("Sending is switched off for Platform:Push:org."));
    }

    [Fact]
    public async Task Terms_for_a_later_day_say_on_which_the_platform_is_told()
    {
        var scene = await LedgerScene.CreateAsync(services => services
            .AddSingleton(new Core.Platform.Live.PlatformSettings { Address = new("http://127.0.0.1:9"), Token = "t" })
            .AddSingleton(new PushSettings { On = PushSettings.All.ToHashSet(StringComparer.Ordinal) }));
        await using var database = scene.Database;
        var deal = await scene.AddedAsync(LedgerScene.Form(discount: null, cap: null));
        await database.ByHandAsync("""UPDATE "PlatformChanges" SET "State" = 'Applied'""");
        (await scene.AmendAsync(deal, LedgerScene.Form(kickback: "25", discount: null, cap: null), new(2026, 12, 1))).IsDone
            .Should().BeTrue();

        (await database.Get<PlatformPush>().HasWorkAsync(default)).Should().BeFalse();
        var page = Show(database);
        page.WaitForAssertion(() => page.Find(".line").TextContent.Should().Contain("The platform is told on 1 Dec 2026."));
    }

    [Fact]
    public async Task An_act_of_this_moment_waits_for_nothing_but_its_turn()
    {
        await using var scene = await PushScene.CreateAsync();
        await scene.ToggleAsync(act: _first);

        (await scene.Database.Get<PushWaits>().FindAsync(Make.Staff, [_first], default)).Should().BeEmpty();
        (await scene.Database.Get<PlatformPush>().HasWorkAsync(default)).Should().BeTrue();
    }

    /// <summary>A flag that is in conflict, and its withdrawal.</summary>
    /// <returns>The withdrawal's act.</returns>
    private async Task<Guid> HeldUpAsync(PushScene scene)
    {
        var partner = await scene.ToggleAsync(act: _first);
        scene.Differs(partner);
        await scene.Database.Get<PlatformPush>().RunAsync(Make.Staff, default);
        (await scene.StatesAsync()).Should().Equal(PlatformChangeState.InConflict);

        // Of another field of the same organisation, as a command of the future might: the flag's own change takes the place of the first.
        var second = Guid.CreateVersion7();
        scene.Database.Clock.Now += TimeSpan.FromMinutes(1);
        await scene.Database.AddAsync(new PlatformChange(
            new(PlatformFields.Organisation, $"{partner.Id}", partner.Name),
            "name",
            "\"Samenspel\"",
            Make.Operator,
            scene.Database.Clock.Now,
            "It is called that now",
            second).From("\"Bureau Samenspel\""));
        (await scene.Database.Get<PlatformPush>().HasWorkAsync(default)).Should().BeFalse("it waits for the first");
        return second;
    }
}

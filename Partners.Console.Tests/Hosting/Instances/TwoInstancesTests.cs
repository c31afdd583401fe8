using System.Globalization;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Handoffs;
using Partners.Core.Jobs;
using Partners.Core.Platform.Import;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>Two instances of the real console on one database (docs/product.md S4). They need PARTNERS_TEST_DATABASE.</summary>
public sealed class TwoInstancesTests : IClassFixture<TwoInstances>
{
    private readonly Chromium _chromium;
    private readonly TwoInstances _instances;

    public TwoInstancesTests(Chromium chromium, TwoInstances instances)
    {
        Assert.SkipUnless(TestStore.IsServer, "There is no PostgreSQL here: PARTNERS_TEST_DATABASE names none (docs/postgresql.md).");
        (_chromium, _instances) = (chromium, instances);
    }

    private HandoffScene Scene => _instances.Scene;

    [Fact]
    public Task Who_has_a_deal_open_at_one_and_what_they_change_shows_at_the_other() =>
        BothInstances.HearEachOtherAsync(_chromium, Scene, _instances.One, _instances.Two);

    [Fact]
    public Task Eight_writers_at_each_lose_no_save_and_break_no_chain() => BothInstances.WriteAtOnceAsync(Scene, Scene.Database.Address);

    [Fact]
    public async Task A_person_who_fills_the_wizard_while_the_instances_are_replaced_one_by_one_loses_nothing()
    {
        var draft = (await Scene.Database.Get<HandoffDrafts>()
            .BeginAsync(Make.Operator, new(Guid.CreateVersion7(), await AnotherWorkspaceAsync()), default)).Value!.HandoffId;
        await using var proxy = await StickyProxy.StartAsync(_instances.One.Address, _instances.Two.Address);
        await using var amina = await SignedInAsync(proxy.Address, BrowserTest.HandoffOperator);
        await amina.GoAsync(HandoffAddresses.Of(draft, HandoffStep.BillingAndDeals));
        var notice = amina.Screen.Locator("#components-reconnect-modal");

        await ReplaceAsync(("Legal name", "Gemeente Hattem"), ("City", "Hattem"));
        await ReplaceAsync(("Address", "Markt 1"), ("Postal code", "8051 EZ"));

        async Task ReplaceAsync((string Field, string Text) before, (string Field, string Text) meanwhile)
        {
            var stopped = _instances.One.Address.ToString() == proxy.Last ? _instances.One : _instances.Two;
            await amina.Screen.Field(before.Field).PressSequentiallyAsync(before.Text);
            var stops = stopped.StopAsync();
            await Expect(notice).ToBeVisibleAsync();
            await amina.Screen.Field(meanwhile.Field).PressSequentiallyAsync(meanwhile.Text);
            await stops;

            // The other instance does not have this page. Until the proxy has found it, nobody answers.
            await amina.Screen.Button("Reload").ClickAsync();
            await amina.InteractiveAsync();
            await Expect(amina.Screen.Field(before.Field)).ToHaveValueAsync(before.Text);
            await Expect(amina.Screen.Field(meanwhile.Field)).ToHaveValueAsync(meanwhile.Text);
            await _instances.StartInPlaceAsync(stopped);
        }

        await Eventually.HoldsAsync(async () => (await Scene.FindAsync(draft)).Handoff.Plan.Billing is
        {
            LegalName: "Gemeente Hattem", City: "Hattem", AddressLine: "Markt 1", PostalCode: "8051 EZ",
        });
    }

    [Fact]
    public async Task What_is_typed_into_a_dialog_is_there_again_when_it_is_opened_after_its_instance_was_replaced()
    {
        await using var proxy = await StickyProxy.StartAsync(_instances.One.Address, _instances.Two.Address);
        await using var joris = await SignedInAsync(proxy.Address, BrowserTest.CommercialOwner);
        await joris.GoAsync($"/ledger/{Scene.Deal.Id}");
        var amend = await AmendAsync();
        await amend.Kickback.FillAsync("17");
        await amend.HoldAsync(Scene.Database.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "Agreed by phone.");
        // A minute ago, so that the server has long heard of it.
        await joris.Page.EvaluateAsync("() => { const now = Date.now; Date.now = () => now() + 60000; }");

        foreach (var reference in new[] { "PA-1", "PA-12" })
        {
            var stopped = _instances.One.Address.ToString() == proxy.Last ? _instances.One : _instances.Two;
            await amend.Window.Field("Agreement reference").FillAsync(reference);
            await stopped.StopAsync();
            await joris.Screen.Button("Reload").ClickAsync();
            await joris.InteractiveAsync();
            await _instances.StartInPlaceAsync(stopped);
            var kept = joris.Screen.Status("What you typed is kept");
            await kept.SaysAsync("Amend ");
            amend = await AmendAsync();
            await Expect(amend.Window.Field("Agreement reference")).ToHaveValueAsync(reference);
            await Expect(amend.Kickback).ToHaveValueAsync("17");
            await Expect(amend.Window.Field("Reason")).ToHaveValueAsync("Agreed by phone.");
            await Expect(kept).ToBeHiddenAsync();
        }

        await amend.Save.ClickAsync();
        await amend.Window.IsGoneAsync();
        var deal = await Scene.Database.QueryAsync(db => db.Deals.Include(one => one.Terms).SingleAsync(one => one.Id == Scene.Deal.Id));
        deal.LatestTerms.Kickback.BasisPoints.Should().Be(17_00);

        async Task<DealScreen> AmendAsync()
        {
            await joris.Screen.Button("Amend…").ClickAsync();
            var dialog = new DealScreen(joris.Screen.GetByRole(AriaRole.Dialog));
            await Expect(dialog.Kickback).ToBeVisibleAsync();
            return dialog;
        }
    }

    [Fact]
    public async Task An_import_that_is_killed_in_the_middle_is_marked_by_the_other_and_repeated_without_a_difference()
    {
        await using var target = await TestDatabase.CreateAsync();
        target.Clock.Now = DateTimeOffset.UtcNow;
        // With a record in it, no demonstration is loaded at the start.
        await target.AddAsync(Make.Organisation());
        var connection = target.Address.Text;
        await using var serving = await StartedConsole.ServeAsync(connection);
        await using (var import = StartedConsole.Run(connection, "import", Importing.Sample))
        {
            await using var held = await HeldTable.HoldAsync(target, "Projects");
            await held.IsWaitedForAsync();
            await import.KillAsync();
        }

        var id = (await target.JobsAsync(ImportRuns.JobName)).Single().Id;
        await Eventually.HoldsAsync(async () => (await target.JobAsync(id)).State == JobState.Failed);
        (await target.JobAsync(id)).Message.Should().StartWith("Interrupted");

        await using var again = StartedConsole.Run(connection, "import", Importing.Sample);
        var (code, said) = await again.EndedAsync();
        await using var clean = await TestDatabase.CreateAsync();
        clean.Clock.Now = target.Clock.Now;
        await clean.AddAsync(Make.Organisation());
        await clean.ImportAsync(Importing.Sample);
        code.Should().BeOneOf([0, 3], said);
        (await CountsAsync(target)).Should().Be(await CountsAsync(clean));
        (await target.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();

        static Task<(int, int, int, int, int)> CountsAsync(TestDatabase database) => database.QueryAsync(async db => (
            await db.Organisations.CountAsync(),
            await db.Workspaces.CountAsync(),
            await db.Projects.CountAsync(),
            await db.Deals.CountAsync(),
            await db.Payments.CountAsync()));
    }

    [Fact]
    public async Task A_scheduled_handoff_whose_instance_is_killed_in_the_middle_is_carried_out_once_by_the_other()
    {
        await using var scene = await TwoInstances.SceneAsync();
        var id = await TwoInstances.ScheduleAsync(scene);
        StartedConsole other;
        await using (var held = await HeldTable.HoldAsync(scene.Database, "WorkspaceMemberships"))
        {
            await using var killed = await StartedConsole.ServeAsync(scene.Database.Address.Text);
            await held.IsWaitedForAsync();
            other = await StartedConsole.ServeAsync(scene.Database.Address.Text);
            (await scene.FindAsync(id)).Handoff.Status.Should().Be(HandoffStatus.Scheduled, "nothing of it is committed");
            await killed.KillAsync();
        }

        await using var two = other;
        await Eventually.HoldsAsync(async () => (await scene.FindAsync(id)).Handoff.Status == HandoffStatus.Completed);
        (await scene.Database.QueryAsync(db => db.AuditEntries
            .CountAsync(entry => entry.Action == AuditActions.HandoffCompleted && entry.SubjectId == id.ToString()))).Should().Be(1);
        (await scene.Database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).IsWhole.Should().BeTrue();
        await Eventually.HoldsAsync(async () => (await scene.Database.JobsAsync(HandoffTransfer.Job.Name))
            .Select(job => job.State)
            .SequenceEqual([JobState.Failed, JobState.Completed]));
    }

    private async Task<Guid> AnotherWorkspaceAsync()
    {
        var account = Guid.CreateVersion7();
        var workspace = Make.Client(Scene.Partner, dataOwner: "Gemeente Hattem", billingAccountId: account);
        await Scene.AddAsync(workspace, Make.Account(account, workspace, "cst_hattem"));
        return workspace.Id;
    }

    private Task<Visitor> SignedInAsync(Uri address, string persona) => TwoInstances.SignedInAsync(_chromium, address, persona);
}

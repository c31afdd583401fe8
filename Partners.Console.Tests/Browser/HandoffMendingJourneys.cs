using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Handoffs;
using Partners.Core.Outbox;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Browser;

/// <summary>
/// Every stop of a handoff is mended where its link leads, until nothing stops it; then its record is looked at as it prints
/// (docs/product.md H13, H20).
/// </summary>
public sealed class HandoffMendingJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string Client = "Zorggroep Morgenster";
    private const string New = "Zorggroep Morgenster zelf";
    private const string Late = "Lotte Later";
    private const string Watcher = "Wim Waarnemer";
    private const string OfPartner = "oud.collega@burgerkracht.example";

    private static readonly string[] s_stops =
    [
        "The platform’s own handoff", "Client organisation", "Owner of the organisation", "Agreed date", "Confirmations",
        "Decisions about people", "No observers", "People of the partner", "Open invites", "Data flows",
        "Who keeps paying", "Billing details",
    ];

    private Visitor _amina = default!;
    private HandoffScreen _wizard = default!;
    private Guid _workspace;
    private Guid _ownerId;
    private string _kept = default!;

    private ILocator Screen => _amina.Screen;

    [Fact]
    public async Task Each_stop_is_mended_where_its_link_leads()
    {
        _workspace = await Console.WorkspaceOfAsync(Client);
        var handoff = await PlantAsync();
        _amina = await SignedInAsync(HandoffOperator);
        _wizard = new HandoffScreen(_amina);
        var mended = new List<string>();
        await ChecksAsync(handoff);
        while (await FirstStopAsync() is { } stop)
        {
            mended.Should().NotContain(stop, "it was mended where its link led");
            await Screen.Locator(".check-list a").Filter(new() { HasText = "Go to" }).First.ClickAsync();
            await MendAsync(stop);
            mended.Add(stop);
            await ChecksAsync(handoff);
        }

        mended.Should().BeEquivalentTo(s_stops, "each was there, and mended");
        await _wizard.NextAsync("Review");
        await _wizard.NextAsync("Confirm");
        var name = await Console.QueryAsync(db =>
            db.Workspaces.Where(found => found.Id == _workspace).Select(found => found.Name).SingleAsync());
        await _wizard.ConfirmAsync(name, New);
        await Screen.Locator(".proof-sum").SaysAsync(
            $"only {_kept} has a way in, kept on purpose, and conversations leave by 1 webhook that the client accepted");
        await CertifyAsync();
        await PrintsWholeAsync();
        await NoticePrintsAloneAsync();
    }

    /// <summary>Records the certificate from the record's own button.</summary>
    private async Task CertifyAsync()
    {
        await Screen.Button("Record certificate…").ClickAsync();
        var dialog = Screen.Dialog("Record certificate");
        await dialog.Field("Signed by").FillAsync("Petra Partner");
        await dialog.Field("Signed on").FillAsync("2026-11-20");
        await dialog.Field("The copies were").SelectOptionAsync(nameof(CopiesFate.ReturnedAndDeleted));
        await dialog.Field("Received").FillAsync("By mail");
        await dialog.Button("Record certificate").ClickAsync();
        await Screen.Locator("[aria-labelledby=certificate]").SaysAsync("Petra Partner, 20 Nov 2026");
    }

    /// <summary>On A4, with margins: no button, and nothing wider than the paper.</summary>
    private async Task PrintsWholeAsync()
    {
        await _amina.Page.SetViewportSizeAsync(718, 1000);
        await _amina.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Screen.Locator(".record-document").IsShownAsync();

        (await _amina.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('button, a.mud-button-root, input, select, .no-print')]
              .filter(one => one.checkVisibility())
              .map(one => one.textContent)
            """)).Should().BeEmpty("paper has no buttons");
        (await _amina.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main, main *')]
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
              .map(one => one.outerHTML.slice(0, 200))
            """)).Should().BeEmpty("nothing is cut off");
    }

    /// <summary>Once the platform has the handoff: nothing but the notice to the hosts is on the paper.</summary>
    private async Task NoticePrintsAloneAsync()
    {
        await _amina.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await Console.QueryAsync(db => db.PlatformChanges.ExecuteUpdateAsync(change =>
            change.SetProperty(one => one.State, PlatformChangeState.Applied)));
        await _amina.Page.ReloadAsync();
        await _amina.InteractiveAsync();
        var notice = Screen.Locator(".message").Filter(new() { HasText = "Participants who ask about their data" }).First;
        await _amina.Page.EvaluateAsync(
            "() => { window.print = () => { window.alone = document.querySelector('.printed-alone').textContent; }; }");
        await notice.Locator("[data-print]").ClickAsync();
        (await _amina.Page.EvaluateAsync<string>("() => window.alone")).Should().StartWith("Dear ").And.EndWith("dembrane");

        await _amina.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await notice.Locator(".as-typed").EvaluateAsync("notice => notice.classList.add('printed-alone')");
        (await _amina.Page.EvaluateAsync<string>("() => document.body.innerText.trim()"))
            .Should().StartWith("Dear ").And.EndWith("dembrane");
    }

    private async Task ChecksAsync(Guid handoff)
    {
        await _amina.GoAsync(HandoffAddresses.Of(handoff, HandoffStep.Checks));
        await _wizard.StandsAtAsync("Checks");
    }

    private async Task<string?> FirstStopAsync()
    {
        await Screen.Locator(".check-count").IsShownAsync();
        var stops = Screen.Locator(".check").Filter(new() { Has = _amina.Page.Locator(".verdict-stop") });
        return await stops.CountAsync() == 0 ? null : await stops.First.Locator("h3").TextContentAsync();
    }

    /// <summary>Does at the place that was opened what the check asks for.</summary>
    private async Task MendAsync(string stop)
    {
        switch (stop)
        {
            case "The platform’s own handoff":
                await Screen.Locator(".banner").Filter(new() { HasText = "is pending" }).IsShownAsync();
                await SetPlatformsOwnAsync(PlatformHandoff.None);
                return;
            case "Client organisation":
                await _wizard.StandsAtAsync("Client");
                await Screen.Field("a new organisation").CheckAsync();
                await Screen.Field("Name").FillAsync(New);
                break;
            case "Owner of the organisation":
                await _wizard.StandsAtAsync("Client");
                await Screen.Field("Owner").SelectOptionAsync(_ownerId.ToString());
                break;
            case "Agreed date":
                await _wizard.StandsAtAsync("Timing");
                await Screen.Field("Agreed date").FillAsync("2026-11-20");
                break;
            case "Confirmations":
                await _wizard.StandsAtAsync("Timing");
                await _wizard.AgreeAsync("2026-11-20");
                break;
            case "Decisions about people":
                await _wizard.StandsAtAsync("People");
                await Screen.Button("Keep as shown").ClickAsync();
                await Screen.Button("Keep as shown").IsGoneAsync();
                break;
            case "No observers":
                await DecideAsync(Watcher, nameof(WorkspaceRole.Member));
                break;
            case "People of the partner":
                await _wizard.StandsAtAsync("People");
                await PersonRow(_kept).Field("Until").FillAsync("2027-02-18");
                await PersonRow(_kept).Locator(".why-stays input").FillAsync("Finishes the report");
                break;
            case "Open invites":
                await DecideAsync(OfPartner, "Revoked");
                break;
            case "Data flows":
                await _wizard.StandsAtAsync("Data flows");
                await PersonRow("Transcripts").Locator("select").SelectOptionAsync(nameof(FlowFate.Remove));
                await PersonRow("Dashboard").Locator("select").SelectOptionAsync(nameof(FlowFate.Keep));
                await PersonRow("Dashboard").Field("Who at the client accepted it").FillAsync("Carla Bos");
                await PersonRow("Dashboard").Field("Accepted on").FillAsync("2026-11-18");
                break;
            case "Who keeps paying":
                await _wizard.StandsAtAsync("Billing and deals");
                await Screen.Field("Payment").SelectOptionAsync(nameof(PaymentMode.Mollie));
                break;
            case "Billing details":
                await _wizard.StandsAtAsync("Billing and deals");
                await _wizard.BillAsync(New, withDeals: false);
                break;
            default:
                throw new InvalidOperationException($"Nobody knows how to mend “{stop}”.");
        }

        await Screen.Status("Saved").IsShownAsync();
    }

    private ILocator PersonRow(string name) => Screen.Locator(".people-plan tr").Filter(new() { HasText = name });

    private async Task DecideAsync(string who, string role)
    {
        await _wizard.StandsAtAsync("People");
        await PersonRow(who).Locator("select").SelectOptionAsync(role);
    }

    /// <summary>A draft in which everything is still to decide or decided wrongly.</summary>
    private async Task<Guid> PlantAsync()
    {
        var project = await Console.QueryAsync(db => db.Projects
            .Where(found => found.WorkspaceId == _workspace && found.DeletedAt == null)
            .Select(found => found.Id)
            .FirstAsync());
        var workspace = await Console.QueryAsync(db => db.Workspaces.AsNoTracking().SingleAsync(found => found.Id == _workspace));
        var (watcher, late) = (Make.Person(Watcher, "wim@morgenster.example"), Make.Person(Late, "lotte@morgenster.example"));
        await Console.AddAsync(
            watcher,
            late,
            Make.Seat(workspace, watcher, WorkspaceRole.Observer),
            Make.Invite(workspace, OfPartner, WorkspaceRole.Member),
            Hook(project, "Transcripts", "hooks.burgerkracht.example", "conversation.transcribed"),
            Hook(project, "Dashboard", "data.morgenster.example", "report.generated"));
        var (drafts, directory) = (Console.Get<HandoffDrafts>(), Console.Get<HandoffDirectory>());
        var begun = (await drafts.BeginAsync(HandoffScreen.Amina, new(Guid.CreateVersion7(), _workspace), default)).Value!;
        var seen = (await directory.FindAsync(HandoffScreen.Amina, begun.HandoffId, default))!;
        var owner = seen.Facts.People.First(person => person.IsDataOwner);
        var kept = seen.Facts.People.First(person => person.IsOfPartner);
        (_ownerId, _kept) = (owner.PersonId, kept.Name);
        var plan = seen.Handoff.Plan with
        {
            People =
            [
                .. seen.Handoff.Plan.People.Select(person =>
                    person.MembershipId == kept.MembershipId ? new(person.MembershipId, WorkspaceRole.External)
                    : person.MembershipId == owner.MembershipId ? new(person.MembershipId, Role: null)
                    : seen.Facts.People.Any(fact => fact.MembershipId == person.MembershipId && fact.Name == Watcher)
                        ? new(person.MembershipId, WorkspaceRole.Observer)
                    : person),
            ],
            Invites =
            [
                .. seen.Handoff.Plan.Invites.Select(invite =>
                    seen.Facts.Invites.Any(fact => fact.InviteId == invite.InviteId && fact.Email == OfPartner)
                        ? new(invite.InviteId, WorkspaceRole.Member)
                        : invite),
            ],
            Billing = new(),
        };
        (await drafts.SaveAsync(HandoffScreen.Amina, new(Guid.CreateVersion7(), begun.HandoffId, begun.Version, plan), default)).IsDone
            .Should().BeTrue();
        await Console.AddAsync(Make.Seat(workspace, late, WorkspaceRole.Member));
        await SetPlatformsOwnAsync(PlatformHandoff.Pending);
        return begun.HandoffId;
    }

    private static ProjectWebhook Hook(Guid project, string name, string host, string events) => new(
        Guid.CreateVersion7(),
        new(project, name, host, AddressHash: name, events, "active", DeletedAt: null));

    private Task<int> SetPlatformsOwnAsync(PlatformHandoff state) => Console.QueryAsync(db => db.Workspaces
        .Where(found => found.Id == _workspace)
        .ExecuteUpdateAsync(found => found.SetProperty(one => one.PlatformHandoff, state)));
}

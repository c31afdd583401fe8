using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Partners.Console.Organisations;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Documents;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;
using Partners.Core.Views;

namespace Partners.Console.Tests.Organisations;

/// <summary>The list and its dialogs over the real services and a database.</summary>
public sealed class OrganisationsPageTests : ShellContext, IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<OrganisationDirectory>());
        Services.AddSingleton(_database.Get<OrganisationOverview>());
        Services.AddSingleton(_database.Get<PartnerToggle>());
        Services.AddSingleton(_database.Get<AgreementReminders>());
        Services.AddSingleton(_database.Get<RecordDocuments>());
        Services.AddSingleton(_database.Get<ClientStanding>());
        Services.AddSingleton(_database.Get<AuditTrail>());
        Services.AddSingleton(_database.Get<Partners.Core.Platform.PlatformRecord>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
        Services.AddSingleton(_database.Get<PlatformStates>());
        Services.AddSingleton(_database.Get<PushWaits>());
        Services.AddSingleton(_database.Get<SavedViews>());
        Services.AddSingleton<TimeProvider>(_database.Clock);
        Services.AddSingleton(Options.Create(new PartnerProgramme { Page = new("https://docs.dembrane.example/partners") }));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Lists_the_organisations_that_the_address_asks_for()
    {
        await _database.AddAsync(
            Make.PlatformPartner("Bureau Samenspel"),
            Make.Organisation("Museum Kade"),
            Make.PlatformPartner("Burgerkracht"),
            Make.Deleted());
        Services.GetRequiredService<NavigationManager>().NavigateTo("/organisations?q=bur&partners=true&desc=true");
        var page = Render<OrganisationsPage>(parameters => parameters.AddCascadingValue(Noor));

        page
            .WaitForElements("tbody tr")
            .Select(row => row.QuerySelector("a")!.TextContent)
            .Should().Equal("Burgerkracht", "Bureau Samenspel");
        page.FindAll("tbody tr")[0].TextContent.Should().Contain("No agreement").And.Contain("20 Nov 2025");
        page.Find("input[type=search]").GetAttribute("value").Should().Be("bur");
        page.Find("input[type=checkbox]").HasAttribute("checked").Should().BeTrue();
        page.Find("[aria-label='Needs attention'] p").TextContent.Should()
            .Contain("2 organisations need attention:").And.Contain("no agreement recorded");
        page.FindAll("[role=status]").Should().Contain(status => status.TextContent == "2 of 3 organisations");
    }

    [Fact]
    public async Task Says_beside_each_name_what_its_flag_needs()
    {
        var inUse = Make.Organisation("Kruispunt");
        await _database.AddAsync(inUse, Make.Client(inUse), Make.PlatformPartner("Luisterend Land"), Make.Organisation("Museum Kade"));
        var page = Render<OrganisationsPage>(parameters => parameters.AddCascadingValue(Noor));

        page
            .WaitForElements("tbody tr [data-label=Partner]")
            .Select(cell => cell.TextContent.Trim())
            .Should().Equal("Flag off, in use", "No agreement", "–Not a partner");
        page.FindAll("[data-label='Open deals']").Should().OnlyContain(cell => cell.ClassList.Contains("zero"));
        page.FindAll("[role=status]").Should().Contain(status => status.TextContent == "3 organisations");
    }

    [Fact]
    public async Task Says_to_someone_who_may_only_read_why_a_step_is_disabled()
    {
        await _database.AddAsync(Make.Organisation("Museum Kade"));
        var page = Render<OrganisationsPage>(parameters => parameters.AddCascadingValue(Noor with { Permissions = Permission.Read }));
        await page.WaitForElement("button[data-kebab]").ClickAsync();

        page
            .Find("[role=menuitem][aria-disabled=true]").TextContent
            .Should().Contain("Make partner…")
            .And.Contain(new NotPermitted(Permission.TogglePartner).Sentence);
    }

    [Fact]
    public void Says_that_there_is_nothing_yet()
    {
        var page = Render<OrganisationsPage>(parameters => parameters.AddCascadingValue(Noor));

        page.WaitForElement(".empty-state").TextContent.Should().Contain("There are no organisations yet.");
    }

    [Fact]
    public void Showing_all_takes_away_the_filters_and_nothing_else()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(
            "/organisations?q=zxqj&partners=true&attention=no-agreement&sort=created&desc=true&page=2&size=50&hide=created&density=roomy");
        var page = Render<OrganisationsPage>(parameters => parameters.AddCascadingValue(Noor));

        page.WaitForElement(".empty-state a").GetAttribute("href").Should().Be(
            "/organisations?sort=created&desc=true&size=50&hide=created&density=roomy");
    }

    [Fact]
    public async Task The_dialog_hands_on_everything_that_was_typed()
    {
        var dialog = await RenderDialogAsync();
        await TypeAsync(dialog, Make.Agreement(link: "https://drive.example/pa-41", endsOn: new(2028, 1, 1)));
        await dialog.Find("form").SubmitAsync();

        var organisation = (await _database.Get<OrganisationDirectory>().ListAsync(Noor, new(), default)).Rows.Single();
        organisation.IsPartner.Should().BeTrue();
        var agreement = (await _database.Get<OrganisationOverview>().FindAsync(Noor, organisation.Id, default))!.Agreement!;
        (agreement.Reference, agreement.SignedOn, agreement.EndsOn, agreement.RelationshipOwner, agreement.Link, agreement.RecordedByName)
            .Should().Be((
                "PA-2026-41",
                new DateOnly(2026, 11, 2),
                new DateOnly(2028, 1, 1),
                "Jorn Tafel",
                "https://drive.example/pa-41",
                "Noor de Wit"));
    }

    [Fact]
    public async Task The_dialog_shows_each_refusal_at_its_field()
    {
        var dialog = await RenderDialogAsync();
        await TypeAsync(dialog, Make.Agreement(reference: " ", signedOn: new(2026, 11, 21), link: "drive/pa-41", confirmed: false));
        await dialog.Find("form").SubmitAsync();

        dialog
            .FindAll(".field-refusal")
            .Select(refusal => refusal.Id)
            .Should().Equal("refusal-reference", "refusal-signedon", "refusal-link", "refusal-confirmed");
        foreach (var invalid in dialog.FindAll("[aria-invalid=true]"))
        {
            invalid.GetAttribute("aria-describedby")!.Split(' ').Should().Contain(id =>
                id.StartsWith("refusal-", StringComparison.Ordinal));
        }

        dialog.FindAll("[aria-invalid=true]").Should().HaveCount(4);
        dialog.Find("input[type=url]").GetAttribute("value").Should().Be("drive/pa-41");
        dialog.FindAll("[role=alert] li").Should().HaveCount(4);
    }

    [Fact]
    public async Task The_dialog_warns_while_one_types_an_end_that_is_near()
    {
        var dialog = await RenderDialogAsync();
        await dialog.FindAll("input[type=date]")[1].ChangeAsync("2026-12-20");

        dialog.FindAll("[role=status]").Should().Contain(status =>
            status.TextContent.Contains("The agreement ends on 20 Dec 2026, in 30 days."));
    }

    [Fact]
    public async Task The_dialog_warns_before_another_partners_client_becomes_a_partner()
    {
        var partner = Make.PlatformPartner();
        await _database.AddAsync(partner, Make.Client(partner, dataOwner: "Museum Kade"));

        (await RenderDialogAsync()).Find(".banner-conflict").TextContent.Should().Be(
            "Museum Kade is a client of Bureau Samenspel. Making it a partner does not change that.");
    }

    [Fact]
    public async Task The_dialog_speaks_of_an_earlier_agreement_only_where_there_is_one()
    {
        var partner = Make.PlatformPartner("Museum Kade");
        await _database.AddAsync(partner);
        (await RenderDialogAsync()).Markup.Should().NotContain("takes the place");

        await _database.Get<PartnerToggle>().RecordAgreementAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), partner.Id, partner.Version, Make.Agreement("PA-1")),
            default);
        (await RenderDialogAsync()).Markup.Should().Contain("It takes the place of the agreement on record, PA-1.");
    }

    private async Task<IRenderedComponent<AgreementDialog>> RenderDialogAsync()
    {
        if ((await _database.Get<OrganisationDirectory>().ListAsync(Noor, new("Museum Kade"), default)).Total == 0)
        {
            await _database.AddAsync(Make.Organisation("Museum Kade"));
        }

        var row = (await _database.Get<OrganisationDirectory>().ListAsync(Noor, new("Museum Kade"), default)).Rows.Single();
        return Render<AgreementDialog>(parameters => parameters.Add(p => p.Organisation, row).AddCascadingValue(Noor));
    }

    private static async Task TypeAsync(IRenderedComponent<AgreementDialog> dialog, AgreementForm form)
    {
        await dialog.FindAll("input:not([type])")[0].ChangeAsync(form.Reference);
        await dialog.FindAll("input:not([type])")[1].ChangeAsync(form.RelationshipOwner);
        await dialog.FindAll("input[type=date]")[0].ChangeAsync($"{form.SignedOn:yyyy-MM-dd}");
        await dialog.FindAll("input[type=date]")[1].ChangeAsync($"{form.EndsOn:yyyy-MM-dd}");
        await dialog.Find("input[type=url]").ChangeAsync(form.Link);
        await dialog.Find("input[type=checkbox]").ChangeAsync(form.Confirmed);
    }
}

using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Partners.Console.ExternalLed;
using Partners.Console.Links;
using Partners.Console.Search;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.ExternalLed;
using Partners.Core.Organisations;
using Partners.Core.Search;

namespace Partners.Console.Tests.Search;

public sealed class SearchPaletteTests : ShellContext, IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<EverywhereSearch>());
        Services.AddSingleton(_database.Get<OrganisationDirectory>());
        Services.AddSingleton(_database.Get<SignalRefresh>());
        Services.AddSingleton<IHostApplicationLifetime, Lifetime>();
        Services.AddSingleton<RefreshJob>();
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Empty_it_offers_what_this_person_may_do_and_the_pages()
    {
        var palette = await OpenAsync(Make.Staff);

        Options(palette)
            .Should().StartWith(["Make partner…", "Move projects…", "Refresh signals", "Switch theme", "Today", "Organisations"])
            .And.NotContain("Add deal…");
        Options(await OpenAsync(Make.CommercialOwner)).Should().Contain("Add deal…");
    }

    [Fact]
    public async Task Shows_what_is_found_by_kind_with_the_letters_marked_as_text()
    {
        var partner = Make.PlatformPartner("<i>Özdemir</i> Advies");
        await _database.AddAsync(partner, Make.Client(partner, "Ozdok"));
        var palette = await OpenAsync(Make.Staff);

        await TypeAsync(palette, "OZD");

        palette.WaitForAssertion(() =>
            palette.FindAll(".palette-group").Select(group => group.TextContent).Should().Equal("Organisations", "Workspaces"));
        palette.FindAll(".palette-name mark").Select(mark => mark.TextContent).Should().Equal("Özd", "Ozd");
        palette.FindAll(".palette i").Where(element => element.TextContent == "Özdemir").Should().BeEmpty();
        palette.Find("a[role=option]").GetAttribute("href").Should().Be(OrganisationAddresses.Of(partner.Id));
    }

    [Fact]
    public async Task Says_that_nothing_was_found_and_what_to_try()
    {
        var palette = await OpenAsync(Make.Staff);

        await TypeAsync(palette, "onvindbaar");

        palette.WaitForAssertion(() => palette.Find("[role=status]").TextContent.Should().StartWith("Nothing found. Try fewer letters"));
        palette.Find("[role=combobox]").GetAttribute("aria-expanded").Should().Be("false");
    }

    [Fact]
    public async Task Finds_actions_by_typing_and_puts_a_likely_one_first()
    {
        await _database.AddAsync(Make.Organisation("Theater Make"));
        var palette = await OpenAsync(Make.Staff);

        await TypeAsync(palette, "make");

        palette.WaitForAssertion(() => Options(palette).Should().Equal("Make partner…", "Theater Make"));
    }

    [Fact]
    public async Task Making_a_partner_asks_which_organisation_and_says_which_are_partners_already()
    {
        await _database.AddAsync(Make.Organisation("Bureau Een"), Make.PlatformPartner("Bureau Twee"));
        var palette = await OpenAsync(Make.Staff);
        await palette
            .FindAll("[role=option]")
            .Single(option => option.TextContent.Contains("Make partner", StringComparison.Ordinal))
            .ClickAsync(new());
        palette.Find("dialog").GetAttribute("aria-label").Should().Be("Make partner: which organisation?");

        await TypeAsync(palette, "bureau");

        palette.WaitForAssertion(() => Options(palette).Should().Equal("Bureau Een", "Bureau Twee"));
        palette.FindAll("[role=option]").Select(option => option.GetAttribute("aria-disabled")).Should().Equal(null, "true");
    }

    [Fact]
    public async Task Offers_what_was_opened_lately_as_it_is_now_and_not_what_is_gone()
    {
        var (organisation, gone) = (Make.Organisation("Bureau Een"), Make.Deleted());
        await _database.AddAsync(organisation, gone);

        var palette = await OpenAsync(Make.Staff, $"Organisation:{gone.Id}", "nonsense", $"Organisation:{organisation.Id}");

        palette.Find(".palette-group").TextContent.Should().Be("Recent");
        Options(palette).Should().StartWith(["Bureau Een", "Make partner…"]);
    }

    [Fact]
    public async Task A_person_who_belongs_nowhere_cannot_be_opened_and_the_line_says_why()
    {
        await _database.AddAsync(Make.Person("Carla Bos", "carla@zwolle.example"));
        var palette = await OpenAsync(Make.Staff);

        await TypeAsync(palette, "carla");

        palette.WaitForAssertion(() => palette.Find("[role=option]").GetAttribute("aria-disabled").Should().Be("true"));
        palette.Find("[role=option] small").TextContent.Should().Contain("in no organisation or workspace now");
    }

    [Fact]
    public async Task A_fault_is_told_in_the_palette_with_a_reference_and_leaves_the_page_alone()
    {
        var palette = await OpenAsync(Make.Nobody);

        await TypeAsync(palette, "carla");

        palette.WaitForAssertion(() => palette.Find("[role=alert]").TextContent.Should().StartWith("Something went wrong. Reference "));
    }

    [Fact]
    public async Task Closed_it_forgets_what_was_typed()
    {
        var palette = await OpenAsync(Make.Staff);
        await TypeAsync(palette, "make");

        await palette.InvokeAsync(palette.FindComponent<SearchPalette>().Instance.Closed);

        palette.Find("[role=combobox]").GetAttribute("value").Should().BeNullOrEmpty();
        palette.FindAll("[role=option]").Should().BeEmpty();
    }

    private static IEnumerable<string> Options(IRenderedComponent<IComponent> palette) =>
        palette.FindAll(".palette-name").Select(name => name.TextContent.Trim());

    private static Task TypeAsync(IRenderedComponent<IComponent> palette, string text)
    {
        // The answer comes after a pause, which the assertion waits for.
        _ = palette.Find("[role=combobox]").InputAsync(new ChangeEventArgs { Value = text });
        return Task.CompletedTask;
    }

    private async Task<IRenderedComponent<IComponent>> OpenAsync(Staff who, params string?[] kept)
    {
        var palette = Render(builder =>
        {
            builder.OpenComponent<CascadingValue<Staff>>(0);
            builder.AddAttribute(1, nameof(CascadingValue<>.Value), who);
            builder.AddAttribute(2, nameof(CascadingValue<>.ChildContent), (RenderFragment)(inner =>
            {
                inner.OpenComponent<SearchPalette>(0);
                inner.CloseComponent();
            }));
            builder.CloseComponent();
        });
        await palette.InvokeAsync(() => palette.FindComponent<SearchPalette>().Instance.OpenedAsync(kept));
        return palette;
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => default;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void StopApplication()
        {
        }
    }
}

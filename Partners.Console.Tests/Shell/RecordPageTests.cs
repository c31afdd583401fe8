using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Shell;

/// <summary>What every page about one record does.</summary>
public sealed class RecordPageTests : ShellContext, IAsyncLifetime
{
    private readonly Organisation _organisation = Make.Organisation();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_organisation);
        Services.AddSingleton(_database.Get<OrganisationOverview>());
        Services.AddSingleton(_database.Get<PlatformStates>());
        Services.AddSingleton(_database.Get<PushWaits>());
        Services.AddSingleton(_database.Get<ChangeFeed>());
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("nonsense", "“nonsense” is not an organisation's id. It may have been cut off when it was copied.")]
    [InlineData("01930000-0000-7000-8000-000000000000", "There is no organisation with this id. It may have been removed on the platform.")]
    public void Says_why_there_is_no_such_record_and_leads_to_the_list(string id, string sentence)
    {
        var page = Show(id);

        page.Find("h1").TextContent.Should().Be("No such organisation");
        page.Find(".lead").TextContent.Should().Be(sentence);
        page.Find("a").TextContent.Should().Be("All organisations");
    }

    [Fact]
    public void Says_who_may_see_it_to_a_person_who_may_not()
    {
        var page = Show(_organisation.Id.ToString(), Make.Nobody);

        page.Find("h1").TextContent.Should().Be("Not permitted");
        page.Find(".lead").TextContent.Should().Be(new NotPermitted(Permission.Read).Sentence);
    }

    [Fact]
    public async Task Says_what_somebody_else_changed_and_shows_it()
    {
        var page = Show(_organisation.Id.ToString());
        page.Find("output").TextContent.Should().Be("no");

        await MakePartnerAsync();

        page.WaitForAssertion(() => page.Find("[role=status] .banner").TextContent
            .Should().Be("Sanne Vos changed this just now: made a partner."));
        page.Find("output").TextContent.Should().Be("yes");
        page.Find(".platform-state").TextContent.Should().Be("Waiting for the platform");
    }

    [Fact]
    public async Task Says_what_an_act_did_and_that_it_waits_until_another_record_is_shown()
    {
        var page = Show(_organisation.Id.ToString());
        await MakePartnerAsync();

        await page.InvokeAsync(() => page.Instance.SayAsync("It is a partner."));
        page.Find(".result-text").TextContent.Should().Be("It is a partner. Waiting for the platform.");

        page.Render(parameters => parameters.Add(shown => shown.Id, Guid.NewGuid().ToString()));
        page.FindAll(".result-text").Should().BeEmpty();
    }

    private IRenderedComponent<OnePage> Show(string id, Staff? who = null) =>
        Render<OnePage>(parameters => parameters.Add(page => page.Id, id).AddCascadingValue(who ?? Noor));

    private async Task MakePartnerAsync() => (await _database.Get<PartnerToggle>().MakePartnerAsync(
        Noor with { Subject = "sanne", Name = "Sanne Vos" },
        Make.MakePartner(_organisation),
        default)).IsDone.Should().BeTrue();

    private sealed class OnePage : RecordPage<OrganisationDetails>
    {
        [Inject]
        private OrganisationOverview Overview { get; set; } = default!;

        public override RecordNoun Noun => new("organisation", "All organisations", "/organisations");

        public Task SayAsync(string sentence) => ShowAsync(sentence, said => said);

        protected override Task<OrganisationDetails?> FindAsync(Guid id) => Overview.FindAsync(Staff, id, Leaving);

        protected override AuditQuery RecordOf(OrganisationDetails found) =>
            new(SubjectKind: "organisation", SubjectId: found.Id.ToString());

        protected override bool Concerns(Changed change) => change.Id == Id;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<RecordFrame>(0);
            builder.AddComponentParameter(1, nameof(RecordFrame.Page), this);
            builder.AddComponentParameter(2, nameof(RecordFrame.ChildContent), (RenderFragment)(content =>
            {
                content.OpenComponent<RecordState>(0);
                content.AddComponentParameter(1, nameof(RecordState.Of), Platform);
                content.CloseComponent();
                content.OpenComponent<RecordNews>(2);
                content.AddComponentParameter(3, nameof(RecordNews.Page), this);
                content.CloseComponent();
                content.OpenElement(4, "output");
                content.AddContent(5, Shown.IsPartner ? "yes" : "no");
                content.CloseElement();
            }));
            builder.CloseComponent();
        }
    }
}

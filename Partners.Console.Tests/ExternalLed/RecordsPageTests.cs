using Bunit;
using FluentAssertions;
using Partners.Console.ExternalLed;
using Partners.Console.Tests.Support;
using Partners.Core.ExternalLed;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>The pages with the records behind each figure.</summary>
public sealed class RecordsPageTests : EvidencePages
{
    [Fact]
    public async Task Usage_is_shown_as_a_calculation_over_projects_with_the_conversations_below()
    {
        await DriveUsageAsync();
        await Scene.ProjectAsync(Scene.Carla);
        var page = Show("drives-usage");

        page.Find("h1").TextContent.Should().Be("Gemeente Zwolle: drives usage");
        page.Find(".lead").TextContent.Should().Be(
            "75 % of 16 conversations in projects that they created · latest 20 Nov 2026 · Carla Bos (12)");
        Words(page.Find(".evidence-window")).Should().Be("Counted 23 Aug – 20 Nov 2026. Threshold: at least half, and at least 10.");
        page
            .FindAll(".breadcrumb a")
            .Select(link => link.GetAttribute("href"))
            .Should().Equal("/external-led", $"/external-led?card={Scene.Client.Id}");
        Rows(page, "section[aria-labelledby=projects] tbody").Should().Equal(
            "Omgevingsvisie Carla Bos client 12 20 Nov 2026, 12:00",
            "Omgevingsvisie not the client 4 20 Nov 2026, 12:00",
            "In projects of the client 12",
            "In all projects 16",
            "Share 12 ÷ 16, rounded down 75 %");
        page.Find("section[aria-labelledby=projects] > .hint").TextContent
            .Should().Be("1 other project without a conversation in this window.");
        Rows(page, "section[aria-labelledby=conversations] tbody")
            .Should().HaveCount(16)
            .And.Contain("20 Nov 2026, 12:00 Omgevingsvisie Carla Bos client 10 min");
    }

    [Fact]
    public async Task The_conversations_are_all_the_clients_or_those_of_a_project()
    {
        await DriveUsageAsync();
        var theirs = await Scene.Database.Get<EvidenceDirectory>().FindAsync(Make.Staff, Scene.Client.Id, default);
        var pims = theirs!.Evidence.Projects.Single(project => project.Creator is null).Id;

        Rows(Show("conversations")).Should().HaveCount(16);
        Rows(Show("conversations?theirs=true")).Should().HaveCount(12).And.OnlyContain(row => row.Contains("Carla Bos client"));
        var ofOne = Show($"conversations?project={pims}");
        Rows(ofOne).Should().HaveCount(4).And.OnlyContain(row => row.Contains("not the client"));
        ofOne.Find("h1").TextContent.Should().Be("Gemeente Zwolle: conversations");
        ofOne.Find(".tab-links a[aria-current]").TextContent.Should().Be("In Omgevingsvisie (4)");
        Words(Show($"conversations?project={Guid.NewGuid()}").Find(".empty-state")).Should().Be(
            "No conversations in this window. There is no such project in this workspace. Choose all conversations above.");
    }

    [Fact]
    public async Task Fifty_conversations_stand_on_a_page_and_the_address_says_which()
    {
        await Scene.ProjectAsync(Scene.Carla, conversations: 53);
        var second = Show("conversations?theirs=true&page=2");

        Rows(second).Should().HaveCount(3);
        second
            .Find("nav[aria-label='Pages of conversations'] a")
            .GetAttribute("href")
            .Should().Be($"/external-led/{Scene.Client.Id}/conversations?theirs=true");
        Show("conversations?page=9").Find("p.banner").TextContent.Should().Be("There is no page 9. This is the last one, page 2.");
    }

    [Fact]
    public async Task Invites_to_one_address_are_one()
    {
        await DriveUsageAsync();
        await Scene.AddAsync(Scene.Sent("<script>@zwolle.example", Scene.Carla, daysAgo: 2), Scene.Sent("pims@zwolle.example", Scene.Pim));
        var page = Show("invites-people");

        page.Find("h1").TextContent.Should().Be("Gemeente Zwolle: invites people");
        page.Find(".lead").TextContent.Should().Be("Invited 2 people since 23 Aug · latest 18 Nov 2026 · Carla Bos (2)");
        Rows(page).Should().Equal(
            "collega@zwolle.example Carla Bos 10 Nov 2026, 12:00",
            "<script>@zwolle.example Carla Bos 18 Nov 2026, 12:00");
        page.Markup.Should().Contain("Several invites to one address are one");
    }

    [Fact]
    public async Task Owners_acts_stand_with_the_platforms_own_numbers()
    {
        var project = await Scene.ProjectAsync(Scene.Carla);
        await Scene.AddAsync([
            .. Scene.ChangedSettings(2),
            Scene.Did(Activity.Update, Activity.WorkspaceMembership, Scene.CarlasSeat.Id, ClientScene.Ago(7)),
        ]);
        var page = Show("acts-as-owner");

        page.Find(".lead").TextContent.Should().Be("4 owner's acts, the latest on 18 Nov · Carla Bos (4)");
        Rows(page).Should().Equal(
            $"Created the project Omgevingsvisie Carla Bos 31 Oct 2026, 12:00 Project {project.Id}",
            "Changed who has access, or a role Carla Bos 13 Nov 2026, 12:00 Activity 3",
            "Changed the workspace's settings Carla Bos 17 Nov 2026, 12:00 Activity 2",
            "Changed the workspace's settings Carla Bos 18 Nov 2026, 12:00 Activity 1");
    }

    [Fact]
    public async Task Acts_come_by_the_page_too()
    {
        await Scene.AddAsync(Scene.ChangedSettings(60));

        Rows(Show("acts-as-owner")).Should().HaveCount(50);
        var second = Show("acts-as-owner?page=2");
        Rows(second).Should().HaveCount(10);
        second.Find(".page-links a").GetAttribute("href").Should().Be($"/external-led/{Scene.Client.Id}/acts-as-owner");
        Show("acts-as-owner?page=7").Find("p.banner").TextContent.Should().Be("There is no page 7. This is the last one, page 2.");
    }

    [Fact]
    public async Task Organisations_stand_with_the_day_on_which_their_founder_joined()
    {
        var founded = ClientScene.Founded(Scene.Carla, daysAgo: 5);
        await Scene.AddAsync(founded);
        var page = Show("created-organisation");

        page.Find("h1").TextContent.Should().Be("Gemeente Zwolle: created an organisation");
        page.Find(".lead").TextContent.Should().Be("Created an organisation on 15 Nov · Carla Bos (1)");
        Rows(page).Should().Equal("Zwolle zelf Carla Bos 15 Nov 2026, 12:00 20 Aug 2026, 13:00");
        page.Find("tbody a").GetAttribute("href").Should().Be($"/organisations/{founded.Id}");
    }

    [Theory]
    [InlineData("drives-usage", "No conversations in this window.")]
    [InlineData("invites-people", "Nobody from the client invited anybody in this window.")]
    [InlineData("acts-as-owner", "Nobody from the client did what an owner does in this window.")]
    [InlineData("created-organisation", "Nobody from the client created an organisation in this window.")]
    public void Where_nothing_was_done_it_says_so(string records, string sentence)
    {
        var page = Show(records);

        page.FindAll(".empty-state").Should().Contain(empty => empty.TextContent.Contains(sentence));
        page.Markup.Should().NotContain("0 %");
    }

    [Theory]
    [InlineData(
        "nonsense",
        "drives-usage",
        "No such client",
        "“nonsense” is not a workspace's id. It may have been cut off when it was copied.")]
    [InlineData(
        "01930000-0000-7000-8000-000000000000",
        "drives-usage",
        "No such client",
        "There is no external-client workspace with this id. It may have been handed off or removed on the platform.")]
    [InlineData("01930000-0000-7000-8000-000000000000", "luck", "No such evidence", "“luck” is none of the signals that are counted.")]
    public void An_address_that_leads_nowhere_says_what_is_wrong_with_it(string id, string records, string title, string sentence)
    {
        var page = Show(records, id);

        (page.Find("h1").TextContent, page.Find(".lead").TextContent).Should().Be((title, sentence));
        page.Find("p > a").GetAttribute("href").Should().Be("/external-led?all=true");
    }

    private IRenderedComponent<RecordsPage> Show(string records, string? id = null)
    {
        var workspace = id ?? Scene.Client.Id.ToString();
        Navigation.NavigateTo($"/external-led/{workspace}/{records}");
        return Render<RecordsPage>(parameters =>
            parameters.Add(page => page.Id, workspace).Add(page => page.Records, records.Split('?')[0]).AddCascadingValue(Noor));
    }
}

using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components.Web;
using Partners.Console.Access;
using Partners.Console.Layout;
using Partners.Console.Shell;
using Partners.Core.Access;

namespace Partners.Console.Tests.Shell;

public sealed class SmallPartsTests : ShellContext
{
    [Fact]
    public void A_page_header_has_one_heading_a_lead_and_its_actions()
    {
        var header = Render<PageHeader>(parameters => parameters
            .Add(p => p.Title, "Organisations").Add(p => p.Lead, "132 organisations.").Add(p => p.Actions, "<button>Add</button>"));

        header.Find("h1").TextContent.Should().Be("Organisations");
        header.Find(".lead").TextContent.Should().Be("132 organisations.");
        header.Find(".page-actions button").TextContent.Should().Be("Add");
        header.FindComponent<PageTitle>().Instance.ChildContent.Should().NotBeNull();
    }

    [Fact]
    public void An_empty_state_says_what_is_missing_and_what_to_do()
    {
        var empty = Render<EmptyState>(parameters => parameters
            .Add(p => p.Text, "No organisation matches")
            .Add(p => p.Hint, "Clear the filter.")
            .Add(p => p.Action, "<button>Clear</button>"));

        empty.Markup.Should().ContainAll("No organisation matches", "Clear the filter.", "<button>Clear</button>");
    }

    [Fact]
    public void Loading_is_a_status() => Render<Loading>().Find("[role=status]").TextContent.Should().Contain("Loading…");

    [Fact]
    public async Task A_field_ties_its_label_hint_and_refusal_to_the_input()
    {
        using var runner = NewRunner();
        await Refuse(runner, new AgreementEnded());
        var field = Render<FormField>(parameters => parameters
            .Add(p => p.Label, "Agreement reference")
            .Add(p => p.Name, "Reference")
            .Add(p => p.Runner, runner)
            .Add(p => p.Hint, "As on paper.")
            .Add(
                p => p.ChildContent,
                ids => $"""<input id="{ids.Id}" aria-describedby="{ids.DescribedBy}" aria-invalid="{ids.Invalid}">"""));

        var input = field.Find("input");
        field.Find("label").GetAttribute("for").Should().Be(input.Id);
        input.GetAttribute("aria-invalid").Should().Be("true");
        input
            .GetAttribute("aria-describedby")!
            .Split(' ')
            .Select(id => field.Find($"#{id}").TextContent)
            .Should().Equal("As on paper.", "The agreement has ended.");
    }

    [Fact]
    public void A_field_without_a_refusal_says_nothing()
    {
        using var runner = NewRunner();

        Render<FieldRefusal>(parameters => parameters.Add(p => p.Runner, runner).Add(p => p.Field, "Reference")).Markup
            .Trim()
            .Should().BeEmpty();
    }

    [Fact]
    public void The_navigation_shows_what_exists()
    {
        var links = Render<NavigationMenu>().FindAll("nav[aria-label=Main] a");

        links.Select(link => link.GetAttribute("href")).Should().Equal(SideNavigation.Entries.Select(entry => entry.Href));
        links.Select(link => link.TextContent.Trim()).Should().OnlyContain(text => text.Length > 0);
    }

    [Fact]
    public void The_person_menu_says_who_is_signed_in_and_what_they_may_do()
    {
        var person = AddAuthorization();
        person.SetAuthorized(Noor.Name);
        person.SetClaims(new System.Security.Claims.Claim(StaffClaims.Role, Role.Staff.Name));
        var menu = Render<PersonMenu>(parameters => parameters.AddCascadingValue(Noor));

        menu.Find("button").TextContent.Should().ContainAll("Noor de Wit", "Staff");
        menu.FindAll("li").Should().HaveCount(5);
        menu.Find("form").GetAttribute("action").Should().Be("/signout");
        menu.Find("form").GetAttribute("method").Should().Be("post");
    }
}

using Microsoft.Playwright;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>One person reads the trail while another works, each in their own browser.</summary>
public sealed class AuditTogetherJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task What_others_do_appears_at_the_top_of_the_trail_without_a_reload_and_so_do_they_among_those_to_choose_from()
    {
        const string Museum = "Museum Meelezen";
        var sanne = new Staff("staff:sanne", "Sanne Vos", "sanne@dembrane.example", Role.CommercialOwner.Permissions);
        var organisation = Make.Organisation(Museum);
        await Console.AddAsync(organisation);
        var (reader, worker) = (await SignedInAsync(), await SignedInAsync(sanne));
        var beside = await reader.NewTabAsync();
        var later = await reader.NewTabAsync();
        await reader.GoAsync("/audit");
        await beside.GoAsync($"/organisations/{organisation.Id}?tab=audit");
        await later.GoAsync("/audit?what=view.saved");
        await beside.Screen.GetByText("No entries yet.", new() { Exact = true }).IsShownAsync();
        await later.Screen.GetByText("No entry matches.", new() { Exact = true }).IsShownAsync();
        await Expect(Who(reader).GetByRole(AriaRole.Option, new() { Name = sanne.Name })).ToHaveCountAsync(0);

        var agreement = await new OrganisationsScreen(worker).MakePartnerAsync(Museum);
        await agreement.FillAsync(Make.Agreement());
        await agreement.Submit.ClickAsync();
        await agreement.Window.IsGoneAsync();

        await reader.Screen.Status("Sanne Vos just now: made a partner.").IsShownAsync();
        await EntryOf(reader).First.SaysAsync("Sanne Vos made Museum Meelezen a partner");
        await EntryOf(beside).First.SaysAsync("Sanne Vos made Museum Meelezen a partner");
        await Expect(Who(reader).GetByRole(AriaRole.Option, new() { Name = sanne.Name })).ToHaveCountAsync(1);
        await later.Screen.GetByText("No entry matches.", new() { Exact = true }).IsShownAsync();

        await worker.GoAsync("/organisations?partners=true");
        await worker.Screen.Button("View").ClickAsync();
        await worker.Screen.Field("Name of the view").FillAsync("Meelezers");
        await worker.Screen.Button("Save view").ClickAsync();
        await EntryOf(later).First.SaysAsync("Meelezers");
    }

    private static ILocator EntryOf(Visitor visitor) => visitor.Screen.Locator(".line");

    private static ILocator Who(Visitor visitor) => visitor.Screen.GetByRole(AriaRole.Combobox, new() { Name = "Person", Exact = true });
}

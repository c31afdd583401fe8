using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Saved views: kept under a name, shared by a link.</summary>
public sealed class ViewJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    [Fact]
    public async Task A_view_keeps_filters_columns_density_and_page_size_under_a_name_and_comes_back_with_one_click()
    {
        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync("/ledger");
        await joris.Screen.GetByRole(AriaRole.Combobox, new() { Name = "Status", Exact = true }).SelectOptionAsync("Active");
        await joris.AddressIsAsync("/ledger?status=active");
        await joris.Screen.Button("View").ClickAsync();
        var panel = joris.Screen.GetByRole(AriaRole.Region, new() { Name = "View", Exact = true });
        await panel.Tick("Cap").UncheckAsync();
        await joris.AddressIsAsync("/ledger?status=active&hide=cap");
        await panel.GetByRole(AriaRole.Radio, new() { Name = "Roomy" }).CheckAsync();
        await panel.GetByRole(AriaRole.Combobox, new() { Name = "On a page", Exact = true }).SelectOptionAsync("50");
        const string Address = "/ledger?status=active&size=50&hide=cap&density=roomy";
        await joris.AddressIsAsync(Address);
        await Expect(HeadOf(joris, "Cap")).ToHaveCountAsync(0);

        await panel.Button("Save view").ClickAsync();
        await panel.RefusalAt("Name of the view").SaysAsync("Enter a name for the view.");
        await panel.Field("Name of the view").FillAsync("Lopend");
        await panel.Button("Save view").ClickAsync();
        await panel.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved: Lopend." }).IsShownAsync();

        await joris.Screen.Link("Today").ClickAsync();
        await joris.HeadingIsAsync("Today");
        await joris.Screen.Link("Referral ledger").ClickAsync();
        await HeadOf(joris, "Cap").IsShownAsync();
        var views = joris.Screen.GetByRole(AriaRole.Navigation, new() { Name = "Saved views" });
        await views.Link("Lopend").ClickAsync();
        await joris.AddressIsAsync(Address);
        await Expect(views.Link("Lopend")).ToHaveAttributeAsync("aria-current", "page");
        await HeadOf(joris, "Cap").IsGoneAsync();
        await Expect(joris.Screen.GetByRole(AriaRole.Combobox, new() { Name = "Status", Exact = true })).ToHaveValueAsync("active");

        await joris.Screen.Button("View").ClickAsync();
        await panel.Button("Remove the view Lopend").ClickAsync();
        await views.Link("Lopend").IsGoneAsync();
    }

    [Fact]
    public async Task A_list_opens_with_the_view_that_its_person_chose_the_way_back_passes_it_by_and_all_is_one_click_away()
    {
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync("/ledger?status=active&hide=cap");
        await amina.Screen.Button("View").ClickAsync();
        var panel = amina.Screen.GetByRole(AriaRole.Region, new() { Name = "View", Exact = true });
        await panel.Field("Name of the view").FillAsync("Lopend");
        await panel.Button("Save view").ClickAsync();
        await panel.Button("Open with this view: Lopend").ClickAsync();
        await panel.GetByRole(AriaRole.Status).Filter(new() { HasText = "The list opens with Lopend from now on." }).IsShownAsync();

        await amina.Screen.Link("Today").ClickAsync();
        await amina.HeadingIsAsync("Today");
        await amina.Screen.Link("Referral ledger").ClickAsync();
        await amina.AddressIsAsync("/ledger?status=active&hide=cap");
        await HeadOf(amina, "Earned").IsShownAsync();
        await HeadOf(amina, "Cap").IsGoneAsync();
        await amina.Page.GoBackAsync();
        await amina.HeadingIsAsync("Today");

        var ending = amina.Screen.GetByRole(AriaRole.Link).Filter(new() { HasText = "in the next 60 days" });
        var counted = (await ending.GetAttributeAsync("href"))!;
        await ending.ClickAsync();
        await amina.AddressIsAsync(counted);
        await amina.GoAsync("/ledger");
        await amina.AddressIsAsync("/ledger?status=active&hide=cap");
        var views = amina.Screen.GetByRole(AriaRole.Navigation, new() { Name = "Saved views" });
        await Expect(views.Link("Lopend")).ToHaveAttributeAsync("aria-current", "page");
        await views.Link("All").ClickAsync();
        await amina.AddressIsAsync("/ledger?all=true");
        await HeadOf(amina, "Cap").IsShownAsync();
        await amina.Page.ReloadAsync();
        await amina.InteractiveAsync();
        await HeadOf(amina, "Cap").IsShownAsync();

        await amina.Screen.Button("View").ClickAsync();
        await panel.Button("Remove the view Lopend").ClickAsync();
        await views.Link("Lopend").IsGoneAsync();
        await amina.Screen.Link("Referral ledger").First.ClickAsync();
        await amina.AddressIsAsync("/ledger");
    }

    [Fact]
    public async Task A_link_carries_the_view_to_a_colleague_who_sees_the_same_columns_and_not_its_name()
    {
        var noor = await SignedInAsync();
        await noor.Context.GrantPermissionsAsync(["clipboard-write"]);
        await noor.GoAsync("/external-led?view=list&ready=true&hide=signals,owner");
        await noor.Screen.Button("View").ClickAsync();
        var panel = noor.Screen.GetByRole(AriaRole.Region, new() { Name = "View", Exact = true });
        await panel.Field("Name of the view").FillAsync("Gesprek");
        await noor.Page.Keyboard.PressAsync("Enter");
        await panel.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved: Gesprek." }).IsShownAsync();
        await panel.Button("Copy link").ClickAsync();
        await panel.GetByText("Copied", new() { Exact = true }).IsShownAsync();
        var link = await panel.Locator("#view-address").InnerTextAsync();

        var joris = await SignedInAsync(CommercialOwner);
        await joris.GoAsync(link);
        await joris.AddressIsAsync("/external-led?view=list&ready=true&hide=owner,signals");
        await HeadOf(joris, "Signals").IsGoneAsync();
        await HeadOf(joris, "Cap left").IsShownAsync();
        await joris.Screen.Link("Gesprek").IsGoneAsync();
    }

    private static ILocator HeadOf(Visitor visitor, string column) =>
        visitor.Screen.Locator("thead th").GetByText(column, new() { Exact = true });
}

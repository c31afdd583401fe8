using FluentAssertions;
using Microsoft.Playwright;
using Partners.Console.Links;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;
using static Microsoft.Playwright.Assertions;

namespace Partners.Console.Tests.Browser;

/// <summary>Two operators in their own browsers, and everything that can interrupt a draft: no input is lost.</summary>
public sealed class HandoffTogetherJourneys(Chromium chromium, DemonstrationConsole console) : BrowserTest(chromium, console)
{
    private const string MineOverIt = "Save mine over it";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task Of_two_operators_who_type_at_once_neither_loses_anything_at_any_step()
    {
        var id = (await HandoffScreen.ReadyAsync(Console, "Gemeente Vlierdam")).Handoff.Id;
        var (amina, sven) = (await SignedInAsync(HandoffOperator), await SignedInAsync(HandoffScreen.Sven));

        await BothAsync(
            HandoffStep.Client,
            visitor => visitor.Screen.Field("Name"),
            "Vlierdam zelf",
            visitor => visitor.Screen.Field("Owner"),
            string.Empty,
            plan => plan.Client is { NewName: "Vlierdam zelf", NewOwnerId: null });
        await BothAsync(
            HandoffStep.Timing,
            visitor => visitor.Screen.Field("Who confirmed").First,
            "Pim",
            visitor => visitor.Screen.Field("How").First,
            "by letter",
            plan => plan.Timing.Partner is { By: "Pim", How: "by letter" });
        await BothAsync(
            HandoffStep.People,
            visitor => OfClient(visitor).First,
            "Billing",
            visitor => OfClient(visitor).Nth(1),
            "Billing",
            plan => plan.People.Count(person => person.Role == WorkspaceRole.Billing) == 2);
        await BothAsync(
            HandoffStep.BillingAndDeals,
            visitor => visitor.Screen.Field("Legal name"),
            "De gemeente",
            visitor => visitor.Screen.Field("City"),
            "Vlierdam-Oost",
            plan => plan.Billing is { LegalName: "De gemeente", City: "Vlierdam-Oost" });

        static ILocator OfClient(Visitor visitor) => visitor.Screen.Locator("select[aria-label$='@gemeentevlierdam.example']");

        async Task BothAsync(
            HandoffStep step,
            Func<Visitor, ILocator> first,
            string typed,
            Func<Visitor, ILocator> second,
            string other,
            Func<HandoffPlan, bool> holds)
        {
            await Task.WhenAll(amina.GoAsync(HandoffAddresses.Of(id, step)), sven.GoAsync(HandoffAddresses.Of(id, step)));
            await Task.WhenAll(EnterAsync(first(amina), typed), EnterAsync(second(sven), other));
            await UntilAsync(id, holds, async () =>
            {
                foreach (var visitor in new[] { amina, sven })
                {
                    if (await visitor.Screen.Button(MineOverIt).IsVisibleAsync())
                    {
                        await visitor.Screen.Button(MineOverIt).ClickAsync();
                    }
                }
            });
        }
    }

    [Fact]
    public async Task What_was_entered_is_there_after_a_reload_at_every_step()
    {
        var id = await BegunAsync("Gemeente Lindenaar");
        var amina = await SignedInAsync(HandoffOperator);

        await KeptAsync(HandoffStep.Client, "Name", "Lindenaar zelf", () => amina.Screen.Field("a new organisation").CheckAsync());
        await KeptAsync(HandoffStep.Timing, "Agreed date", "2026-12-01");
        await KeptAsync(HandoffStep.BillingAndDeals, "City", "Lindenaar-Zuid");
        await amina.GoAsync(HandoffAddresses.Of(id, HandoffStep.People));
        var anybody = amina.Screen.Locator("select[aria-label$='@gemeentelindenaar.example']").First;
        await anybody.SelectOptionAsync("Billing");
        await amina.Screen.Status("Saved").IsShownAsync();
        await amina.Page.ReloadAsync();
        await Expect(anybody).ToHaveValueAsync("Billing");

        async Task KeptAsync(HandoffStep step, string label, string text, Func<Task>? first = null)
        {
            await amina.GoAsync(HandoffAddresses.Of(id, step));
            await (first?.Invoke() ?? Task.CompletedTask);
            await amina.Screen.Field(label).FillAsync(text);
            await amina.Screen.Status("Saved").IsShownAsync();
            await amina.Page.ReloadAsync();
            await Expect(amina.Screen.Field(label)).ToHaveValueAsync(text);
        }
    }

    [Fact]
    public async Task What_was_typed_while_the_connection_was_lost_is_saved_once_it_is_back()
    {
        var id = await BegunAsync("Provincie Noorderland");
        var amina = await SignedInAsync(HandoffOperator);
        await amina.Page.AddInitScriptAsync("""
            window.sockets = [];
            window.WebSocket = class extends WebSocket { constructor(...given) { super(...given); window.sockets.push(this); } };
            """);
        await amina.GoAsync(HandoffAddresses.Of(id, HandoffStep.BillingAndDeals));
        await amina.Screen.Field("Legal name").FillAsync("Provincie");
        await amina.LoseConnectionAsync();
        await amina.Screen.Field("City").FillAsync("Noorderstad");
        await amina.Screen.Field("Payment").SelectOptionAsync("Offline");
        await amina.FindConnectionAsync();

        await UntilAsync(
            id,
            plan => plan.Billing is { LegalName: "Provincie", City: "Noorderstad", PaymentMode: Core.Billing.PaymentMode.Offline });
        await Expect(amina.Screen.Field("City")).ToHaveValueAsync("Noorderstad");
    }

    [Fact]
    public async Task Where_a_second_operator_is_asked_for_another_approves_and_then_the_first_hands_off()
    {
        await using var strict = new DemonstrationConsole
        {
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Handoff:RequireSecondOperator"] = "true" },
        };
        await strict.InitializeAsync();
        var ready = await HandoffScreen.ReadyAsync(strict, "Gemeente Vlierdam");
        var (amina, sven) = (await SignedInAsync(HandoffScreen.Amina, strict), await SignedInAsync(HandoffScreen.Sven, strict));
        await amina.GoAsync(HandoffAddresses.Of(ready.Handoff.Id, HandoffStep.Confirm));
        await Expect(amina.Screen.Button("Approve")).ToBeDisabledAsync();
        await Expect(amina.Screen.Button("Approve")).ToHaveAccessibleDescriptionAsync(
            "Amina Haddad prepared it and cannot also approve it. Ask another operator.");
        await Expect(amina.Screen.Button("Hand off")).ToBeDisabledAsync();

        await sven.GoAsync(HandoffAddresses.Of(ready.Handoff.Id, HandoffStep.Confirm));
        await sven.Screen.Button("Approve").ClickAsync();
        await sven.Screen.Locator("[aria-labelledby=approval]").SaysAsync("Sven Kok approved it");

        await amina.Screen.Locator("[aria-labelledby=approval]").SaysAsync("Sven Kok approved it");
        await new HandoffScreen(amina).ConfirmAsync(ready.Facts.Workspace.Name, ready.ClientName!);
        await amina.Screen.Locator("[aria-labelledby=confirmed]").SaysAsync("Sven Kok");

        // Close the pages before that console stops, because a page without one reports errors.
        await Task.WhenAll(amina.Page.CloseAsync(), sven.Page.CloseAsync());
    }

    [Fact]
    public async Task With_five_hundred_people_everybody_of_the_partner_is_decided_on_at_once()
    {
        var id = await BegunAsync("Gemeente Oosterveen");
        var workspace = await Console.WorkspaceOfAsync("Gemeente Oosterveen");
        var partner = await Console.QueryAsync(db => Task.FromResult(db.Organisations.Single(found => found.Name == "Bureau Samenspel")));
        var people = Enumerable.Range(1, 500)
            .Select(number => Make.Person($"Persoon {number:D3}", $"persoon{number}@bureausamenspel.example"))
            .ToList();
        await Console.AddAsync([
            .. people,
            .. people.Select(person => new OrganisationMembership(
                Guid.CreateVersion7(),
                partner.Id,
                person.Id,
                OrganisationRole.Member,
                FixedClock.Noon,
                deletedAt: null)),
            .. people.Select(person => new WorkspaceMembership(
                Guid.CreateVersion7(),
                workspace,
                person.Id,
                WorkspaceRole.Member,
                "direct",
                FixedClock.Noon,
                deletedAt: null)),
        ]);
        var amina = await SignedInAsync(HandoffOperator);
        await amina.GoAsync(HandoffAddresses.Of(id, HandoffStep.People));
        await amina.Screen.Button("Everybody from Bureau Samenspel loses access").ClickAsync();
        await amina.Screen.Status("Saved").IsShownAsync();

        var decided = (await PlanAsync(id)).People;
        decided.Count(person => person.Role is null).Should().BeGreaterThanOrEqualTo(500);
        var wizard = new HandoffScreen(amina);
        await wizard.NextAsync("Data flows");
        await wizard.NextAsync("Billing and deals");
    }

    private static async Task EnterAsync(ILocator field, string text)
    {
        if (await field.EvaluateAsync<bool>("field => field.tagName === 'SELECT'"))
        {
            await field.SelectOptionAsync(text);
        }
        else
        {
            await field.FillAsync(text);
        }
    }

    private async Task<Guid> BegunAsync(string client) =>
        (await Console.Get<HandoffDrafts>().BeginAsync(
            HandoffScreen.Amina,
            new(Guid.CreateVersion7(), await Console.WorkspaceOfAsync(client)),
            default)).Value!.HandoffId;

    private async Task<HandoffPlan> PlanAsync(Guid id) =>
        (await Console.Get<HandoffDirectory>().FindAsync(HandoffScreen.Amina, id, default))!.Handoff.Plan;

    /// <summary>A plan is saved half a second after the last letter, and a busy machine takes longer.</summary>
    private async Task UntilAsync(Guid id, Func<HandoffPlan, bool> holds, Func<Task>? meanwhile = null)
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!holds(await PlanAsync(id)))
        {
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            await Task.Delay(100, patience.Token);
        }
    }
}

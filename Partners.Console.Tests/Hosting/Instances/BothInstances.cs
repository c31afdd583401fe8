using System.Globalization;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>What holds of two instances, whichever way they get to their database.</summary>
internal static class BothInstances
{
    /// <summary>Who has a deal open at one, and what they change, shows at the other.</summary>
    public static async Task HearEachOtherAsync(Chromium chromium, HandoffScene scene, StartedConsole one, StartedConsole two)
    {
        await using var joris = await TwoInstances.SignedInAsync(chromium, one.Address, BrowserTest.CommercialOwner);
        await using var noor = await TwoInstances.SignedInAsync(chromium, two.Address, BrowserTest.Staff);
        await joris.GoAsync($"/ledger/{scene.Deal.Id}");
        await noor.GoAsync($"/ledger/{scene.Deal.Id}");
        await joris.Screen.Status("Noor de Wit has this open").IsShownAsync();
        await noor.Screen.Status("Joris Bakker has this open").IsShownAsync();

        await joris.Screen.Button("Amend…").ClickAsync();
        await noor.Screen.Status("Joris Bakker is editing this").IsShownAsync();
        var amend = new DealScreen(joris.Screen.GetByRole(AriaRole.Dialog));
        await amend.Kickback.FillAsync("15");
        await amend.Window.Field("Agreement reference").FillAsync("PA-1");
        await amend.HoldAsync(scene.Database.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "Lowered.");
        await amend.Save.ClickAsync();
        await amend.Window.IsGoneAsync();

        await noor.Screen.Status("Joris Bakker changed this just now: deal amended.").IsShownAsync();
        await joris.GoAsync("/");
        await noor.Screen.Status("Joris Bakker has this open").IsGoneAsync();
    }

    /// <summary>Eight writers at each lose no save and break no chain.</summary>
    public static async Task WriteAtOnceAsync(HandoffScene scene, DatabaseAddress address)
    {
        const int Writers = 8;
        var all = Enumerable.Range(0, 2 * Writers * 100).Select(number => Make.Organisation($"Organisatie {number}")).ToList();
        await scene.AddAsync(all);
        var before = (await scene.Database.Get<AuditTrail>().VerifyAsync(Make.Staff, default)).Entries;
        var services = Enumerable.Range(0, 2)
            .Select(_ => new ServiceCollection().AddLogging().AddPartnersCore(address).BuildServiceProvider())
            .ToList();
        using var ends = new CancellationTokenSource(TimeSpan.FromSeconds(5));

        // Each with a gate and connections of its own, as in two processes, beside two more that listen.
        var saves = await Task.WhenAll(Enumerable.Range(0, 2 * Writers).Select(writer => Task.Run(async () =>
        {
            var toggle = services[writer % 2].GetRequiredService<PartnerToggle>();
            var saved = 0;
            foreach (var organisation in all.Skip(writer * 100).Take(100))
            {
                if (ends.IsCancellationRequested)
                {
                    break;
                }

                (await toggle.MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default)).IsDone.Should().BeTrue();
                saved++;
            }

            return saved;
        })));

        services.ForEach(provider => provider.Dispose());
        saves.Should().OnlyContain(count => count > 0);
        var after = await scene.Database.Get<AuditTrail>().VerifyAsync(Make.Staff, default);
        (after.IsWhole, after.Entries - before).Should().Be((true, saves.Sum()));
    }
}

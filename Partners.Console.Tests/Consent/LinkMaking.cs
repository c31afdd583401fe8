using FluentAssertions;
using Partners.Console.Tests.Browser;
using Partners.Core.Consent;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Consent;

/// <summary>Links of a draft in the demonstration.</summary>
internal static class LinkMaking
{
    /// <summary>A draft for that client, with everything decided but what both sides say.</summary>
    public static async Task<HandoffDetails> UnconfirmedAsync(DemonstrationConsole console, string client)
    {
        var ready = await HandoffScreen.ReadyAsync(console, client);
        await console.Get<HandoffDrafts>().SaveAsync(
            HandoffScreen.Amina,
            new(
                Guid.CreateVersion7(),
                ready.Handoff.Id,
                ready.Handoff.Version,
                ready.Handoff.Plan with { Timing = new(ready.Facts.Today.AddDays(10)) }),
            default);
        return (await console.Get<HandoffDirectory>().FindAsync(HandoffScreen.Amina, ready.Handoff.Id, default))!;
    }

    public static async Task<ConsentToken> AskAsync(DemonstrationConsole console, Guid handoff, ConsentSide side, string name = "Carla Bos")
    {
        var now = (await console.Get<HandoffDirectory>().FindAsync(HandoffScreen.Amina, handoff, default))!.Handoff;
        var token = ConsentToken.New();
        (await console.Get<HandoffConsents>().AskForTimingAsync(
            HandoffScreen.Amina,
            new(Guid.CreateVersion7(), handoff, now.Version, side, new(name, "carla@zwolle.example", token)),
            default)).Refusals.Should().BeEmpty();
        return token;
    }

    public static string PathOf(ConsentToken token) => $"{ConsentSettings.Path}{token.Text}";
}

using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Access;
using Partners.Core.Access;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>
/// The provider is asked again while people are signed in. Its answer decides; without one the last answer holds for a short time.
/// </summary>
public sealed class RecheckTests : ProviderScene
{
    [Fact]
    public async Task Asks_again_after_two_minutes_and_not_before()
    {
        using var noor = await SignedInAsync();
        var atSignIn = Provider.TimesAsked;

        Clock.Now += TimeSpan.FromSeconds(119);
        await StatusAsync(noor);
        Provider.TimesAsked.Should().Be(atSignIn);

        Clock.Now += TimeSpan.FromSeconds(1);
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
        Provider.TimesAsked.Should().Be(atSignIn + 1);
    }

    [Fact]
    public async Task Asks_once_however_many_pages_are_open()
    {
        using var noor = await SignedInAsync();
        var atSignIn = Provider.TimesAsked;
        Clock.Now += TimeSpan.FromMinutes(2);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => StatusAsync(noor)));

        answers.Should().AllBeEquivalentTo(HttpStatusCode.NoContent);
        Provider.TimesAsked.Should().Be(atSignIn + 1);
    }

    [Fact]
    public async Task A_role_that_was_taken_away_is_gone_and_its_open_page_closes()
    {
        using var noor = await SignedInAsync();
        var watch = Console.Services.GetRequiredService<SessionWatch>();
        var session = (await SessionsAsync()).Single().Id;
        var page = (await watch.ReadAsync(session, default)).Ticket!.Principal;
        (await watch.HoldsAsync(page, default)).Should().BeTrue();
        await using var other = await OpenPageAsync(session);

        Provider.UserInfo["roles"] = null;
        Clock.Now += TimeSpan.FromMinutes(2);

        (await watch.HoldsAsync(page, default)).Should().BeFalse();
        other.Left.IsCompleted.Should().BeTrue();
        using var answer = await GetAsync(noor, "/session");
        answer.Headers.Location!.OriginalString.Should().Be("/no-access");
    }

    [Fact]
    public async Task A_role_that_was_given_is_there()
    {
        Provider.UserInfo["roles"] = Array.Empty<string>();
        using var noor = await SignedInAsync();
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.Found);

        Provider.UserInfo["roles"] = new[] { "Handoff operator" };
        Clock.Now += TimeSpan.FromMinutes(2);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Roles_that_only_the_ID_token_tells_come_anew_with_a_new_one()
    {
        Provider.Refreshes = true;
        (Provider.UserInfo["roles"], Provider.Claims["roles"]) = (null, new[] { "Staff" });
        using var noor = await SignedInAsync();
        for (var look = 0; look < 2; look++)
        {
            Clock.Now += TimeSpan.FromMinutes(2);
            (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
        }

        Provider.Claims["roles"] = null;
        Clock.Now += TimeSpan.FromMinutes(2);
        using var answer = await GetAsync(noor, "/session");
        answer.Headers.Location!.OriginalString.Should().Be("/no-access");
    }

    [Fact]
    public async Task Whoever_gets_no_new_token_is_signed_out()
    {
        Provider.Refreshes = true;
        (Provider.UserInfo["roles"], Provider.Claims["roles"]) = (null, new[] { "Staff" });
        using var noor = await SignedInAsync();
        Provider.Refreshes = false;
        Clock.Now += TimeSpan.FromMinutes(2);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.Found);
        (await SessionsAsync()).Single().EndedBecause.Should().Be(SessionEnd.Refused);
    }

    [Fact]
    public async Task Whom_the_provider_refuses_is_signed_out()
    {
        using var noor = await SignedInAsync();
        await using var page = await OpenPageAsync((await SessionsAsync()).Single().Id);
        Provider.UserInfoAnswer = (401, "application/json", "{}");
        Clock.Now += TimeSpan.FromMinutes(2);

        using var answer = await GetAsync(noor, "/audit");
        (await SentenceAsync(noor, answer)).Should().Contain(SignInProblem.AccountRefused.Sentence());
        var session = (await SessionsAsync()).Single();
        session.EndedBecause.Should().Be(SessionEnd.Refused);
        page.Left.IsCompleted.Should().BeTrue();
        session.Ticket.Should().BeEmpty();

        // Not even if the provider changes its mind: they have to sign in again.
        Provider.UserInfoAnswer = null;
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task Somebody_else_at_userinfo_ends_it()
    {
        using var noor = await SignedInAsync();
        Provider.UserInfo["sub"] = "joris-1";
        Clock.Now += TimeSpan.FromMinutes(2);

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.Found);
    }

    [Fact]
    public async Task While_the_provider_is_down_people_stay_for_five_minutes_and_no_longer()
    {
        using var noor = await SignedInAsync();
        Provider.IsDown = true;
        Clock.Now += TimeSpan.FromSeconds(299);
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);

        Clock.Now += TimeSpan.FromSeconds(1);
        using var answer = await GetAsync(noor, "/audit");
        (await SentenceAsync(noor, answer)).Should().Contain(SignInProblem.NotAskedForTooLong.Sentence());
    }

    [Fact]
    public async Task Once_the_provider_is_back_nothing_has_happened()
    {
        using var noor = await SignedInAsync();
        Provider.IsDown = true;
        Clock.Now += TimeSpan.FromMinutes(3);
        await StatusAsync(noor);
        Provider.IsDown = false;
        Clock.Now += TimeSpan.FromSeconds(20);
        await StatusAsync(noor);
        Clock.Now += TimeSpan.FromMinutes(1.9);
        Provider.IsDown = true;

        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_console_that_started_while_the_provider_was_down_asks_it_once_it_is_back()
    {
        using var noor = await SignedInAsync();
        var session = (await SessionsAsync()).Single().Id;
        var ticket = (await Console.Services.GetRequiredService<SessionWatch>().ReadAsync(session, default)).Ticket!;
        await using var restarted = await StartConsoleAsync();
        var tickets = restarted.Services.GetRequiredService<SessionTickets>();
        var watch = restarted.Services.GetRequiredService<SessionWatch>();
        await restarted.Services.GetRequiredService<SignInSessions>()
            .AddAsync(new(session, HostileProvider.Subject, null, tickets.Protect(ticket), Clock.Now, Clock.Now.AddHours(1)), default);

        Provider.IsDown = true;
        Clock.Now += TimeSpan.FromMinutes(3);
        await watch.ReadAsync(session, default);
        Provider.IsDown = false;
        Clock.Now += TimeSpan.FromSeconds(20);
        var asked = Provider.TimesAsked;
        (await watch.ReadAsync(session, default)).Ticket.Should().NotBeNull();

        Provider.TimesAsked.Should().Be(asked + 1);
    }

    [Fact]
    public async Task A_made_up_person_of_before_is_nobody_to_the_provider()
    {
        var tickets = Console.Services.GetRequiredService<SessionTickets>();
        var persona = Persona.All[0].SignedIn(Clock.Now);
        var sessions = Console.Services.GetRequiredService<SignInSessions>();
        var ticket = tickets.Protect(new(persona, new(), "Cookies"));
        await sessions.AddAsync(new("persona", "persona:staff", null, ticket, Clock.Now.AddMinutes(-3), Clock.Now.AddHours(1)), default);

        var watch = Console.Services.GetRequiredService<SessionWatch>();
        (await watch.ReadAsync("persona", default)).EndedBecause.Should().Be(SessionEnd.Refused);
    }
}

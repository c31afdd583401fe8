using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Access;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Access.OpenIdConnect;

/// <summary>An act that cannot be undone needs the same person, who has just proved who they are.</summary>
public sealed class FreshSignInTests : ProviderScene
{
    private const string Fresh = "&fresh=true";

    [Fact]
    public async Task Asks_the_provider_to_ask_the_person_now()
    {
        using var noor = await SignedInAsync();
        using var answer = await SignInAsync(noor, "/handoffs/1?step=confirm", Fresh);

        Provider.LastQuestion.Should().Contain("max_age", "0").And.Contain("prompt", "login");
        answer.Headers.Location!.OriginalString.Should().Be("/handoffs/1?step=confirm");
    }

    [Fact]
    public async Task A_person_who_proved_it_before_is_refused()
    {
        Provider.Claims["auth_time"] = Clock.Now.AddMinutes(-2).ToUnixTimeSeconds();
        await RefusesAsync("The person proved who they are too long ago.");
    }

    [Fact]
    public async Task A_provider_that_does_not_say_when_is_refused()
    {
        Provider.Claims["auth_time"] = null;
        await RefusesAsync("does not say when the person proved who they are");
    }

    [Fact]
    public async Task Somebody_else_is_refused_and_the_first_one_stays()
    {
        using var noor = await SignedInAsync();
        (Provider.Claims["sub"], Provider.UserInfo["sub"]) = ("joris-1", "joris-1");
        using var answer = await SignInAsync(noor, "/session", Fresh);

        (await SentenceAsync(noor, answer)).Should().Contain(SignInProblem.SomebodyElse.Sentence());
        (await SessionsAsync()).Should().ContainSingle().Which.Subject.Should().Be(HostileProvider.Subject);
        (Provider.UserInfo["sub"], Provider.Claims["sub"]) = (HostileProvider.Subject, HostileProvider.Subject);
        (await StatusAsync(noor)).Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Holds_for_five_minutes_of_the_provider_s_own_time()
    {
        using var noor = await SignedInAsync();
        var ticket =
            (await Console.Services.GetRequiredService<SessionWatch>().ReadAsync((await SessionsAsync()).Single().Id, default)).Ticket!;
        var who = StaffClaims.StaffOf(ticket.Principal);
        var rule = Console.Services.GetRequiredService<IFreshSignIn>();

        rule.Refuse(Clock.Now.AddMinutes(5), who).Should().BeNull();
        rule.Refuse(Clock.Now.AddMinutes(5).AddSeconds(1), who)!.Sentence
            .Should().Be("Sign in again: your last sign-in must be at most 5 minutes old.");
        rule.Refuse(Clock.Now, Make.Operator).Should().BeOfType<SignInNotFresh>();
    }

    private async Task RefusesAsync(string reason)
    {
        using var noor = Console.Visitor();
        using var answer = await SignInAsync(noor, "/session", Fresh);

        (await SentenceAsync(noor, answer)).Should().Contain(SignInProblem.AnswerRefused.Sentence());
        Log.All.Should().Contain(reason);
        (await SessionsAsync()).Should().BeEmpty();
    }
}

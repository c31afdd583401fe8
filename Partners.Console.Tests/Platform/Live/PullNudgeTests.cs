using System.Net;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Hosting;
using Partners.Console.Platform;
using Partners.Console.Shell;
using Partners.Console.Tests.Hosting;

namespace Partners.Console.Tests.Platform.Live;

/// <summary>The receiver of the platform's flow (docs/product.md I53).</summary>
public sealed class PullNudgeTests
{
    private const string Secret = "a-secret-that-is-long-enough";

    [Theory]
    [InlineData(null, Secret, HttpStatusCode.NotFound)]
    [InlineData(Secret, Secret, HttpStatusCode.Accepted)]
    [InlineData(Secret, "another-secret-of-any-length", HttpStatusCode.Unauthorized)]
    [InlineData(Secret, null, HttpStatusCode.Unauthorized)]
    public async Task Answers_who_knows_the_secret_where_there_is_one(string? configured, string? sent, HttpStatusCode expected)
    {
        await using var console = await ConsoleAsync(configured);
        using var flow = console.Visitor();

        (await NudgeAsync(flow, sent, "whatever it says: {{$trigger}}")).Should().Be(expected);
    }

    [Fact]
    public async Task Takes_no_large_letter()
    {
        await using var console = await ConsoleAsync(Secret);
        using var flow = console.Visitor();

        (await NudgeAsync(flow, Secret, new string('x', 100_000))).Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Wakes_whoever_waits_and_ten_at_once_are_one()
    {
        await using var console = await ConsoleAsync(Secret);
        var nudge = console.Services.GetRequiredService<PullNudge>();
        using var flow = console.Visitor();
        for (var time = 0; time < 10; time++)
        {
            await NudgeAsync(flow, Secret, string.Empty);
        }

        await nudge.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        var again = nudge.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);

        again.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public void Refuses_to_start_with_a_secret_that_could_be_guessed()
    {
        var start = () => ConsoleHost.Build(["--environment=Development", "--Platform:NudgeSecret=guess"]);

        start.Should().Throw<StartRefusedException>()
            .WithMessage("Platform:NudgeSecret has to have 16 characters at least, drawn at random.")
            .Which.Message.Should().NotContain("guess");
    }

    private static Task<RunningConsole> ConsoleAsync(string? secret) => RunningConsole.StartAsync(builder =>
        builder.Configuration["Platform:NudgeSecret"] = secret);

    private static async Task<HttpStatusCode> NudgeAsync(HttpClient flow, string? secret, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(PullNudge.Address, UriKind.Relative))
        {
            Content = new StringContent(body),
        };
        if (secret is not null)
        {
            request.Headers.Add(PullNudge.Header, secret);
        }

        using var answer = await flow.SendAsync(request);
        return answer.StatusCode;
    }
}

using System.Net;
using FluentAssertions;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Platform.Mollie;
using Partners.Console.Tests.Platform.Push;
using Partners.Console.Tests.Support;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.CommandLine;

/// <summary><c>platform push</c> and <c>platform pull</c> beside a platform and a payment provider that answer as a test says.</summary>
[Collection(Alone.Name)]
public sealed class PlatformCommandTests : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);
    private PushScene _scene = null!;

    public async ValueTask InitializeAsync() => _scene = await PushScene.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        await _scene.DisposeAsync();
    }

    [Fact]
    public async Task A_dry_run_prints_each_request_and_sends_none()
    {
        var act = Guid.CreateVersion7();
        var partner = await _scene.ToggleAsync(act: act);
        _scene.Platform.Then(200, $$"""{"data":[{"id":"{{partner.Id}}","is_partner":false,"deleted_at":null}]}""");

        var (code, output, error) = await RunAsync("push", "--dry-run");

        (code, error).Should().Be((ExitCode.Done, string.Empty));
        output.ReplaceLineEndings("\n").Should().Be(
            $"# {act}, Noor de Wit, 2026-11-20T11:00:00Z\n"
                + $$$"""PATCH /items/org {"where":{"id":"{{{partner.Id}}}","is_partner":false},"data":{"is_partner":true}}"""
                + "\n");
        _scene.Platform.Requests.Should().Equal("SEARCH /items/org");
        (await _scene.StatesAsync()).Should().Equal(PlatformChangeState.Waiting);
    }

    [Fact]
    public async Task A_push_sends_what_waits_once_and_says_how_much()
    {
        _scene.Takes(await _scene.ToggleAsync());

        (await RunAsync("push")).Should().Be((ExitCode.Done, $"Took up 1 act.{Environment.NewLine}", string.Empty));
        (await _scene.StatesAsync()).Should().Equal(PlatformChangeState.Applied);
        (await RunAsync("push")).Should().Be((ExitCode.Done, $"Took up 0 acts.{Environment.NewLine}", string.Empty));
    }

    [Fact]
    public async Task A_push_that_is_stopped_says_why_and_ends_with_1()
    {
        await _scene.ToggleAsync();
        _scene.Platform.Then((int)HttpStatusCode.Unauthorized, FakePlatform.Error("INVALID_CREDENTIALS"));

        var (code, output, error) = await RunAsync("push");

        (code, output).Should().Be((ExitCode.Failed, $"Took up 1 act.{Environment.NewLine}"));
        error.Should().StartWith("Stopped: The platform does not accept the console's token.");
    }

    [Fact]
    public async Task A_pull_prints_what_it_took_and_the_second_time_that_there_was_nothing()
    {
        await using var mollie = await FakeMollie.StartAsync();
        mollie.AddPayment("tr_1", "2026-11-02T10:00:00+00:00");
        var (partner, account) = (Make.PlatformPartner(), Guid.CreateVersion7());
        var workspace = Make.Client(partner, billingAccountId: account);
        await _scene.Database.AddAsync(partner, workspace, Make.Account(account, workspace, "cst_1"));
        Set("Platform__Address", string.Empty);
        Set("Platform__Token", string.Empty);
        Set("Mollie__Key", FakeMollie.Key);
        Set("Mollie__Address", mollie.Address.ToString());

        var (code, output, error) = await RunAsync("pull");

        (code, error).Should().Be((ExitCode.Done, string.Empty));
        output.Should().Contain("mollie_payments").And.Contain("Done: 1 row");
        (await RunAsync("pull")).Output.Should().Be($"Nothing has changed since the last pull.{Environment.NewLine}");
    }

    [Fact]
    public async Task A_pull_that_is_refused_says_why_and_ends_with_1()
    {
        _scene.Platform.Then((int)HttpStatusCode.Unauthorized, FakePlatform.Error("INVALID_CREDENTIALS"));

        var (code, output, error) = await RunAsync("pull", "--full");

        (code, output).Should().Be((ExitCode.Failed, string.Empty));
        error.Should().StartWith("The platform does not accept the console's token.");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        if (_before.Count == 0)
        {
            Set("Platform__Address", _scene.Platform.Settings.Address!.ToString());
            Set("Platform__Token", FakePlatform.Token);
            Set("Platform__Push__org", "true");
        }

        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ConsoleCommands.RunAsync(
            ["platform", .. arguments, "--database", _scene.Database.Address.Text], output, error, (_, _) => Task.FromResult(99));
        return (code, output.ToString(), error.ToString());
    }

    private void Set(string name, string value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}

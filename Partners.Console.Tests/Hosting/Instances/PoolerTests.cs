using FluentAssertions;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>A pooler in transaction mode before the server (docs/product.md S5). They need PARTNERS_TEST_DATABASE, and PgBouncer.</summary>
public sealed class PoolerTests(Chromium chromium) : IAsyncLifetime
{
    private Pooler _pooler = null!;
    private HandoffScene _scene = null!;

    private string Direct => _scene.Database.Address.Text;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestStore.IsServer, "There is no PostgreSQL here: PARTNERS_TEST_DATABASE names none (docs/postgresql.md).");
        _scene = await TwoInstances.SceneAsync();
        _pooler = await Pooler.StartAsync(Direct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_pooler is not null)
        {
            await _pooler.DisposeAsync();
        }

        if (_scene is not null)
        {
            await _scene.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_instances_work_through_it_and_hear_each_other_past_it()
    {
        await using var one = await ServeAsync();
        await using var two = await ServeAsync();

        await BothInstances.HearEachOtherAsync(chromium, _scene, one, two);
    }

    [Fact]
    public Task Eight_writers_at_each_lose_no_save_and_break_no_chain_through_it() =>
        BothInstances.WriteAtOnceAsync(_scene, new(DatabaseProvider.PostgreSql, _pooler.To(Direct), Direct));

    [Fact]
    public async Task A_database_is_made_and_filled_through_it()
    {
        await using var empty = await TestDatabase.EmptyAsync();
        var through = _pooler.To(empty.Address.Text);
        await using var migrate = StartedConsole.Run(through, "migrate");
        await using var again = StartedConsole.Run(through, "migrate");
        var (code, said) = await migrate.EndedAsync();
        code.Should().Be(ExitCode.Done, said);
        (await again.EndedAsync()).Code.Should().Be(ExitCode.Done, "one of them waits for the other");

        await using var import = StartedConsole.Run(through, "import", Importing.Sample);
        (code, said) = await import.EndedAsync();
        code.Should().BeOneOf([0, 3], said);
        await using var verify = StartedConsole.Run(through, "audit", "verify");
        (code, said) = await verify.EndedAsync();
        code.Should().Be(ExitCode.Done, said);
    }

    [Theory]
    [InlineData(false, "Database:ConnectionString leads through a pooler in transaction mode")]
    [InlineData(true, "Database:DirectConnectionString leads through a pooler in transaction mode")]
    public async Task A_start_that_could_hear_nobody_is_refused_in_a_sentence(bool namesDirect, string sentence)
    {
        var through = _pooler.To(Direct);
        string[] direct = namesDirect ? [$"--{DatabaseSetting.DirectKey}={through}"] : [];
        await using var refused = StartedConsole.Run(through, ["--urls", "http://127.0.0.1:0", .. direct]);

        var (code, said) = await refused.EndedAsync();

        (code, said.Contains("Now listening", StringComparison.Ordinal)).Should().Be((ExitCode.Failed, false));
        said.Should().Contain(sentence).And.Contain("Set Database:DirectConnectionString to the server itself.");
    }

    private Task<StartedConsole> ServeAsync() =>
        StartedConsole.ServeAsync(_pooler.To(Direct), settings: [new(DatabaseSetting.DirectKey, Direct)]);
}

using FluentAssertions;
using Microsoft.Extensions.Configuration;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;
using Partners.Core.Persistence.PostgreSql;

namespace Partners.Console.Tests.Persistence;

/// <summary>docs/product.md S5, without a pooler. With one: Hosting/Instances/PoolerTests.</summary>
public sealed class PostgreSqlSessionsTests
{
    private const string Usual = "Host=pooler.example;Database=partners;Username=partners";
    private const string Server = "Host=db.example;Database=partners;Username=partners";

    [Fact]
    public void The_settings_name_the_server_itself_beside_the_pooler()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(DatabaseSetting.ProviderKey, "PostgreSql"),
            new(DatabaseSetting.ConnectionKey, Usual),
            new(DatabaseSetting.DirectKey, Server),
        ]).Build();

        DatabaseSetting.AddressOf(settings, option: null).Should().Be(new DatabaseAddress(DatabaseProvider.PostgreSql, Usual, Server));
        DatabaseSetting.AddressOf(settings, Server).Direct.Should().BeNull("the option names another database");
    }

    [Fact]
    public void What_is_heard_goes_past_the_pooler()
    {
        new PostgreSqlSessions(new(DatabaseProvider.PostgreSql, Usual, Server)).ConnectionString.Should().Contain("db.example");
        new PostgreSqlSessions(new(DatabaseProvider.PostgreSql, Server)).ConnectionString.Should().Contain("db.example");
    }

    [Theory]
    [InlineData("nonsense", null, "Database:ConnectionString cannot be read.*")]
    [InlineData(Usual, "nonsense", "Database:DirectConnectionString cannot be read.*")]
    [InlineData(Usual + ";Max Auto Prepare=10", Server, "*Leave Max Auto Prepare out of Database:ConnectionString.")]
    public void Connection_strings_that_do_not_fit_are_refused_in_a_sentence(string usual, string? direct, string sentence)
    {
        var check = () => PostgreSqlSessions.Check(new(DatabaseProvider.PostgreSql, usual, direct));

        check.Should().Throw<DatabaseRefusedException>().WithMessage(sentence);
    }

    [Fact]
    public void Statements_may_be_prepared_where_there_is_no_pooler() =>
        PostgreSqlSessions.Check(new(DatabaseProvider.PostgreSql, Server + ";Max Auto Prepare=10"));

    [Fact]
    public async Task The_server_itself_is_taken_and_another_database_is_not()
    {
        Assert.SkipUnless(TestStore.IsServer, "There is no PostgreSQL here: PARTNERS_TEST_DATABASE names none (docs/postgresql.md).");
        await using var database = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync();

        await CheckAsync(direct: null);
        await CheckAsync(database.Address.Text);
        await FluentActions.Awaiting(() => CheckAsync(other.Address.Text)).Should().ThrowAsync<DatabaseRefusedException>()
            .WithMessage("Database:DirectConnectionString names another database than Database:ConnectionString.*");
        await FluentActions.Awaiting(() => CheckAsync(database.Address.Text + ";Port=1;Timeout=2")).Should()
            .ThrowAsync<DatabaseRefusedException>().WithMessage("Database:DirectConnectionString: The database * cannot be reached.*");

        Task CheckAsync(string? direct) => new PostgreSqlSessions(database.Address with { Direct = direct }).CheckAsync(default);
    }
}

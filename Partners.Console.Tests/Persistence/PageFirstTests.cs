using System.Data.Common;
using FluentAssertions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Partners.Console.Tests.Support;
using Partners.Core.Moves;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Persistence;

/// <summary>On a server, a list takes its page before it works out what stands beside the rows.</summary>
public sealed class PageFirstTests : IAsyncLifetime
{
    private readonly Statements _statements = new();
    private TestDatabase _database = null!;
    private Organisation _organisation = null!;
    private Workspace _workspace = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(services => services.Intercept(_statements));
        _organisation = Make.PlatformPartner();
        _workspace = Make.Internal(_organisation);
        await _database.AddAsync(_organisation, _workspace);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("organisations")]
    [InlineData("workspaces")]
    [InlineData("projects")]
    [InlineData("moves")]
    public async Task The_page_is_taken_within_and_its_columns_around_it(string list)
    {
        Assert.SkipUnless(TestStore.IsServer, "The file works out nothing for rows that it skips.");
        _statements.Seen.Clear();
        await (list switch
        {
            "organisations" => _database.Get<OrganisationDirectory>().ListAsync(Make.Staff, new(), default),
            "workspaces" => _database.Get<WorkspaceDirectory>().ListAsync(Make.Staff, new(_organisation.Id), default),
            "moves" => _database.Get<MoveDirectory>().ListAsync(Make.Staff, new(), default),
            _ => (Task)_database.Get<WorkspaceOverview>().ProjectsAsync(Make.Staff, _workspace.Id, 1, default),
        });

        var paged = _statements.Seen.Single(text => text.Contains(" OFFSET ", StringComparison.Ordinal));
        paged[paged.LastIndexOf(" OFFSET ", StringComparison.Ordinal)..].Should().Contain(")", "it stands in a subquery");
    }

    private sealed class Statements : DbCommandInterceptor
    {
        public List<string> Seen { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            Seen.Add(command.CommandText);
            return new(result);
        }
    }
}

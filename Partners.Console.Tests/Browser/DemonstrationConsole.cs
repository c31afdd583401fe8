using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Hosting;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Persistence;
using Partners.Core.Platform.Demonstration;

namespace Partners.Console.Tests.Browser;

/// <summary>The real host over the demonstration data, at noon of a fixed day. One for the tests of a class.</summary>
public sealed class DemonstrationConsole : IAsyncLifetime
{
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private RunningConsole _console = null!;

    public Uri Address => _console.Address;

    /// <summary>The cookies of each persona that has signed in here already, so that only the first one goes through the page.</summary>
    public IDictionary<string, string> SignedIn => _signedIn;

    public async ValueTask InitializeAsync()
    {
        _console = await RunningConsole.StartAsync(builder => builder.Services.AddSingleton<TimeProvider>(new FixedClock(FixedClock.Noon)));
        var loaded = await Get<DemonstrationData>().LoadAsync(Staff.AtTheCommandLine("test"), TestContext.Current.CancellationToken);
        loaded.IsDone.Should().BeTrue();
    }

    public T Get<T>()
        where T : notnull => _console.Services.GetRequiredService<T>();

    public async Task<T> QueryAsync<T>(Func<PartnersDb, Task<T>> query)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        return await query(db);
    }

    public async Task AddAsync(params object[] entities)
    {
        await using var db = await Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    /// <summary>Of a live external-client workspace, by its data owner.</summary>
    public Task<Guid> WorkspaceOfAsync(string dataOwner) => QueryAsync(db =>
        db.Workspaces.Where(found => found.DataOwnerName == dataOwner && found.DeletedAt == null).OrderBy(found => found.Id).Select(found => found.Id).FirstAsync());

    /// <summary>The deal on that workspace that earned most.</summary>
    public async Task<Guid> DealOfAsync(string dataOwner)
    {
        var workspace = await WorkspaceOfAsync(dataOwner);
        return await QueryAsync(db => db.DealStandings.Where(standing => db.Deals.Any(deal => deal.Id == standing.DealId && deal.WorkspaceId == workspace)).OrderByDescending(standing => standing.Earned).Select(standing => standing.DealId).FirstAsync());
    }

    public Task<Guid> IdOfAsync(string organisation) => QueryAsync(db =>
        db.Organisations.Where(found => found.Name == organisation && found.DeletedAt == null).Select(found => found.Id).SingleAsync());

    public ValueTask DisposeAsync() => _console.DisposeAsync();
}

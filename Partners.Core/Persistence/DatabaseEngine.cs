using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Partners.Core.Values;

namespace Partners.Core.Persistence;

/// <summary>
/// All that differs between the databases that Partners runs on. Each has a folder with its own migrations; outside these folders there is
/// no provider's name (docs/decisions/0024).
/// </summary>
internal abstract class DatabaseEngine
{
    /// <summary>Registers the contexts, and the upkeep of the database.</summary>
    public abstract void Register(IServiceCollection services, DatabaseAddress address);

    /// <summary>How ids, instants and the like are stored.</summary>
    public abstract void Configure(ModelConfigurationBuilder conventions);

    /// <summary>
    /// Begins a transaction in which nobody else writes, in this process or another: what it decides still holds when it commits.
    /// </summary>
    public abstract Task<IDbContextTransaction> BeginWriteAsync(PartnersDb db, CancellationToken cancel);

    /// <summary>Inserts many new rows in the context's transaction, past its change tracker.</summary>
    public abstract void InsertAll<TEntity>(PartnersDb db, IReadOnlyCollection<TEntity> rows)
        where TEntity : class;

    /// <summary>How many live names contain the phrase, counted up to a limit.</summary>
    public abstract Task<int> CountNamesAsync<TRecord>(
        PartnersDb db, NameIndex<TRecord> index, string phrase, int most, CancellationToken cancel)
        where TRecord : class;

    /// <summary>The live records whose names contain the phrase, as a query to filter and order further.</summary>
    public abstract IQueryable<TRecord> WithName<TRecord>(PartnersDb db, NameIndex<TRecord> index, string phrase)
        where TRecord : class;

    /// <summary>The first records that contain all phrases of any of the groups.</summary>
    public abstract Task<List<Guid>> FindNamesAsync(
        PartnersDb db, TrigramIndex index, IEnumerable<string[]> groups, int most, CancellationToken cancel);

    /// <summary>The rows of one page, in order, to be shown with counts or names from other tables.</summary>
    public virtual IQueryable<T> Page<T>(IQueryable<T> rows, Paging page, Func<IQueryable<T>, IQueryable<T>> ordered) =>
        ordered(rows).InPage(page);

    /// <summary>A text that changes whenever anybody else commits. Ask on a connection that never writes.</summary>
    public abstract Task<string> DataVersionAsync(PartnersDb db, CancellationToken cancel);

    /// <summary>One sentence for each trigger that differs from those the migrations create.</summary>
    public abstract Task<IReadOnlyList<string>> TriggerFindingsAsync(PartnersDb db, CancellationToken cancel);

    /// <summary>The query plan of a statement that has just run, without running it again.</summary>
    public abstract string PlanOf(DbCommand command);

    /// <summary>Whether the command is one of this engine.</summary>
    public abstract bool Owns(DbCommand command);

    /// <summary>Whether the exception means that the connection was lost, so that the same command may succeed on another.</summary>
    public abstract bool IsLost(Exception exception);

    /// <summary>The fault that one exception reports, without its inner exceptions; null if it is not of this engine.</summary>
    public abstract DatabaseFault? FaultOf(Exception exception);
}

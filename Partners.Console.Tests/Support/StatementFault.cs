using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Partners.Console.Tests.Support;

/// <summary>Fails at the n-th statement sent to the database, like a process killed there: its transaction is never committed.</summary>
internal sealed class StatementFault : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _left = int.MaxValue;

    /// <summary>How many statements were sent since it was set.</summary>
    public int Sent { get; private set; }

    public void Set(IServiceCollection services) => services.Intercept(this);

    /// <param name="statement">1 for the next one; null for none.</param>
    public void BreakAt(int? statement) => (_left, Sent) = (statement ?? int.MaxValue, 0);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        Count();
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        Count();
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default)
    {
        Count();
        return ValueTask.FromResult(result);
    }

    /// <summary>The commit succeeds, but its answer never arrives.</summary>
    public Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        Count();
        return Task.CompletedTask;
    }

    private void Count()
    {
        Sent++;
        if (--_left == 0)
        {
            throw new BrokenOffException();
        }
    }
}

public sealed class BrokenOffException() : Exception("Broken off here, as asked.");

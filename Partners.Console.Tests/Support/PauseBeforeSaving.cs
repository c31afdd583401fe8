using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Partners.Console.Tests.Support;

/// <summary>Holds up the next transaction before it begins, so that something else happens between reading and saving.</summary>
internal sealed class PauseBeforeSaving : DbTransactionInterceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _armed;

    public Task Reached => _reached.Task;

    public void Set(IServiceCollection services) => services.Intercept(this);

    public void Arm() => _armed = 1;

    public void GoOn() => _goOn.TrySetResult();

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _armed, 0) == 1)
        {
            _reached.TrySetResult();
            await _goOn.Task;
        }

        return result;
    }
}

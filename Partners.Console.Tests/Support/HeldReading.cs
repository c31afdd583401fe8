using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Partners.Console.Tests.Support;

/// <summary>Holds up the answer of the next query of one table, so that something else is saved before it arrives.</summary>
internal sealed class HeldReading(string table) : DbCommandInterceptor
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _armed;

    public Task Reached => _reached.Task;

    public void Set(IServiceCollection services) => services.Intercept(this);

    public void Arm() => _armed = 1;

    public void GoOn() => _goOn.TrySetResult();

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default)
    {
        if (command.CommandText.Contains($"FROM \"{table}\"", StringComparison.Ordinal) && Interlocked.Exchange(ref _armed, 0) == 1)
        {
            _reached.TrySetResult();
            await _goOn.Task;
        }

        return result;
    }
}

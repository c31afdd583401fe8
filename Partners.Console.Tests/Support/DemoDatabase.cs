using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Partners.Console.MadeUp;
using Partners.Core;
using Partners.Core.Access;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Support;

/// <summary>A migrated database with the core's services, at a fixed moment.</summary>
public sealed class DemoDatabase : IAsyncDisposable
{
    /// <summary>A Friday noon in Amsterdam, two days before the clocks go back.</summary>
    public static readonly DateTimeOffset Now = new(2026, 10, 23, 10, 0, 0, TimeSpan.Zero);

    public static readonly Staff Operator = Staff.AtTheCommandLine("test");

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"partners-demo-{Guid.NewGuid():N}.db");
    private readonly ServiceProvider _services;

    private DemoDatabase()
    {
        var services = new ServiceCollection();
        AnswersAtOnce.Set(services);
        _services = services
        .AddSingleton<TimeProvider>(new Stopped())
        .AddLogging(logging => logging.AddProvider(Log))
        .AddPartnersCore(TestStore.AddressOf(_file)).AddMadeUpData()
        .BuildServiceProvider();
    }

    public LoggedLines Log { get; } = new();

    public static async Task<DemoDatabase> CreateAsync()
    {
        var database = new DemoDatabase();
        await Templates.CopyMigratedAsync(database._file);
        return database;
    }

    /// <summary>A database with the demonstration data.</summary>
    public static async Task<DemoDatabase> LoadedAsync()
    {
        var database = new DemoDatabase();
        await Templates.CopyDemonstrationAsync(database._file, Now);
        return database;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public PartnersDb Open() => Get<IDbContextFactory<PartnersDb>>().CreateDbContext();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await TestStore.LeaveAsync(_file);
        foreach (var file in new[] { _file, $"{_file}-wal", $"{_file}-shm" })
        {
            File.Delete(file);
        }
    }

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    /// <summary>What Partners wrote to the log.</summary>
    public sealed class LoggedLines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            _lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}

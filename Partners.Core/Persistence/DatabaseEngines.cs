using System.Data.Common;
using Partners.Core.Persistence.PostgreSql;
using Partners.Core.Persistence.Sqlite;

namespace Partners.Core.Persistence;

public enum DatabaseProvider
{
    /// <summary>A file beside the console; one instance.</summary>
    Sqlite,

    /// <summary>A database on a server; any number of instances.</summary>
    PostgreSql,
}

/// <summary>Where the database is.</summary>
/// <param name="Text">A file, or a connection string.</param>
/// <param name="Direct">The server itself, where the first leads through a pooler; null where it does not.</param>
public sealed record DatabaseAddress(DatabaseProvider Provider, string Text, string? Direct = null);

/// <summary>The databases that Partners runs on. Outside their folders only this file names them.</summary>
internal static class DatabaseEngines
{
    private static readonly DatabaseEngine[] s_all = [SqliteEngine.Instance, PostgreSqlEngine.Instance];

    /// <summary>What the context is of itself.</summary>
    public static DatabaseEngine Embedded => SqliteEngine.Instance;

    public static DatabaseEngine Of(DatabaseProvider provider) => s_all[(int)provider];

    /// <summary>The fault that one exception reports, whichever database threw it.</summary>
    public static DatabaseFault? FaultOf(Exception exception) =>
        s_all.Select(engine => engine.FaultOf(exception)).FirstOrDefault(fault => fault is not null);

    /// <inheritdoc cref="DatabaseEngine.IsLost"/>
    public static bool IsLost(Exception exception) =>
        DatabaseFaults.Causes(exception).Any(cause => Array.Exists(s_all, engine => engine.IsLost(cause)));

    /// <inheritdoc cref="DatabaseEngine.PlanOf"/>
    public static string PlanOf(DbCommand command) => s_all.First(engine => engine.Owns(command)).PlanOf(command);
}

namespace Partners.Core.Persistence;

/// <summary>What the console does for its database as a whole.</summary>
public abstract class DatabaseUpkeep
{
    /// <summary>The database as a sentence names it: the file as the settings have it, or the name and the server.</summary>
    public abstract string Name { get; }

    /// <summary>The database's own folder; null where it is on a server.</summary>
    public abstract string? Folder { get; }

    /// <summary>Whether the database is of an earlier version, or empty.</summary>
    /// <exception cref="DatabaseRefusedException">Another version of the console made the database.</exception>
    public abstract Task<bool> IsPendingAsync(CancellationToken cancel);

    /// <summary>
    /// Applies pending migrations. If several processes start at once, one migrates and the others wait.
    /// </summary>
    /// <exception cref="DatabaseRefusedException">Another version of the console made the database.</exception>
    public abstract Task MigrateAsync(CancellationToken cancel);

    /// <summary>Brings the database up to date, or refuses an earlier version where somebody else does that.</summary>
    /// <exception cref="DatabaseRefusedException">Another version of the console made the database.</exception>
    public async Task PrepareAsync(bool migrates, CancellationToken cancel)
    {
        if (migrates)
        {
            await MigrateAsync(cancel);
        }
        else if (await IsPendingAsync(cancel))
        {
            throw new DatabaseRefusedException(
                $"The database {Name} is of an earlier version, and Database:MigrateAtStart is false. Run the command migrate first.");
        }
    }

    /// <summary>
    /// The database or disk fault behind an exception; null if both are sound. A damaged file can also return wrong values and make any
    /// code fail, so if the exception does not tell, the database is checked.
    /// </summary>
    public abstract Task<DatabaseFault?> ExplainAsync(Exception exception);
}

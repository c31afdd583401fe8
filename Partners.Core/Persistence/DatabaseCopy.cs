namespace Partners.Core.Persistence;

/// <param name="HeadHash">The hash of the last audit entry, the same in both; empty where there is none.</param>
public sealed record CopiedDatabase(long Rows, string HeadHash);

/// <summary>Copies an embedded database into an empty one on a server. Only a database on a server has it.</summary>
public abstract class DatabaseCopy
{
    /// <param name="file">The embedded database, of this version.</param>
    /// <param name="progress">Hears of each table: its name and how many rows it has.</param>
    /// <exception cref="DatabaseRefusedException">It cannot be copied; nothing was.</exception>
    public abstract Task<CopiedDatabase> FromFileAsync(
        string file, IProgress<(string Table, long Rows)>? progress, CancellationToken cancel);
}

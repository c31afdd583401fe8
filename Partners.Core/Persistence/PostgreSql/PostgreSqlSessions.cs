using Npgsql;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>
/// The address of what outlives a transaction: hearing of other instances. A pooler in transaction mode lends the server's connections for
/// one transaction each, so that nothing is heard over it; behind one the server itself has to be named.
/// </summary>
public sealed class PostgreSqlSessions(DatabaseAddress address)
{
    private const string Usual = "Database:ConnectionString";
    private const string Direct = "Database:DirectConnectionString";

    /// <summary>Not from a pool; keep-alive finds a server that is gone without a word.</summary>
    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(address.Direct ?? address.Text)
    {
        ApplicationName = "partners-feed",
        Pooling = false,
        KeepAlive = 5,
        TcpKeepAlive = true,
    }.ConnectionString;

    /// <exception cref="DatabaseRefusedException">A connection string cannot be read, or does not fit the other one.</exception>
    public static void Check(DatabaseAddress address)
    {
        var usual = Parse(Usual, address.Text);
        if (address.Direct is not null)
        {
            Parse(Direct, address.Direct);
            if (usual.MaxAutoPrepare > 0)
            {
                // The pooler would run it on a connection that does not know it, or that has another one of its name.
                throw new DatabaseRefusedException(
                    $"{Direct} is set because {Usual} leads through a pooler. Leave Max Auto Prepare out of {Usual}.");
            }
        }
    }

    /// <exception cref="DatabaseRefusedException">Nothing would be heard of other instances.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        try
        {
            await using var one = await OpenAsync(ConnectionString, cancel);
            await using var other = await OpenAsync(ConnectionString, cancel);
            if (await IsLentAsync(one, other, cancel))
            {
                throw new DatabaseRefusedException(
                    $"{(address.Direct is null ? Usual : Direct)} leads through a pooler in transaction mode, over which an instance does "
                        + $"not hear of the others. Set {Direct} to the server itself.");
            }

            if (address.Direct is not null && await IsElsewhereAsync(one, cancel))
            {
                throw new DatabaseRefusedException(
                    $"{Direct} names another database than {Usual}. Set it to the same one, past the pooler.");
            }
        }
        catch (Exception fault) when (address.Direct is not null && DatabaseFault.Of(fault) is { } known)
        {
            throw new DatabaseRefusedException($"{Direct}: {known.Sentence(NameOf(new(address.Direct)))}", fault);
        }
    }

    /// <summary>Such as partners on db.example:5432.</summary>
    public static string NameOf(NpgsqlConnectionStringBuilder address) =>
        FormattableString.Invariant($"{address.Database} on {address.Host}:{address.Port}");

    /// <summary>
    /// While the other is in a transaction, it has what it was lent for itself: then either it has what the first had before, or the first
    /// is lent another.
    /// </summary>
    private static async Task<bool> IsLentAsync(NpgsqlConnection one, NpgsqlConnection other, CancellationToken cancel)
    {
        const string Backend = "SELECT pg_backend_pid()::text";
        var before = await AskAsync(one, Backend, cancel);
        await using var transaction = await other.BeginTransactionAsync(cancel);
        return before == await AskAsync(other, Backend, cancel) || before != await AskAsync(one, Backend, cancel);
    }

    private async Task<bool> IsElsewhereAsync(NpgsqlConnection direct, CancellationToken cancel)
    {
        const string Place = "SELECT concat_ws(' ', current_database(), pg_postmaster_start_time())";
        await using var usual = await OpenAsync(address.Text + ";Pooling=false", cancel);
        return await AskAsync(direct, Place, cancel) != await AskAsync(usual, Place, cancel);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string address, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(address);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

#pragma warning disable CA2100 // Only the two texts above are asked.
    private static async Task<string> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(cancel))!;
    }
#pragma warning restore CA2100

    private static NpgsqlConnectionStringBuilder Parse(string setting, string text)
    {
        try
        {
            return new(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            // Not with the exception's message, which quotes what it could not read.
            throw new DatabaseRefusedException(
                $"{setting} cannot be read. Write it as Host=db.example;Database=partners;Username=partners;Password=…", fault);
        }
    }
}

using Partners.Core.Platform.Import;

namespace Partners.Console.Tests.Support;

internal static class Importing
{
    /// <summary>The real export, cut down to eight organisations with everything that belongs to them.</summary>
    public static string Sample => Path.Combine(AppContext.BaseDirectory, "Samples", "platform-export");

    public static Task<ImportResult> ImportAsync(this TestDatabase database, ExportFiles export, bool dryRun = false) =>
        database.ImportAsync(export.Folder, dryRun);

    public static async Task<ImportResult> ImportAsync(this TestDatabase database, string folder, bool dryRun = false)
    {
        var outcome = await database.Get<PlatformImport>().RunAsync(Make.Staff, folder, dryRun, progress: null, CancellationToken.None);
        return outcome.Value ?? throw new InvalidOperationException(string.Join(' ', outcome.Refusals.Select(refusal => refusal.Sentence)));
    }

    /// <summary>Every row of every table, as text.</summary>
    public static async Task<IReadOnlyList<string>> EverythingAsync(this TestDatabase database)
    {
        var rows = new List<string>();
        await using var connection = await database.ConnectAsync();
        var tables = new List<string>();
        await using (var names = connection.CreateCommand())
        {
            names.CommandText = TestStore.IsServer
                ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
            await using var reader = await names.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        foreach (var table in tables)
        {
            await using var all = connection.CreateCommand();
            all.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await all.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(
                    table
                        + ": "
                        + string.Join(
                            '|',
                            Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] bytes
                                ? Convert.ToHexString(bytes)
                                : $"{reader.GetValue(column)}")));
            }
        }

        return rows;
    }
}

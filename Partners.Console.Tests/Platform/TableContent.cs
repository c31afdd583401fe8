using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;

namespace Partners.Console.Tests.Platform;

internal static class TableContent
{
    /// <summary>Every row of every table as text, except what identifies the request: its id and the hashes over it.</summary>
    public static async Task<List<string>> ReadAsync(DemoDatabase database, CancellationToken cancel)
    {
        await using var db = database.Open();
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(cancel);
        var content = new List<string>();
        foreach (var table in db.Model
            .GetEntityTypes()
            .Select(type => type.GetTableName()!)
            .Where(table => table is not "HandledRequests")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Table names come from the model.
            command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var columns = Enumerable.Range(0, reader.FieldCount)
                    .Where(column => reader.GetName(column) is not ("RequestId" or "Hash" or "PreviousHash"))
                    .Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(column)}");
                content.Add($"{table}: {string.Join('|', columns)}");
            }
        }

        content.Sort(StringComparer.Ordinal);
        return content;
    }
}

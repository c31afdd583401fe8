using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Partners.Core.Persistence.PostgreSql;

/// <summary>
/// The plan of a statement for any values, so that none stands in the log. Asked on a connection of its own: a statement that fails ends
/// its whole transaction.
/// </summary>
internal static partial class PostgreSqlPlans
{
    public static string PlanOf(NpgsqlCommand slow)
    {
        using var connection = slow.Connection!.CloneWith(slow.Connection.ConnectionString);
        connection.Open();
        using var transaction = connection.BeginTransaction();
        Run("SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL statement_timeout = '2s'");
        var names = slow.Parameters.Select(parameter => parameter.ParameterName.TrimStart('@')).ToList();
        Run("PREPARE slow AS " + Named().Replace(slow.CommandText, NumberOf));
        var nulls = names.Count == 0 ? string.Empty : $"({string.Join(", ", names.Select(_ => "NULL"))})";
        using var explain = new NpgsqlCommand("EXPLAIN EXECUTE slow" + nulls, connection, transaction);
        var lines = new List<string>();
        using (var reader = explain.ExecuteReader())
        {
            while (reader.Read())
            {
                lines.Add(reader.GetString(0));
            }
        }

        // The connection goes back to a pool.
        Run("DEALLOCATE slow");
        return "\n" + string.Join('\n', lines);

        string NumberOf(Match found) => names.IndexOf(found.Groups["name"].Value) is >= 0 and var index
            ? "$" + (index + 1).ToString(CultureInfo.InvariantCulture)
            : found.Value;

        void Run(string sql)
        {
#pragma warning disable CA2100 // The text is the core's own and has just run.
            using var command = new NpgsqlCommand(sql, connection, transaction);
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }

    [GeneratedRegex(@"@(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();
}

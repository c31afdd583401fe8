using System.Text.RegularExpressions;

namespace Partners.Console.Tests.Support;

/// <summary>Lets PostgreSQL take the plain statements that tests write for SQLite.</summary>
internal static partial class ServerSql
{
    /// <summary>
    /// Numbers where an instant or a flag is kept, bytes where an id is, and SQLite's functions of random bytes. Assigned only: what the
    /// product compares stays as strict as the server is.
    /// </summary>
    public const string Helpers = """
        CREATE FUNCTION randomblob(integer) RETURNS uuid LANGUAGE sql VOLATILE AS 'SELECT gen_random_uuid()';
        CREATE FUNCTION zeroblob(integer) RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT ''00000000-0000-0000-0000-000000000000''::uuid';
        CREATE FUNCTION test_instant(bigint) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
            'SELECT timestamptz ''1970-01-01 00:00:00+00'' + $1 * interval ''1 millisecond''';
        CREATE FUNCTION test_instant(integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS 'SELECT test_instant($1::bigint)';
        CREATE FUNCTION test_later(timestamptz, integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
            'SELECT $1 + $2 * interval ''1 millisecond''';
        CREATE FUNCTION test_id(bytea) RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT rpad(encode($1, ''hex''), 32, ''0'')::uuid';
        CREATE CAST (bigint AS timestamptz) WITH FUNCTION test_instant(bigint) AS ASSIGNMENT;
        CREATE CAST (integer AS timestamptz) WITH FUNCTION test_instant(integer) AS ASSIGNMENT;
        CREATE CAST (bytea AS uuid) WITH FUNCTION test_id(bytea) AS ASSIGNMENT;
        CREATE OPERATOR + (LEFTARG = timestamptz, RIGHTARG = integer, FUNCTION = test_later);
        UPDATE pg_cast SET castcontext = 'a' WHERE castsource = 'integer'::regtype AND casttarget = 'boolean'::regtype;
        CREATE FUNCTION test_drop_trigger(trigger text) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE (SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger WHERE tgname = trigger);
        END $$;
        """;

    /// <summary>
    /// Empties the database to what the template holds, with triggers and foreign keys off: a few milliseconds, instead of a new database
    /// with its some hundred files.
    /// </summary>
    public const string Emptying = """
        CREATE SCHEMA test;
        DO $$
        DECLARE
            name text;
            has boolean;
        BEGIN
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO has;
                IF has THEN EXECUTE format('CREATE TABLE test.%1$I AS TABLE public.%1$I', name); END IF;
            END LOOP;
        END $$;
        CREATE FUNCTION test.empty() RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            name text;
            has boolean;
        BEGIN
            PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle';
            SET LOCAL session_replication_role = replica;
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', name) INTO has;
                IF has THEN EXECUTE format('DELETE FROM public.%I', name); END IF;
            END LOOP;
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'test' LOOP
                EXECUTE format('INSERT INTO public.%1$I SELECT * FROM test.%1$I', name);
            END LOOP;
            PERFORM setval(format('public.%I', sequencename)::regclass, start_value, false) FROM pg_sequences
                WHERE schemaname = 'public' AND last_value IS NOT NULL;
        END $$;
        """;

    public static string Of(string sql)
    {
        sql = Bytes().Replace(sql, found => $@"'\x{found.Groups["hex"].Value}'::bytea");
        sql = Token().Replace(sql, token => token.Groups["name"].Success ? $"\"{token.Value}\"" : token.Value);
        sql = Dropped().Replace(sql, found => $"SELECT test_drop_trigger('{found.Groups["name"].Value}')");
        return Trigger().Replace(sql, TriggerOf);
    }

    private static string TriggerOf(Match found)
    {
        var name = found.Groups["name"].Value;
        var body = Raised().Replace(found.Groups["body"].Value, raised => $"RAISE EXCEPTION {raised.Groups["why"].Value}")
            .Replace("SELECT 1", "PERFORM 1", StringComparison.Ordinal);
        var when = found.Groups["when"] is { Success: true } condition ? $"WHEN ({condition.Value})" : string.Empty;
        return $"""
            CREATE FUNCTION test_{name}() RETURNS trigger LANGUAGE plpgsql AS $test$
            BEGIN {body.TrimEnd(' ', ';')}; RETURN COALESCE(NEW, OLD); END $test$;
            CREATE TRIGGER "{name}" {found.Groups["event"].Value} FOR EACH ROW {when} EXECUTE FUNCTION test_{name}();
            """;
    }

    /// <summary>A text or a quoted name, which stay as they are, or a bare name.</summary>
    [GeneratedRegex(@"'([^']|'')*'|""[^""]*""|(?<name>\b[A-Z][a-z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b[xX]'(?<hex>[0-9A-Fa-f]*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bytes();

    [GeneratedRegex(@"DROP TRIGGER ""(?<name>\w+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dropped();

    [GeneratedRegex(
        @"CREATE TRIGGER ""(?<name>\w+)"" (?<event>(BEFORE|AFTER) .+? ON ""\w+"")( WHEN (?<when>.+?))? BEGIN (?<body>.+) END",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Trigger();

    [GeneratedRegex(@"SELECT RAISE\(ABORT, (?<why>'[^']*')\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Raised();
}

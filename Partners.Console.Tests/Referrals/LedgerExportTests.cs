using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FluentAssertions;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary><c>ledger export</c> compared with a calculation that shares no code with the product.</summary>
public sealed class LedgerExportTests
{
    private static readonly DateOnly s_asOf = new(2026, 11, 20);

    [Fact]
    public async Task The_sample_is_right_to_the_cent()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);

        var rows = await ReadAsync(database, s_asOf);

        rows.Should().HaveCount(6);
        rows.Should().Contain(row => row.Earned > 0m).And.Contain(row => row.CapLeft == 0m);
        rows.Should().BeEquivalentTo(IndependentLedger.Of(Importing.Sample, s_asOf), options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData("2026-06-20")]
    [InlineData("2026-09-17")]
    [InlineData("2026-09-18")]
    public async Task An_earlier_day_is_right_to_the_cent(string day)
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var asOf = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        (await ReadAsync(database, asOf)).Should().BeEquivalentTo(
            IndependentLedger.Of(Importing.Sample, asOf),
            options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Made_up_exports_are_right_to_the_cent(int seed)
    {
        using var export = MadeUp(new Random(seed));
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Rejected.Should().Be(0);

        var expected = IndependentLedger.Of(export.Folder, s_asOf);
        expected.Should().Contain(deal => deal.Earned > 0m);
        (await ReadAsync(database, s_asOf)).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task A_second_import_posts_nothing_anew()
    {
        using var export = MadeUp(new Random(7));
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);
        var before = await LedgerAsync(database);
        before.Should().HaveCountGreaterThan(100);

        await database.ImportAsync(export);

        (await LedgerAsync(database)).Should().Equal(before);
    }

    [Fact]
    public async Task Payments_that_come_in_two_imports_give_what_one_would_have_given()
    {
        using var export = MadeUp(new Random(8));
        await using var whole = await TestDatabase.CreateAsync();
        await whole.ImportAsync(export);
        var payments = JsonNode
            .Parse(
                await File.ReadAllTextAsync(
                    Path.Combine(export.Folder, "mollie_payments.json"),
                    TestContext.Current.CancellationToken))!["_embedded"]!["payments"]!
            .AsArray()
            .Select(row => row!.ToJsonString())
            .ToList();

        await using var database = await TestDatabase.CreateAsync();
        using var refunds = new ExportFiles();
        await database.ImportAsync(export.Replace("mollie_payments", [.. payments.Where((_, index) => index % 2 == 1)]));
        await database.ImportAsync(export.Replace("mollie_payments", [.. payments.AsEnumerable().Reverse()]));

        (await ReadAsync(database, s_asOf)).Should().BeEquivalentTo(
            await ReadAsync(whole, s_asOf),
            options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task A_name_that_a_spreadsheet_would_run_is_made_harmless()
    {
        using var export = new ExportFiles().Set("org", "name", """ "=HYPERLINK(\"http://x\")" """);
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(export);

        (await CsvAsync(database, s_asOf)).Should().Contain("'=HYPERLINK(");
    }

    [Fact]
    public async Task The_command_prints_the_columns_in_their_order()
    {
        using var export = new ExportFiles();
        var folder = Directory.CreateTempSubdirectory("partners-ledger-").FullName;
        var file = Path.Combine(folder, "partners.db");
        await ConsoleCommands.RunAsync(
            ["import", export.Folder, "--database", file],
            TextWriter.Null,
            TextWriter.Null,
            (_, _) => Task.FromResult(99));
        using var output = new StringWriter();

        var code = await ConsoleCommands.RunAsync(
            ["ledger", "export", "--as-of", "2025-03-01", "--database", file],
            output,
            TextWriter.Null,
            (_, _) => Task.FromResult(99));

        code.Should().Be(ExitCode.Done);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines[0].Should().Be(
            "deal_id,platform_id,partner,client,workspace_id,kickback_percent,discount_percent,eur_cap,starts_on,expires_on,status,earned_eur,paid_eur,owed_eur,cap_left_eur");

        // 100.00 net of VAT at 15 %, less 10.00 × 100/121 = 8.26 at 15 %.
        lines[1].Should().EndWith(
            $",1,Bureau Özdemir,Client,{ExportFiles.Client},15,10,2500.50,2025-01-01,2026-01-01,active,13.76,0.00,13.76,2486.74");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_command_wants_a_day() =>
        (await ConsoleCommands.RunAsync(
            ["ledger", "export", "--as-of", "20 November"],
            TextWriter.Null,
            TextWriter.Null,
            (_, _) => Task.FromResult(99)))
            .Should().Be(ExitCode.BadUsage);

    /// <summary>Twenty clients with all kinds of deals, and payments around first and last days, midnight, and the cap.</summary>
    private static ExportFiles MadeUp(Random random)
    {
        var export = new ExportFiles().Replace("mollie_payments").Replace("mollie_refunds").Replace("referral_ledger");
        var start = new DateOnly(2026, 1, 1);
        for (var i = 0; i < 20; i++)
        {
            var (workspace, account) = (Id(3, i), Id(4, i));
            export.Add("workspace", ExportFiles.Like("workspace", $"\"{workspace}\"", "billing_account_id", $"\"{account}\""));
            var billing = JsonNode.Parse(ExportFiles.Like("billing_account", $"\"{account}\"", "mollie_customer_id", $"\"cst_{i + 10}\""))!;
            billing["workspace_id"] = workspace;
            export.Add("billing_account", billing.ToJsonString());

            var expiry = random.Next(3) == 0 ? null : $"\"{start.AddDays(random.Next(60, 300)):yyyy-MM-dd}T00:00:00.000Z\"";
            var cap = random.Next(3) == 0 ? "null" : string.Create(CultureInfo.InvariantCulture, $"{random.Next(0, 60_000) / 100m}");
            export.Add(
                "referral_ledger",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"id":{{i + 10}},"partner_team_id":"{{ExportFiles.Organisation}}","workspace_id":"{{workspace}}","partner_kickback_percent":{{random.Next(0, 10_001) / 100m}},"eur_cap_kickback":{{cap}},"starts_at":"{{start.AddDays(random.Next(0, 40)):yyyy-MM-dd}}T00:00:00.000Z","expires_at":{{expiry ?? "null"}}}"""));
            for (var p = 0; p < random.Next(4, 12); p++)
            {
                var cents = random.Next(1, 90_000);
                var at = start.AddDays(random.Next(0, 310)).ToDateTime(new TimeOnly(random.Next(20, 24), random.Next(60)));
                var vat = random.Next(2) == 0
                    ? string.Empty
                    : string.Create(CultureInfo.InvariantCulture, $$""","metadata":{"vat_amount":"{{cents * 21 / 121 / 100m}}"}""");
                export.Add(
                    "mollie_payments",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"id":"tr_{{i}}_{{p}}","status":"{{(random.Next(6) == 0 ? "failed" : "paid")}}","amount":{"value":"{{cents / 100m:0.00}}","currency":"EUR"},"paidAt":"{{at:yyyy-MM-ddTHH:mm:ss}}+00:00","customerId":"cst_{{i + 10}}"{{vat}}}"""));
                if (random.Next(3) == 0)
                {
                    export.Add(
                        "mollie_refunds",
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $$"""{"id":"re_{{i}}_{{p}}","paymentId":"tr_{{i}}_{{p}}","amount":{"value":"{{random.Next(1, cents + 1) / 100m:0.00}}","currency":"EUR"},"status":"{{(random.Next(5) == 0 ? "pending" : "refunded")}}","createdAt":"{{at.AddDays(random.Next(0, 20)):yyyy-MM-ddTHH:mm:ss}}+00:00"}"""));
                }
            }
        }

        return export;
    }

    private static string Id(int kind, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}9000000-0000-4000-8000-{number:D12}");

    private static async Task<string> CsvAsync(TestDatabase database, DateOnly asOf)
    {
        using var bytes = new MemoryStream();
        await database.Get<LedgerExport>().WriteCsvAsync(Make.Staff, asOf, bytes, CancellationToken.None);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Reads the CSV, so that the printed text is what is compared.</summary>
    internal static async Task<List<ExpectedDeal>> ReadAsync(TestDatabase database, DateOnly asOf)
    {
        var lines = (await CsvAsync(database, asOf)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new ExpectedDeal(
            long.Parse(cells[1], CultureInfo.InvariantCulture),
            decimal.Parse(cells[^4], CultureInfo.InvariantCulture),
            cells[^1].Length == 0 ? null : decimal.Parse(cells[^1], CultureInfo.InvariantCulture)))];
    }

    private static async Task<IReadOnlyList<string>> LedgerAsync(TestDatabase database) =>
        [.. (await database.EverythingAsync()).Where(row =>
            row.StartsWith("LedgerLines:", StringComparison.Ordinal) || row.StartsWith("Deal", StringComparison.Ordinal))];
}

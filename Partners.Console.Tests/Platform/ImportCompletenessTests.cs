using System.Diagnostics;
using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.CommandLine;
using Partners.Console.Tests.Support;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;

namespace Partners.Console.Tests.Platform;

/// <summary>An import never takes a part of a list for the whole.</summary>
public sealed class ImportCompletenessTests
{
    private const string Next =
        """{"next":{"href":"https://api.mollie.example/v2/payments?from=tr_2&limit=1","type":"application/hal+json"},"previous":null}""";

    public static TheoryData<string, string, string> Parts => new()
    {
        { "mollie_payments", $$$"""{"count":1,"_links":{{{Next}}},"_embedded":{"payments":[#]}}""", "names a next page (_links.next)" },
        { "mollie_payments", $$$"""{"_embedded":{"payments":[#],"x":[1]},"y":{"z":[2]},"_links":{{{Next}}}}""", "names a next page" },
        { "mollie_payments", """{"_embedded":{"payments":[#]},"_links":{"next":"/v2/payments?from=tr_2"}}""", "as mollie_payments.2.json" },
        { "mollie_payments", """{"_embedded":{"payments":[#]},"count":2}""", "It says that it has 2 rows (count), and holds 1 row." },
        { "mollie_refunds", """{"_links":{"next":{"href":"x"}},"_embedded":{"refunds":[#]}}""", "names a next page" },
        { "referral_ledger", """{"meta":{"total_count":250,"filter_count":250},"data":[#]}""",
            "It says that there are 250 rows in all (meta), and it holds 1 row." },
        { "org", """{"data":[#],"meta":{"filter_count":"2"}}""", "there are 2 rows in all" },
        { "project", """{"data":[#],"meta":{"total_count":3}}""", "there are 3 rows in all" },
        { "workspace_invite", """[{"data":[#],"meta":{"total_count":3}}]""", "there are 3 rows in all" },
        { "conversation", """{"count":1800,"data":[#]}""", "It says that it has 1,800 rows (count), and holds 1 row." },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Names_a_file_that_says_itself_that_there_is_more(string collection, string file, string sentence)
    {
        using var export = new ExportFiles();
        export.Raw(collection, file.Replace("#", ExportFiles.Good(collection).ToJsonString(), StringComparison.Ordinal));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.CompletedInPart);
        var warning = result.Warnings.Should().ContainSingle().Subject;
        (warning.File, warning.IsPart).Should().Be((collection + ".json", true));
        warning.Sentence.Should().Contain(sentence);
        result.Collections.Single(one => one.Name == collection).Added.Should().Be(1, "what is there goes in");
        (await database.Get<ImportRecord>().NoticesAsync(Make.Staff, result.RunId!.Value, default)).Should().Equal(
            new ImportNoticeRow(warning.File, warning.Sentence, IsPart: true));
    }

    [Theory]
    [InlineData("""{"count":1,"_links":{"next":null},"_embedded":{"payments":[#]}}""")]
    [InlineData("""{"_links":{"self":{"href":"x"}},"_embedded":{"payments":[#]},"count":"1"}""")]
    [InlineData("""{"meta":{"total_count":1,"filter_count":1},"data":[#]}""")]
    [InlineData("""{"meta":{"total_count":null},"count":"many","_links":[],"data":[#]}""")]
    [InlineData("[#]")]
    public async Task Says_nothing_of_a_file_that_is_whole(string file)
    {
        using var export = new ExportFiles();
        export.Raw("mollie_payments", file.Replace("#", ExportFiles.Good("mollie_payments").ToJsonString(), StringComparison.Ordinal));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        (result.Status, result.Warnings.Count).Should().Be((ImportStatus.Completed, 0));
    }

    [Theory]
    [InlineData("mollie_payments", 50, 1)]
    [InlineData("mollie_payments", 250, 1)]
    [InlineData("mollie_payments", 51, 0)]
    [InlineData("org", 100, 1)]
    [InlineData("org", 50, 0)]
    [InlineData("org", 99, 0)]
    public async Task Warns_of_a_list_that_ends_where_lists_are_cut_off(string collection, int rows, int warnings)
    {
        using var export = new ExportFiles();
        export.Raw(collection, $"[{string.Join(",", Many(collection, rows))}]");
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.Completed, "it may well be whole");
        result.Warnings.Should().HaveCount(warnings);
        result.Warnings.Select(warning => (warning.IsPart, warning.Sentence[..$"It holds exactly {rows} rows".Length]))
            .Should().Equal(Enumerable.Repeat((false, $"It holds exactly {rows} rows"), warnings));
    }

    [Fact]
    public async Task Does_not_warn_of_such_a_list_that_says_that_it_is_whole()
    {
        using var export = new ExportFiles();
        export.Raw("org", """{"meta":{"total_count":100},"data":[#]}""".Replace("#", string.Join(",", Many("org", 100))));
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task Takes_several_pages_of_a_list_as_one()
    {
        using var export = new ExportFiles();
        var rows = Many("mollie_payments", 3);
        export.Raw("mollie_payments", Page(rows[0], "tr_1"));
        export.Raw("mollie_payments.2", Page(rows[1], "tr_2"));
        export.Raw("mollie_payments.3", Page(rows[2], next: null));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Warnings.Should().BeEmpty();
        result.Collections.Single(one => one.Name == "mollie_payments").Added.Should().Be(3);
        (await database.QueryAsync(db => db.Payments.CountAsync())).Should().Be(3);
    }

    [Fact]
    public async Task Takes_an_array_of_pages_as_one_list()
    {
        using var export = new ExportFiles();
        var rows = Many("mollie_payments", 3);
        export.Raw("mollie_payments", $"[{Page(rows[0], "tr_1")},{Page(rows[1], "tr_2")},\n{Page(rows[2], next: null)}]");
        export.Raw("org", """[{"data":[]},{"data":[#],"meta":{"total_count":1}}]""".Replace("#", ExportFiles.Good("org").ToJsonString()));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        (result.Warnings.Count, result.Rejected).Should().Be((0, 0));
        (await database.QueryAsync(db => db.Payments.CountAsync())).Should().Be(3);
    }

    [Fact]
    public async Task Names_the_page_that_is_missing_between_others_and_at_the_end()
    {
        using var export = new ExportFiles();
        var rows = Many("mollie_payments", 3);
        export.Raw("mollie_payments", Page(rows[0], "tr_1"));
        export.Raw("mollie_payments.3", Page(rows[2], "tr_3"));
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Warnings.Select(warning => (warning.File, warning.IsPart)).Should().Equal(
            ("mollie_payments.2.json", true),
            ("mollie_payments.json", true),
            ("mollie_payments.3.json", true));
        result.Warnings[2].Sentence.Should().Contain("as mollie_payments.4.json");
    }

    [Fact]
    public async Task Names_the_file_of_a_page_whose_row_is_rejected()
    {
        using var export = new ExportFiles();
        export.Raw("org.2", "[7]");
        await using var database = await TestDatabase.CreateAsync();

        (await database.ImportAsync(export)).Rejections.Should().Equal(new RejectedRow("org.2.json", "row 1", "The row is no object."));
    }

    [Theory]
    [InlineData("org", "name", "\"Other\"", 1)]
    [InlineData("referral_ledger", "partner_kickback_percent", "16", 1)]
    [InlineData("mollie_payments", "amount", """{"value":"122.00","currency":"EUR"}""", 1)]
    [InlineData("org", "name", "\"Bureau Özdemir\"", 0)]
    public async Task Names_an_id_that_a_list_has_twice_with_different_content(string collection, string field, string value, int named)
    {
        var good = ExportFiles.Good(collection);
        var id = good["id"]!.ToJsonString();
        using var export = new ExportFiles();

        // In another page, so that the two are in two batches.
        export.Raw(collection, $"[{good.ToJsonString()},{string.Join(",", Many(collection, 2_500, from: 10))}]");
        export.Raw(collection + ".2", $"[{ExportFiles.Like(collection, id, field, value)}]");
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        // What was paid keeps its amount: the second row is rejected, too.
        result.Status.Should().Be(field == "amount" ? ImportStatus.CompletedWithRejections : ImportStatus.Completed);
        result.Warnings.Select(warning => (warning.File, warning.IsPart)).Should().Equal(
            Enumerable.Repeat((collection + ".2.json", false), named));
        result.Warnings.All(warning => warning.Sentence.StartsWith($"{id.Trim('"')} is there more than once", StringComparison.Ordinal))
            .Should().BeTrue();
    }

    [Fact]
    public async Task Names_what_is_no_plain_file_and_waits_for_none_of_it()
    {
        using var export = new ExportFiles().Without("org_membership").Without("conversation").Without("workspace_invite");
        Directory.CreateDirectory(Path.Combine(export.Folder, "org_membership.json"));
        File.CreateSymbolicLink(Path.Combine(export.Folder, "workspace_invite.json"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(export.Folder, "org.9.json"), "/no/such/file");
        using (var pipe = Process.Start("mkfifo", Path.Combine(export.Folder, "conversation.json")))
        {
            await pipe.WaitForExitAsync();
        }

        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        result.Status.Should().Be(ImportStatus.CompletedInPart);
        result.Warnings.Select(warning => $"{warning.File}: {warning.Sentence}").Should().BeEquivalentTo(
            "org_membership.json: It is a folder, and no plain file. It was not read.",
            "workspace_invite.json: It is a link to a device, and no plain file. It was not read.",
            "org.9.json: It is a link that leads nowhere, and no plain file. It was not read.",
            "conversation.json: It is a pipe, and no plain file. It was not read.");
        result.Collections.Sum(one => one.Added).Should().Be(11);
        File.Delete(Path.Combine(export.Folder, "conversation.json"));
    }

    [Fact]
    public async Task Follows_a_link_to_a_plain_file()
    {
        using var export = new ExportFiles();
        var (file, moved) = (Path.Combine(export.Folder, "org.json"), Path.Combine(export.Folder, "elsewhere"));
        File.Move(file, moved);
        File.CreateSymbolicLink(file, moved);
        await using var database = await TestDatabase.CreateAsync();

        var outcome = await database.Get<PlatformImport>().RunAsync(
            Make.Staff,
            Path.GetDirectoryName(file)!,
            dryRun: false,
            progress: null,
            default);

        outcome.Value!.Status.Should().Be(ImportStatus.Completed);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    public async Task Reads_each_encoding_with_a_mark_or_without(string name, bool hasMark)
    {
        using var export = new ExportFiles();
        var encoding = Encoding.GetEncoding(name);
        foreach (var file in Directory.GetFiles(export.Folder))
        {
            await File.WriteAllBytesAsync(
                file,
                [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(await File.ReadAllTextAsync(file))]);
        }

        await using var database = await TestDatabase.CreateAsync();
        var outcome = await database.Get<PlatformImport>().RunAsync(
            Make.Staff,
            export.WrittenFolder,
            dryRun: false,
            progress: null,
            default);

        outcome.Value!.Status.Should().Be(ImportStatus.Completed);
        (await database.QueryAsync(db => db.Organisations.SingleAsync())).Name.Should().Be("Bureau Özdemir");
    }

    [Fact]
    public async Task Rejects_alone_a_row_with_half_a_character_in_UTF_16()
    {
        using var export = new ExportFiles();
        var good = ExportFiles.Good("org").ToJsonString();
        var odd = """{"id":"99999999-0000-4000-8000-000000000009","name":"Odd #","created_at":"2025-01-01T00:00:00Z"}""";
        var text = Encoding.Unicode.GetBytes($"[{good},{odd}]");
        var place = Encoding.Unicode.GetString(text).IndexOf('#') * 2;
        (text[place], text[place + 1]) = (0x00, 0xD8);
        _ = export.Folder;
        await File.WriteAllBytesAsync(Path.Combine(export.WrittenFolder, "org.json"), text);
        await using var database = await TestDatabase.CreateAsync();

        var outcome = await database.Get<PlatformImport>().RunAsync(
            Make.Staff,
            export.WrittenFolder,
            dryRun: false,
            progress: null,
            default);

        outcome.Value!.Rejections.Should().Equal(
            new RejectedRow("org.json", "99999999-0000-4000-8000-000000000009", "The field name is not readable text."));
    }

    [Fact]
    public async Task The_command_says_it_and_ends_with_3_for_a_part_and_with_0_for_a_mere_warning()
    {
        using var part = new ExportFiles();
        part.Raw("org", """{"meta":{"total_count":250},"data":[#]}""".Replace("#", ExportFiles.Good("org").ToJsonString()));
        using var exactly = new ExportFiles();
        exactly.Raw("org", $"[{string.Join(",", Many("org", 100))}]");

        var (code, output) = await RunAsync(part);
        (code, output).Should().Be((ExitCode.DoneWithRejections, output));
        output.Should().Contain("Incomplete org.json: It says that there are 250 rows in all (meta), and it holds 1 row.")
            .And.Contain("Done with what is there, which is not all: ");

        (code, output) = await RunAsync(exactly);
        code.Should().Be(ExitCode.Done);
        output.Should().Contain("Check org.json: It holds exactly 100 rows").And.Contain("Done: ");
    }

    private static async Task<(int Code, string Output)> RunAsync(ExportFiles export)
    {
        var folder = Directory.CreateTempSubdirectory("partners-part-");
        try
        {
            await using var output = new StringWriter();
            var code = await ConsoleCommands.RunAsync(
                ["import", export.Folder, "--database", Path.Combine(folder.FullName, "partners.db")],
                output,
                TextWriter.Null,
                serve: (_, _) => throw new InvalidOperationException("It serves nothing."));
            return (code, output.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Page(string row, string? next) =>
        """{"count":1,"_embedded":{"payments":[ROW]},"_links":{"next":NEXT}}"""
            .Replace("ROW", row)
            .Replace("NEXT", next is null ? "null" : $$"""{"href":"https://x/payments?from={{next}}&limit=1"}""");

    /// <summary>The valid row, and others like it.</summary>
    private static List<string> Many(string collection, int rows, int from = 0)
    {
        var good = ExportFiles.Good(collection);
        var all = new List<string>(rows);
        for (var row = from; row < from + rows; row++)
        {
            if (row > 0)
            {
                good["id"] = collection switch
                {
                    "org" => $"20000000-0000-4000-8000-{row + 1:d12}",
                    "referral_ledger" => row + 1,
                    _ => $"tr_{row}",
                };
            }
            else if (collection == "mollie_payments")
            {
                good["id"] = "tr_0";
            }

            all.Add(good.ToJsonString());
        }

        return all;
    }
}

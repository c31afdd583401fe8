using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Jobs;
using Partners.Core.Platform;
using Partners.Core.Platform.Import;

namespace Partners.Console.Tests.Platform;

public sealed class ImportRunTests
{
    [Fact]
    public async Task Records_the_run_with_one_audit_entry()
    {
        using var export = new ExportFiles().Add("org", "7");
        await using var database = await TestDatabase.CreateAsync();

        var result = await database.ImportAsync(export);

        var run = (await database.Get<ImportRecord>().ImportsAsync(Make.Staff, page: 1, size: 20, CancellationToken.None)).Rows
            .Should().ContainSingle().Subject;
        run.Should().BeEquivalentTo(new
        {
            Id = result.RunId,
            Folder = export.Folder,
            StartedByName = Make.Staff.Name,
            Status = ImportStatus.CompletedWithRejections,
            Added = 14,
            Rejected = 1,
        });
        run.Collections.Select(collection => collection.Name).Should().StartWith(["app_user", "org", "workspace"]);
        var entry = await database.QueryAsync(db => db.AuditEntries.SingleAsync());
        (entry.Action, entry.SubjectKind, entry.SubjectId).Should().Be((AuditActions.Imported, "import", run.Id.ToString()));
        entry.After.Should().Contain("""{"added":1,"name":"org","rejected":1,"rows":2,"unchanged":0,"updated":0}""");
        var rejections = await database.Get<ImportRecord>().RejectionsAsync(
            Make.Staff,
            run.Id,
            page: 1,
            size: 20,
            CancellationToken.None);
        rejections.Rows.Should().Equal(new ImportRejectionRow("org.json", "row 2", "The row is no object."));
    }

    [Fact]
    public async Task Changes_nothing_in_a_dry_run_and_counts_the_same()
    {
        using var export = new ExportFiles();
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        var before = await database.EverythingAsync();

        var dry = await database.ImportAsync(export, dryRun: true);

        (await database.EverythingAsync()).Should().Equal(before);
        dry.RunId.Should().BeNull();
        dry.Rejected.Should().Be(0, "parents that the same run would add count as known");
        (await database.ImportAsync(export)).Collections.Should().Equal(dry.Collections);
    }

    [Theory]
    [InlineData("not json", "org.json is not JSON: line 1, position 2. Nothing was imported.")]
    [InlineData("[{\"id\":1},\n{\"id\":", "org.json is not JSON: line 2")]
    [InlineData("", "org.json is not JSON: line 1, position 1.")]
    [InlineData("""{"errors":[]}""", "org.json holds no list of rows")]
    public async Task Stops_before_anything_is_written_where_a_file_is_not_json(string text, string sentence)
    {
        using var export = new ExportFiles().Raw("org", text);
        await using var database = await TestDatabase.CreateAsync();
        var before = await database.EverythingAsync();

        (await RefusalAsync(database, export.Folder)).Should().Contain(sentence);

        (await database.EverythingAsync()).Should().Equal(before);
    }

    [Fact]
    public async Task Refuses_a_folder_that_is_not_there_and_one_without_exports()
    {
        await using var database = await TestDatabase.CreateAsync();
        (await RefusalAsync(database, "/no/such/folder")).Should().Be("There is no folder /no/such/folder.");
        (await RefusalAsync(database, Path.Combine(AppContext.BaseDirectory, "Samples")))
            .Should().Contain("holds none of the platform's exports");
    }

    [Fact]
    public async Task Refuses_without_permission()
    {
        await using var database = await TestDatabase.CreateAsync();
        var outcome = await database.Get<PlatformImport>().RunAsync(
            Make.Nobody,
            Importing.Sample,
            dryRun: false,
            progress: null,
            CancellationToken.None);
        outcome.Refusals.Should().ContainSingle().Which.Should().Be(new NotPermitted(PlatformImport.Needs));
    }

    [Fact]
    public async Task Refuses_while_another_import_is_under_way()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.RunElsewhereAsync(ImportRuns.JobName, "importing /exports");
        (await RefusalAsync(database, Importing.Sample))
            .Should().Be("Amina Haddad has been importing /exports since 20 Nov 2026, 12:00. Try again when that has ended.");
    }

    [Fact]
    public async Task Says_what_was_done_until_it_was_cancelled_and_can_be_run_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var cancel = new CancellationTokenSource();
        var watcher = new CancelAt("workspace.json", cancel);

        var outcome = await database.Get<PlatformImport>().RunAsync(Make.Staff, Importing.Sample, dryRun: false, watcher, cancel.Token);

        outcome.Value!.Status.Should().Be(ImportStatus.Cancelled);
        outcome.Value.Collections.Take(4).Select(collection => collection.Added).Should().Equal(46, 8, 23, 0);
        var run = await database.QueryAsync(db => db.ImportRuns.SingleAsync());
        (run.Status, run.EndedAt).Should().Be((ImportStatus.Cancelled, FixedClock.Noon));
        var again = await database.ImportAsync(Importing.Sample);
        (again.Status, again.Collections.Sum(collection => collection.Unchanged)).Should().Be((ImportStatus.Completed, 77L));
    }

    [Fact]
    public async Task Marks_as_failed_what_a_killed_process_left_running()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.KillAsync(ImportRuns.JobName, "importing /exports", Make.Staff);
        await database.AddAsync(new ImportRun(id, "/exports", Make.Staff, FixedClock.Noon));

        await database.Get<JobRunner>().MarkInterruptedAsync(CancellationToken.None);

        var run = await database.QueryAsync(db => db.ImportRuns.SingleAsync());
        (run.Status, run.EndedAt).Should().Be((ImportStatus.Failed, FixedClock.Noon));
        run.Message.Should().StartWith("Interrupted:");
        var job = await database.JobAsync(id);
        (job.State, job.Message).Should().Be((JobState.Failed, run.Message));
        var entry = await database.QueryAsync(db => db.AuditEntries.SingleAsync());
        (entry.Action, entry.ActorName, entry.Reason).Should().Be((AuditActions.Imported, Make.Staff.Name, run.Message));
    }

    [Fact]
    public async Task A_run_that_had_ended_before_its_process_was_killed_keeps_its_end()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.ImportAsync(Importing.Sample);
        await database.ByHandAsync($"""UPDATE "Jobs" SET "State" = 'Running', "EndedAt" = NULL, "ProcessId" = {int.MaxValue}""");

        await database.Get<JobRunner>().MarkInterruptedAsync(CancellationToken.None);

        (await database.QueryAsync(db => db.Jobs.SingleAsync())).State.Should().Be(JobState.Completed);
        (await database.QueryAsync(db => db.AuditEntries.CountAsync())).Should().Be(1);
    }

    [Fact]
    public async Task One_that_was_killed_while_it_checked_its_files_says_that_nothing_was_imported()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.KillAsync(ImportRuns.JobName);

        (await database.ImportAsync(Importing.Sample)).Status.Should().Be(ImportStatus.Completed);

        (await database.JobAsync(id)).Message.Should().Be("Interrupted: the process ended before anything was imported.");
    }

    [Fact]
    public async Task Leaves_a_run_alone_that_still_works_elsewhere()
    {
        await using var database = await TestDatabase.CreateAsync();
        var id = await database.RunElsewhereAsync(ImportRuns.JobName);
        await database.AddAsync(new ImportRun(id, "/exports", Make.Staff, FixedClock.Noon));

        await database.Get<JobRunner>().MarkInterruptedAsync(CancellationToken.None);

        (await database.QueryAsync(db => db.ImportRuns.SingleAsync())).Status.Should().Be(ImportStatus.Running);
    }

    private static async Task<string> RefusalAsync(TestDatabase database, string folder)
    {
        var outcome = await database.Get<PlatformImport>().RunAsync(
            Make.Staff,
            folder,
            dryRun: false,
            progress: null,
            CancellationToken.None);
        return outcome.Refusals.Should().ContainSingle().Subject.Sentence;
    }

    private sealed class CancelAt(string file, CancellationTokenSource cancel) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (!value.IsChecking && value.File == file)
            {
                cancel.Cancel();
            }
        }
    }
}

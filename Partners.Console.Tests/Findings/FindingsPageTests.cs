using Bunit;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Findings;
using Partners.Console.Tests.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Findings;

namespace Partners.Console.Tests.Findings;

/// <summary>The list of anomalies by kind.</summary>
public sealed class FindingsPageTests : ShellContext, IAsyncLifetime
{
    private readonly ExportFiles _export = new();
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Services.AddSingleton(_database.Get<FindingDirectory>());
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _export.Dispose();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Says_so_where_there_is_none() =>
        Render<FindingsPage>(parameters => parameters.AddCascadingValue(Noor))
            .WaitForElement(".empty-state").TextContent.Should().Contain("There are no anomalies.");

    [Fact]
    public async Task Each_kind_has_its_number_and_each_line_its_record()
    {
        _export.Add("referral_ledger", ExportFiles.Like("referral_ledger", "2", "notes", "\"again\""));
        await _database.ImportAsync(_export);

        var page = Render<FindingsPage>(parameters => parameters.AddCascadingValue(Noor));

        page.WaitForElement(".segments").TextContent.Should().Contain("Deals overlap on one client").And.Contain("2");
        page.FindAll("tbody tr").Should().HaveCount(2);
        page.Find("tbody a").GetAttribute("href").Should().StartWith("/ledger/");
        page.Find("tbody").TextContent.Should().Contain("Each payment on a shared day earns twice");
    }
}

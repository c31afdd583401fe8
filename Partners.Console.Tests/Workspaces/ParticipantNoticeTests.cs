using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>What participants are told: on which legal basis, and where the privacy policy is (docs/product.md W27).</summary>
public sealed class ParticipantNoticeTests
{
    private static readonly ParticipantNotice s_own = new("consent", "https://zwolle.example/privacy");
    private static readonly ParticipantNotice s_workspaces = new("client-managed", PrivacyAddress: null);

    [Theory]
    [InlineData("https://Samenspel.example/privacy", "samenspel.example")]
    [InlineData("http://www.samenspel.example:8080/", "www.samenspel.example")]
    [InlineData("samenspel.example/privacy", "samenspel.example")]
    [InlineData("privacy@samenspel.example", "samenspel.example")]
    [InlineData("mailto:privacy@samenspel.example", "samenspel.example")]
    [InlineData("ask the host", null)]
    [InlineData("later", null)]
    [InlineData(null, null)]
    public void Knows_the_host_of_a_page_and_of_a_mail_address(string? address, string? host) =>
        new ParticipantNotice("consent", address).PrivacyHost.Should().Be(host);

    [Fact]
    public void A_project_that_says_nothing_has_the_notice_of_its_workspace()
    {
        ParticipantNotice.Of(s_own, s_workspaces).Should().Be((s_own, false));
        ParticipantNotice.Of(ParticipantNotice.None, s_workspaces).Should().Be((s_workspaces, true));
        ParticipantNotice.Of(s_own with { LegalBasis = null }, s_workspaces).Should().Be((s_own with { LegalBasis = null }, false));
        ParticipantNotice.Of(ParticipantNotice.None, ParticipantNotice.None).Should().Be((ParticipantNotice.None, false));
    }

    [Fact]
    public async Task An_import_brings_them_as_they_stand_and_takes_absent_as_absent()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles();
        var told = ExportFiles.Good("project");
        (told["legal_basis"], told["privacy_policy_url"]) = ("public-task", " https://bureau.example/privacy ");
        var client = ExportFiles.Good("workspace");
        (client["id"], client["legal_basis"], client["usage_context"]) = (ExportFiles.Client, "consent", "external");
        export.Replace("project", told.ToJsonString()).Replace("workspace", client.ToJsonString());

        (await database.ImportAsync(export)).Rejections.Should().BeEmpty("a word that is not on the platform’s list is kept as it stands");
        (await NoticesAsync(database)).Should().Be((
            new ParticipantNotice("public-task", "https://bureau.example/privacy"),
            new ParticipantNotice("consent", null)));

        (told["legal_basis"], told["privacy_policy_url"]) = (null, string.Empty);
        client.Remove("legal_basis");
        export.Replace("project", told.ToJsonString()).Replace("workspace", client.ToJsonString());
        await database.ImportAsync(export);
        (await NoticesAsync(database)).Should().Be((ParticipantNotice.None, ParticipantNotice.None));
    }

    [Fact]
    public async Task Lists_them_with_each_project_and_says_which_are_the_workspaces()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var export = new ExportFiles();
        var told = ExportFiles.Good("project");
        (told["id"], told["name"], told["legal_basis"], told["created_at"]) =
            (Guid.CreateVersion7().ToString(), "Eigen", "dembrane-events", "2025-01-07T10:00:00.000Z");
        var client = ExportFiles.Good("workspace");
        (client["id"], client["legal_basis"], client["usage_context"]) = (ExportFiles.Client, "consent", "external");
        export.Add("project", told.ToJsonString()).Replace("workspace", client.ToJsonString());
        await database.ImportAsync(export);

        var listed = await database.Get<WorkspaceOverview>().ProjectsAsync(Make.Staff, Guid.Parse(ExportFiles.Client), 1, default);

        listed.Rows.Select(row => (row.Name, row.Notice.LegalBasis, row.IsNoticeOfWorkspace))
            .Should().Equal(("Eigen", "dembrane-events", false), ("Woonvisie", "consent", true));
    }

    private static Task<(ParticipantNotice Project, ParticipantNotice Workspace)> NoticesAsync(TestDatabase database) =>
        database.QueryAsync(async db =>
        {
            var project = await db.Projects.AsNoTracking().SingleAsync();
            var workspace = await db.Workspaces.AsNoTracking().SingleAsync();
            return (
                new ParticipantNotice(project.LegalBasis, project.PrivacyAddress),
                new ParticipantNotice(workspace.LegalBasis, workspace.PrivacyAddress));
        });
}

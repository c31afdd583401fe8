using FluentAssertions;
using Partners.Console.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>
/// What participants are told in each project is looked at before the handoff, and each host gets a notice after it (docs/product.md H27).
/// </summary>
public sealed class HostNoticesTests : IAsyncLifetime
{
    private HandoffScene _scene = default!;

    public async ValueTask InitializeAsync() => _scene = await HandoffScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData("https://SAMENSPEL.example/privacy")]
    [InlineData("www.samenspel.example")]
    [InlineData("privacy@samenspel.example")]
    public async Task A_privacy_address_at_the_partners_domain_is_a_warning(string address)
    {
        await TellAsync("Inloopavonden", "consent", address);

        (await CheckAsync()).Should().Be(new HandoffCheck(
            "What participants are told",
            CheckVerdict.Warning,
            $"The privacy address of Inloopavonden is Bureau Samenspel’s, {address}. It has to change with the handoff; the notices to the "
                + "hosts say so.",
            HandoffStep.Workspace));
    }

    [Theory]
    [InlineData("https://zwolle.example/samenspel.example")]
    [InlineData("https://samenspel.example.zwolle.example/privacy")]
    [InlineData("https://nietsamenspel.example/privacy")]
    [InlineData(null)]
    public async Task Any_other_privacy_address_passes(string? address)
    {
        await TellAsync("Inloopavonden", "consent", address);

        (await CheckAsync()).Should().Match<HandoffCheck>(check =>
            check.Verdict == CheckVerdict.Pass && check.Sentence == "No privacy address is Bureau Samenspel’s.");
    }

    [Fact]
    public async Task An_address_of_the_workspace_counts_for_the_projects_that_say_nothing()
    {
        await _scene.Database.ByHandAsync("UPDATE Workspaces SET PrivacyAddress = 'https://samenspel.example'");

        (await CheckAsync()).Verdict.Should().Be(CheckVerdict.Warning);
    }

    [Fact]
    public async Task Each_host_gets_a_notice_that_says_what_stands_there_and_what_has_to_change()
    {
        await _scene.AddAsync(
            Project("Wijkgesprekken", _scene.Pim.DirectusUserId, new("consent", "https://samenspel.example/privacy")),
            Project("Raad", _scene.Pim.DirectusUserId, new("dembrane-events", PrivacyAddress: null)),
            Project("Van niemand", Guid.CreateVersion7(), new("public-task", "https://zwolle.example/privacy")));
        var draft = await _scene.DecidedAsync();
        (await _scene.HandOffAsync(draft)).IsDone.Should().BeTrue();

        var notices = HostNotices.Of((await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record!);

        notices.Select(notice => notice.Title).Should().Equal(
            "To Carla Bos, about 1 project",
            "To Pim Smit, about 2 projects",
            "To the host, about 1 project");
        notices[0].Text.Should().StartWith("Dear Carla Bos,\n\nSince 20 Nov 2026 the recordings of Inloopavonden in ")
            .And.Contain("are held by Gemeente Zwolle. Until then they were held for it by Bureau Samenspel.")
            .And.Contain("Inloopavonden: neither a legal basis nor a privacy address is given. Enter both as Gemeente Zwolle decides.")
            .And.NotContain("no longer have access");
        notices[1].Text.Should().Contain(
            "Wijkgesprekken: the legal basis is Consent, and the privacy address is https://samenspel.example/privacy. The address is "
                + "Bureau Samenspel’s and has to change to one of Gemeente Zwolle. Check that the legal basis is Gemeente Zwolle’s.")
            .And.Contain("Raad: the legal basis is dembrane events; no privacy address is given. The legal basis is for dembrane’s "
                + "own events and has to change.")
            .And.Contain("You no longer have access to ");
        notices[2].Text.Should().StartWith("Dear host,")
            .And.Contain("the legal basis is public-task, and the privacy address is https://zwolle.example/privacy. Check that both are "
                + "Gemeente Zwolle’s.");
    }

    [Fact]
    public async Task A_record_from_before_projects_were_listed_has_one_notice_for_all()
    {
        var draft = await _scene.DecidedAsync();
        await _scene.HandOffAsync(draft);
        var record = (await _scene.FindAsync(draft.Handoff.Id)).Handoff.Record! with { Notices = [] };

        HostNotices.Of(record).Should().ContainSingle()
            .Which.Text.Should().Contain("Please check what participants are told in each project");
    }

    private async Task<HandoffCheck> CheckAsync() =>
        (await _scene.DecidedAsync()).Checks.Single(check => check.Name == "What participants are told");

    private Task<int> TellAsync(string project, string basis, string? address) => _scene.Database.ByHandAsync(
        $"UPDATE Projects SET LegalBasis = '{basis}', PrivacyAddress = {(address is null ? "NULL" : $"'{address}'")} "
            + $"WHERE Name = '{project}'");

    private Project Project(string name, Guid host, ParticipantNotice notice) =>
        new(Guid.CreateVersion7(), _scene.Workspace.Id, name, host, FixedClock.Noon, deletedAt: null, moveHistory: null, notice);
}

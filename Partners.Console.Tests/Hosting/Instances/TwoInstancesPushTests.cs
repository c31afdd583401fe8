using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Browser;
using Partners.Console.Tests.Platform.Push;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Organisations;
using Partners.Core.Outbox;

namespace Partners.Console.Tests.Hosting.Instances;

/// <summary>
/// docs/product.md I70: two instances of the real console on one database, with the connection to a real Directus and the push switched on.
/// They need PARTNERS_TEST_DATABASE and PARTNERS_DIRECTUS.
/// </summary>
public sealed class TwoInstancesPushTests(Chromium chromium) : IAsyncLifetime
{
    /// <summary>The instances read what the platform has from earlier tests, too.</summary>
    private readonly List<Organisation> _agencies =
        [.. Enumerable.Range(0, 6).Select(_ => Make.Organisation($"Agency {Guid.NewGuid():N}"[..15]))];

    private readonly List<PlatformLine> _lines = [];
    private readonly List<StartedConsole> _consoles = [];
    private LivePush _live = null!;
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(TestStore.IsServer, "There is no PostgreSQL here: PARTNERS_TEST_DATABASE names none (docs/postgresql.md).");
        _live = await LivePush.StartAsync();
        _database = await TestDatabase.CreateAsync(_live.With());
        _database.Clock.Now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        await _database.AddAsync(_agencies);
        await _live.MirrorAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var disposed in _consoles.Concat<IAsyncDisposable>(_lines))
        {
            await disposed.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _live?.Dispose();
    }

    [Fact]
    public async Task What_people_do_at_both_reaches_the_platform_once()
    {
        await ServeAsync(Held.Nowhere);
        await using var noor = await TwoInstances.SignedInAsync(chromium, _consoles[0].Address, BrowserTest.Staff);
        await using var joris = await TwoInstances.SignedInAsync(chromium, _consoles[1].Address, BrowserTest.CommercialOwner);

        foreach (var both in _agencies.Chunk(2))
        {
            await Task.WhenAll(MakePartnerAsync(noor, both[0]), MakePartnerAsync(joris, both[1]));
        }

        await AllIsThereOnceAsync();
    }

    [Theory]
    [InlineData(Held.Request)]
    [InlineData(Held.Answer)]
    public async Task What_one_was_sending_when_it_was_killed_reaches_the_platform_once_by_the_other(Held where)
    {
        foreach (var agency in _agencies)
        {
            (await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(agency), default)).IsDone.Should().BeTrue();
        }

        await ServeAsync(where);

        var sends = await Task.WhenAny(_lines.Select(line => line.Holds)) == _lines[0].Holds ? 0 : 1;
        _lines[1 - sends].Where = Held.Nowhere;
        await _consoles[sends].KillAsync();

        await AllIsThereOnceAsync();
    }

    private async Task MakePartnerAsync(Visitor visitor, Organisation agency)
    {
        var dialog = await new OrganisationsScreen(visitor).MakePartnerAsync(agency.Name);
        await dialog.FillAsync(Make.Agreement(signedOn: _database.Today));
        await dialog.Submit.ClickAsync();
        await dialog.Window.IsGoneAsync();
    }

    private async Task ServeAsync(Held where)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var line = await PlatformLine.ToAsync(_live.Platform.Address);
            line.Where = where;
            _lines.Add(line);
            _consoles.Add(await StartedConsole.ServeAsync(_database.Address.Text, settings: _live.SettingsBy(line.Address)));
        }
    }

    private async Task AllIsThereOnceAsync()
    {
        await Eventually.HoldsAsync(async () =>
            await _database.QueryAsync(db => db.PlatformChanges.CountAsync(change => change.State == PlatformChangeState.Applied))
            == _agencies.Count);
        foreach (var agency in _agencies)
        {
            (await _live.RowAsync("org", agency.Id)).GetProperty("is_partner").GetBoolean().Should().BeTrue();
            (await _live.TrailAsync("org", agency.Id)).Should().HaveCount(2, "it was made there, and became a partner once");
        }

        (await _database.QueryAsync(db => db.AuditEntries.CountAsync(entry => entry.Action == AuditActions.MadePartner)))
            .Should().Be(_agencies.Count);
    }
}

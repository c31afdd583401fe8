using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Platform.Live;
using Partners.Console.Tests.Support;
using Partners.Core.Organisations;
using Partners.Core.Outbox;
using Partners.Core.Platform.Push;

namespace Partners.Console.Tests.Platform.Push;

/// <summary>A console that sends the partner flag to a platform that answers as a test says.</summary>
internal sealed class PushScene : IAsyncDisposable
{
    private PushScene(FakePlatform platform, TestDatabase database) => (Platform, Database) = (platform, database);

    public FakePlatform Platform { get; }

    public TestDatabase Database { get; }

    /// <param name="on">The collections that are switched on; all, if none is named.</param>
    public static async Task<PushScene> CreateAsync(params string[] on)
    {
        var platform = await FakePlatform.StartAsync();
        return new(platform, await TestDatabase.CreateAsync(services => services
            .AddSingleton(platform.Settings)
            .AddSingleton(new PushSettings
            {
                On = (on.Length > 0 ? on : PushSettings.All).ToHashSet(StringComparer.Ordinal),
            })));
    }

    /// <summary>An organisation that becomes a partner here.</summary>
    public async Task<Organisation> ToggleAsync(string name = "Bureau Samenspel", Guid? act = null)
    {
        var partner = Make.Organisation(name);
        await Database.AddAsync(partner);
        await Database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(partner, requestId: act), default);
        return partner;
    }

    public async Task WithdrawAsync(Organisation partner, Guid? act = null)
    {
        Database.Clock.Now += TimeSpan.FromMinutes(1);
        await Database.Get<PartnerToggle>().WithdrawAsync(
            Make.Staff, new(act ?? Guid.CreateVersion7(), partner.Id, 2, "It ended"), default);
    }

    /// <summary>The platform takes the next act as it should.</summary>
    public void Takes(Organisation partner)
    {
        var has = (bool isPartner) => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"data":[{"id":"{{partner.Id}}","is_partner":{{(isPartner ? "true" : "false")}},"deleted_at":null}]}""");
        Platform.Then(200, has(false)).Then(200, """{"data":[{"id":7}]}""").Then(200, has(true)).Then(200, has(true))
            .Then(200, """{"data":[]}""");
    }

    /// <summary>The platform has something that is neither what it had nor what it is to have.</summary>
    public void Differs(Organisation partner) => Platform
        .Then(200, $$"""{"data":[{"id":"{{partner.Id}}","is_partner":"other","deleted_at":null}]}""")
        .Then(200, """{"data":[]}""");

    public Task<List<PlatformChangeState>> StatesAsync() => Database.QueryAsync(db =>
        db.PlatformChanges.OrderBy(change => change.At).ThenBy(change => change.Id).Select(change => change.State).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Platform.DisposeAsync();
    }
}

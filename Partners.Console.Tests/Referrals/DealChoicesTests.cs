using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Tests.Referrals;

public sealed class DealChoicesTests : IAsyncLifetime
{
    private LedgerScene _scene = default!;

    private DealChoices Choices => _scene.Database.Get<DealChoices>();

    public async ValueTask InitializeAsync() => _scene = await LedgerScene.CreateAsync();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Finds_live_partners_anywhere_in_the_name()
    {
        await _scene.Database.AddAsync(Make.Organisation("Samenspel zonder vlag"), Make.PlatformPartner("Özdemir & Partners"));

        (await PartnersAsync("SPEL")).First.Should().Equal(new PartnerChoice(_scene.Partner.Id, "Bureau Samenspel"));
        (await PartnersAsync("ozd")).First.Should().ContainSingle().Which.Name.Should().Be("Özdemir & Partners");
        (await PartnersAsync(null)).First.Select(partner => partner.Name).Should().Equal("Bureau Samenspel", "Özdemir & Partners");
    }

    [Fact]
    public async Task Of_many_partners_come_the_first_twenty_and_how_many_there_are()
    {
        await _scene.Database.AddAsync(Enumerable.Range(1, 30).Select(number => (object)Make.PlatformPartner($"Adviseur {number:D2}")));

        var found = await PartnersAsync("adv");

        (found.First.Count, found.First[^1].Name, found.Total).Should().Be((20, "Adviseur 20", 30));
    }

    [Fact]
    public async Task Clients_are_the_live_external_workspaces_of_that_partner_by_the_clients_name()
    {
        var other = Make.PlatformPartner("Ander Bureau");
        var almere = Make.Client(_scene.Partner, "Almere 2030", "Gemeente Almere");
        await _scene.Database.AddAsync(
            other,
            Make.Client(other),
            Make.Internal(_scene.Partner),
            Make.Removed(Make.Client(_scene.Partner)),
            almere);

        (await ClientsAsync()).Should().Equal(
            new ClientChoice(almere.Id, "Gemeente Almere", "Almere 2030", null, HasOpenDeal: false, null),
            new ClientChoice(_scene.Client.Id, "Gemeente Zwolle", "Woonvisie", Percentage.Zero, HasOpenDeal: false, null));
    }

    [Fact]
    public async Task Says_how_long_the_open_deal_of_a_client_lasts()
    {
        var deal = await _scene.AddedAsync(LedgerScene.Form(expiresOn: new(2026, 12, 31)));
        (await ClientsAsync()).Single().Should().Match<ClientChoice>(client =>
            client.HasOpenDeal && client.DealUntil == new DateOnly(2026, 12, 31));

        await _scene.AddAsync(LedgerScene.Form(startsOn: new(2027, 1, 1)));
        (await ClientsAsync()).Single().Should().Match<ClientChoice>(
            client => client.HasOpenDeal && client.DealUntil == null,
            "the later deal has no end");

        await _scene.EndAsync(deal, new(2026, 10, 31));
        (await ClientsAsync()).Single().HasOpenDeal.Should().BeTrue("the later deal is still to start");
    }

    [Fact]
    public async Task A_deal_that_is_over_is_none()
    {
        await _scene.AddedAsync(LedgerScene.Form(expiresOn: new(2026, 11, 19)));
        (await ClientsAsync()).Single().HasOpenDeal.Should().BeFalse();
    }

    [Fact]
    public async Task Nobody_without_permission_reads_them()
    {
        await Choices.Invoking(choices => choices.PartnersAsync(Make.Nobody, null, default)).Should().ThrowAsync<NotPermittedException>();
        await Choices.Invoking(choices => choices.ClientsAsync(Make.Nobody, _scene.Partner.Id, default))
            .Should().ThrowAsync<NotPermittedException>();
    }

    private Task<PartnerChoices> PartnersAsync(string? typed) => Choices.PartnersAsync(Make.Staff, typed, default);

    private Task<IReadOnlyList<ClientChoice>> ClientsAsync() => Choices.ClientsAsync(Make.Staff, _scene.Partner.Id, default);
}

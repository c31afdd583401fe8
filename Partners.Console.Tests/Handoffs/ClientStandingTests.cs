using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

public sealed class ClientStandingTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Knows_a_client_by_the_name_of_the_data_owner()
    {
        var (partner, zwolle) = (Make.PlatformPartner("Studio Weerklank"), Make.Organisation("gemeente ZWOLLE"));
        var workspace = Make.Client(partner);
        await _database.AddAsync(partner, zwolle, workspace, Make.Client(partner, "Iets anders", "Gemeente Ede"));
        var (deal, handoff) = (Make.Deal(partner, workspace), Make.Handoff(partner, workspace));
        await _database.AddAsync(deal, handoff);

        var of = (await FindAsync(zwolle)).Should().ContainSingle().Subject;

        (of.Partner, of.Since).Should().Be(("Studio Weerklank", new DateOnly(2026, 5, 20)));
        of.Workspaces.Select(found => (found.Name, found.Conversations)).Should().Equal(("Woonvisie", null));
        of.Deals.Select(found => found.Id).Should().Equal(deal.Id);
        of.Handoffs.Select(found => found.Id).Should().Equal(handoff.Id);
    }

    [Fact]
    public async Task Knows_a_client_by_the_address_of_an_owner_who_is_the_data_owner()
    {
        var partner = Make.PlatformPartner();
        var (client, other) = (Make.Organisation("Overijssel"), Make.Organisation("Drenthe"));
        var (griffie, guest) = (Make.Person("Griffie", "Griffie@zwolle.example"), Make.Person("Mia", "mia@drenthe.example"));
        var workspace = Make.Client(partner, "Van de griffie");
        await _database.AddAsync(
            partner,
            client,
            other,
            griffie,
            guest,
            workspace,
            Make.Belonging(client, griffie),
            Make.Belonging(other, guest),
            Make.Seat(workspace, griffie, WorkspaceRole.Observer),
            Make.Seat(workspace, guest, WorkspaceRole.External));

        (await FindAsync(client)).Should().ContainSingle()
            .Which.Workspaces.Select(found => found.Name).Should().Equal("Van de griffie");
        (await FindAsync(other)).Should().BeEmpty("its owner has access, but is not the data owner");
    }

    [Fact]
    public async Task Nobodys_client_is_the_partner_itself_or_the_owner_of_what_was_removed()
    {
        var partner = Make.PlatformPartner("Gemeente Zwolle");
        var (other, gone) = (Make.PlatformPartner("Studio Weerklank"), Make.Organisation("Gemeente Ede"));
        await _database.AddAsync(
            partner,
            other,
            gone,
            Make.Client(partner),
            Make.Removed(Make.Client(other, dataOwner: "Gemeente Ede")));

        (await FindAsync(partner)).Should().BeEmpty();
        (await FindAsync(gone)).Should().BeEmpty();
    }

    [Fact]
    public async Task Refuses_who_may_not_read()
    {
        var find = () => _database.Get<ClientStanding>().FindAsync(Make.Nobody, Guid.CreateVersion7(), default);

        await find.Should().ThrowAsync<NotPermittedException>();
    }

    private Task<IReadOnlyList<ClientOf>> FindAsync(Organisation client) =>
        _database.Get<ClientStanding>().FindAsync(Make.Staff, client.Id, default);
}

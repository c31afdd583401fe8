using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Handoffs;

/// <summary>What holds after every transfer, over random people, invites and plans; a refused one changes nothing.</summary>
public sealed class HandoffProperties
{
    private static readonly WorkspaceRole?[] s_roles = [null, .. Enum.GetValues<WorkspaceRole>().Cast<WorkspaceRole?>()];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_any_transfer_the_client_has_an_owner_and_the_partner_no_way_in_but_those_kept(int seed)
    {
        var random = new Random(seed);
        await using var scene = await HandoffScene.CreateAsync();
        await PopulateAsync(scene, random);
        var draft = await scene.DecidedAsync(
            random.Next(2) == 0 ? new(scene.Zwolle.Id) : new(NewName: "Raad", NewOwnerId: scene.Carla.Id),
            but: plan => Vary(plan, random));
        var outcome = await scene.HandOffAsync(draft);

        outcome.IsDone.Should().Be(!draft.Stops, "what the checks show is what the transfer does");
        var workspace = await scene.WorkspaceNowAsync();
        if (!outcome.IsDone)
        {
            (workspace.OrganisationId, (await scene.FindAsync(draft.Handoff.Id)).Handoff.Plan)
                .Should().Be((scene.Partner.Id, draft.Handoff.Plan));
            return;
        }

        var kept = draft.Handoff.Plan.People
            .Where(person => person.Role is not null)
            .ToDictionary(person => person.MembershipId, person => person.Role!.Value);
        var people = await scene.Database.QueryAsync(db => db.WorkspaceMemberships
            .AsNoTracking()
            .Where(membership => membership.WorkspaceId == workspace.Id && membership.DeletedAt == null)
            .ToListAsync());
        people.ToDictionary(person => person.Id, person => person.Role).Should().BeEquivalentTo(kept);
        var ofPartner = await scene.Database.QueryAsync(db => db.OrganisationMemberships
            .Where(membership => membership.OrganisationId == scene.Partner.Id && membership.DeletedAt == null)
            .Select(membership => membership.PersonId)
            .ToListAsync());
        people.Should().Contain(person => person.Role == WorkspaceRole.Owner && !ofPartner.Contains(person.PersonId));
        people.Should().NotContain(person => person.Role == WorkspaceRole.Observer);
        people.Should().NotContain(person => ofPartner.Contains(person.PersonId) && person.Role != WorkspaceRole.External);
        var payer = await scene.Database.QueryAsync(db =>
            db.BillingAccounts.AsNoTracking().SingleAsync(account => account.Id == workspace.BillingAccountId));
        (payer.OrganisationId ?? workspace.OrganisationId).Should().Be(workspace.OrganisationId);
        (await scene.Database.QueryAsync(db => db.OrganisationMemberships.AnyAsync(membership =>
            membership.OrganisationId == workspace.OrganisationId
            && membership.Role == OrganisationRole.Owner
            && membership.DeletedAt == null)))
            .Should().BeTrue();
    }

    public static IEnumerable<TheoryDataRow<int>> Seeds() => Enumerable.Range(1, 25).Select(seed => new TheoryDataRow<int>(seed));

    private static async Task PopulateAsync(HandoffScene scene, Random random)
    {
        for (var i = random.Next(6); i >= 0; i--)
        {
            var ofPartner = random.Next(3) == 0;
            var person = Make.Person($"Persoon {i}", $"p{i}@{(ofPartner ? "samenspel" : "zwolle")}.example");
            await scene.AddAsync(person, Make.Seat(scene.Workspace, person, (WorkspaceRole)random.Next(6)));
            if (ofPartner)
            {
                await scene.AddAsync(Make.Belonging(scene.Partner, person, OrganisationRole.Member));
            }
        }
    }

    /// <summary>Varies a sensible plan a little, because an entirely random one passes no check.</summary>
    private static HandoffPlan Vary(HandoffPlan plan, Random random) => plan with
    {
        People = [.. plan.People.Select(person => random.Next(6) == 0
            ? person with
            {
                Role = s_roles[random.Next(s_roles.Length)],
                Purpose = random.Next(2) == 0 ? "Advice" : null,
                Until = new(2027, 1, 31),
            }
            : person)],
        Invites = [.. plan.Invites.Select(invite => random.Next(6) == 0
            ? invite with { Role = s_roles[random.Next(s_roles.Length)] }
            : invite)],
    };
}

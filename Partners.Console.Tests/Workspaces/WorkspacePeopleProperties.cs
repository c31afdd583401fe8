using FluentAssertions;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Billing;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Billing;
using Partners.Core.Clients;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Workspaces;

namespace Partners.Console.Tests.Workspaces;

/// <summary>
/// What holds whatever staff do, in any order, to the people of a client's workspace and of two internal ones that share an account. Each
/// run has its own partner and workspaces in one database.
/// </summary>
public sealed class WorkspacePeopleProperties : IAsyncLifetime
{
    private static readonly Staff[] s_staff = [Make.Staff, PartnerTeam.Operator];

    private TestDatabase _database = default!;

    private enum Kind
    {
        Invite,
        ChangeRole,
        Remove,
        Revoke,
        Accept,
        TimePasses,
    }

    private enum Place
    {
        Client,
        Internal,
        OtherInternal,
    }

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void No_sequence_of_commands_breaks_a_rule_of_roles_seats_owners_and_accounts()
    {
        var done = 0;
        var step =
            from kind in Gen.Frequency(
                (6, Gen.Constant(Kind.Invite)),
                (4, Gen.Constant(Kind.ChangeRole)),
                (2, Gen.Constant(Kind.Remove)),
                (1, Gen.Constant(Kind.Revoke)),
                (4, Gen.Constant(Kind.Accept)),
                (1, Gen.Constant(Kind.TimePasses)))
            from workspace in Gen.Elements(Place.Client, Place.Internal, Place.OtherInternal)
            from pick in Gen.Choose(0, 999)
            from role in Gen.Elements(Enum.GetValues<WorkspaceRole>())
            from who in Gen.Elements(s_staff)
            select new Step(kind, workspace, pick, role, who);
        var steps = Gen.Choose(1, 25).SelectMany(length => step.ListOf(length)).Select(list => (IReadOnlyList<Step>)[.. list]);

        Prop.ForAll(
            Arb.From(
                steps,
                list => Enumerable.Range(0, list.Count).Select(left => (IReadOnlyList<Step>)[.. list.Where((_, index) => index != left)])),
            async run => done += await RunAsync(run)).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

        done.Should().BeGreaterThan(100, "most of the commands have to do something for this to mean anything");
    }

    /// <returns>How many steps were accepted.</returns>
    private async Task<int> RunAsync(IReadOnlyList<Step> steps)
    {
        var run = await World.MakeAsync(_database);
        var done = 0;
        foreach (var step in steps)
        {
            if (await run.DoAsync(step))
            {
                done++;
                await run.CheckAsync();
            }
        }

        return done;
    }

    private sealed record Step(Kind Kind, Place Place, int Pick, WorkspaceRole Role, Staff Who);

    /// <summary>One run's partner, people and workspaces.</summary>
    private sealed class World(TestDatabase database, PartnerTeam team, Guid client, Guid other, IReadOnlyList<Person> pool)
    {
        private readonly HashSet<Guid> _colleagues = [team.Anna.Id, team.Els.Id, team.Bert.Id];

        private WorkspacePeople People => database.Get<WorkspacePeople>();

        public static async Task<World> MakeAsync(TestDatabase database)
        {
            var team = await PartnerTeam.InAsync(database);
            var strangers = Enumerable.Range(0, 4)
                .Select(number => Make.Person($"Person {number}", $"person{number}@{team.Partner.Id:N}.example"))
                .ToList();
            var other = new Workspace(
                Guid.CreateVersion7(),
                new(
                    team.Partner.Id,
                    "Nog meer werk",
                    UsageContext.Internal,
                    null,
                    null,
                    null,
                    team.Pool.Id,
                    WorkspaceVisibility.Private,
                    null,
                    null,
                    FixedClock.Noon,
                    null));
            await database.AddAsync([.. strangers, other, Make.Seat(other, team.Els, WorkspaceRole.Owner)]);
            var made = await database.Get<ClientWorkspaces>().CreateAsync(
                Make.Staff,
                new(
                    Guid.CreateVersion7(),
                    team.Partner.Id,
                    new(
                        "Participatie",
                        "Gemeente Ede",
                        strangers[0].Email,
                        team.Anna.Id,
                        Tier.Changemaker,
                        BillingPeriod.Annual,
                        AgreementAccepted: true,
                        OwnAddressMeant: false)),
                default);
            return new World(database, team, made.Value!.WorkspaceId, other.Id, [team.Anna, team.Els, team.Bert, team.Carla, .. strangers]);
        }

        public async Task<bool> DoAsync(Step step)
        {
            var workspace = step.Place switch
            {
                Place.Client => client,
                Place.Internal => team.Internal.Id,
                _ => other,
            };
            var request = Guid.CreateVersion7();
            switch (step.Kind)
            {
                case Kind.Invite:
                    return (await People.InviteAsync(
                        step.Who,
                        new(request, workspace, Of(pool, step.Pick)!.Email, step.Role),
                        default)).IsDone;
                case Kind.ChangeRole:
                    return Of(await MembersAsync(workspace), step.Pick) is { } other
                        && (await People.ChangeRoleAsync(
                            step.Who,
                            new(request, other.Id, other.Version, step.Role, "As agreed"),
                            default)).IsDone;
                case Kind.Remove:
                    return Of(await MembersAsync(workspace), step.Pick) is { } leaving
                        && (await People.RemoveAsync(step.Who, new(request, leaving.Id, leaving.Version, "As agreed"), default)).IsDone;
                case Kind.Revoke:
                    return Of(await OpenAsync(workspace), step.Pick) is { } open
                        && (await People.RevokeInviteAsync(step.Who, new(request, open.Id, "As agreed"), default)).IsDone;
                case Kind.Accept:
                    return Of(await OpenAsync(workspace), step.Pick) is { } accepted && await AcceptAsync(accepted);
                default:
                    database.Clock.Now = database.Clock.Now.AddDays(16);
                    return true;
            }
        }

        public async Task CheckAsync()
        {
            await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
            Guid[] all = [client, team.Internal.Id, other];
            var members = await db.WorkspaceMemberships
                .AsNoTracking()
                .Where(member => all.Contains(member.WorkspaceId) && member.DeletedAt == null)
                .ToListAsync();
            var open = (await db.WorkspaceInvites.AsNoTracking().Where(invite => all.Contains(invite.WorkspaceId)).ToListAsync())
                .FindAll(invite => invite.IsPending(database.Clock.Now));

            members.Should().NotContain(member => member.Role == WorkspaceRole.Observer && member.WorkspaceId != client);
            open.Should().NotContain(invite => invite.Role == WorkspaceRole.Observer && invite.WorkspaceId != client);
            members.Should().NotContain(member => member.Role == WorkspaceRole.External && _colleagues.Contains(member.PersonId));
            open.Should().NotContain(invite =>
                invite.Role == WorkspaceRole.External && _colleagues.Contains(OfAddress(invite.EmailKey).Id));
            members
                .Where(member => member.Role == WorkspaceRole.Owner)
                .Select(member => member.WorkspaceId)
                .Distinct()
                .Should().BeEquivalentTo(all, "each had an owner to begin with");
            members.Select(member => (member.WorkspaceId, member.PersonId)).Should().OnlyHaveUniqueItems();
            open.Select(invite => (invite.WorkspaceId, invite.EmailKey)).Should().OnlyHaveUniqueItems();

            var accounts = await db.BillingAccounts
                .AsNoTracking()
                .Where(account => account.WorkspaceId == client || account.OrganisationId == team.Partner.Id)
                .ToListAsync();
            var own = accounts.Where(account => account.WorkspaceId == client).Should().ContainSingle().Subject;
            (await db.Workspaces.AsNoTracking().SingleAsync(workspace => workspace.Id == client)).BillingAccountId.Should().Be(own.Id);
            var seats = await db.SeatsOfAsync(database.Clock.Now, own.Id, team.Pool.Id);
            seats[own.Id].Should().Be(ByHand(workspace => workspace == client));
            seats[team.Pool.Id].Should().Be(ByHand(workspace => workspace != client));

            SeatCount ByHand(Func<Guid, bool> isOfAccount)
            {
                var seated = members
                    .Where(member => isOfAccount(member.WorkspaceId) && member.Role != WorkspaceRole.Observer)
                    .Select(member => member.PersonId)
                    .ToHashSet();
                var invited = open
                    .Where(invite => isOfAccount(invite.WorkspaceId) && invite.Role != WorkspaceRole.Observer)
                    .Select(invite => OfAddress(invite.EmailKey).Id)
                    .ToHashSet();
                return new(seated.Count, invited.Except(seated).Count());
            }
        }

        private Person OfAddress(string key) => pool.Single(person => person.EmailKey == key);

        private static T? Of<T>(IReadOnlyList<T> list, int pick)
            where T : class => list.Count == 0 ? null : list[pick % list.Count];

        /// <summary>Accepts the invite like the platform and the next import.</summary>
        private async Task<bool> AcceptAsync(WorkspaceInvite open)
        {
            await using var db = await database.Get<IDbContextFactory<PartnersDb>>().CreateDbContextAsync();
            var invite = await db.WorkspaceInvites.SingleAsync(found => found.Id == open.Id);
            invite.CopyFromPlatform(new(
                invite.WorkspaceId,
                invite.Email,
                invite.Role,
                null,
                invite.CreatedAt,
                invite.ExpiresAt,
                database.Clock.Now,
                null));
            db.WorkspaceMemberships.Add(new(
                Guid.CreateVersion7(),
                invite.WorkspaceId,
                OfAddress(invite.EmailKey).Id,
                invite.Role,
                "invite",
                database.Clock.Now,
                null));
            await db.SaveChangesAsync();
            return true;
        }

        private Task<List<WorkspaceMembership>> MembersAsync(Guid workspace) =>
            database.QueryAsync(db => db.WorkspaceMemberships
                .AsNoTracking()
                .Where(member => member.WorkspaceId == workspace && member.DeletedAt == null)
                .OrderBy(member => member.Id)
                .ToListAsync());

        private async Task<List<WorkspaceInvite>> OpenAsync(Guid workspace) =>
            [.. (await database.QueryAsync(db => db.WorkspaceInvites
                .AsNoTracking()
                .Where(invite => invite.WorkspaceId == workspace)
                .OrderBy(invite => invite.Id)
                .ToListAsync()))
                .Where(invite => invite.IsPending(database.Clock.Now))];
    }
}

using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Support;
using Partners.Core;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Changes;

public sealed class ConcurrencyTests : IAsyncLifetime
{
    private TestDatabase _database = default!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Eight_at_once_lose_no_save_and_break_no_chain()
    {
        var organisations = Enumerable.Range(0, 80).Select(number => Make.Organisation($"Organisatie {number}")).ToList();
        await _database.AddAsync(organisations);

        // Half through this process's services, half through a second set over the same file.
        await using var other = new ServiceCollection().AddLogging().AddPartnersCore(_database.Address).BuildServiceProvider();
        PartnerToggle[] toggles = [_database.Get<PartnerToggle>(), other.GetRequiredService<PartnerToggle>()];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(person => Task.Run(async () =>
        {
            var done = new List<Outcome<AgreementTaken>>();
            foreach (var organisation in organisations.Skip(person * 10).Take(10))
            {
                done.Add(
                    await toggles[person % 2].MakePartnerAsync(
                        Make.Staff with { Subject = $"staff-{person}" },
                        Make.MakePartner(organisation),
                        default));
            }

            return done;
        })));

        outcomes.SelectMany(done => done).Should().HaveCount(80).And.OnlyContain(outcome => outcome.IsDone);
        (await _database.Get<AuditTrail>().VerifyAsync(Make.Staff, default))
            .Should().Match<AuditVerdict>(verdict => verdict.Entries == 80 && verdict.IsWhole);
    }

    [Fact]
    public async Task Of_eight_who_make_the_same_partner_one_is_done_and_the_others_are_told_by_whom()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(person => Task.Run(() =>
            _database.Get<PartnerToggle>().MakePartnerAsync(
                Make.Staff with { Subject = $"staff-{person}", Name = $"Person {person}" },
                Make.MakePartner(organisation),
                default))));

        var who = (await _database.QueryAsync(db => db.AuditEntries.SingleAsync())).ActorName;
        outcomes.Count(outcome => outcome.IsDone).Should().Be(1);
        outcomes.Where(outcome => !outcome.IsDone).Should().OnlyContain(outcome => outcome.Conflict!.Who == who);
    }

    [Fact]
    public async Task A_command_that_fails_half_way_leaves_nothing_behind()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);
        await _database.ByHandAsync(
            """CREATE TRIGGER "Fault" BEFORE INSERT ON "PlatformChanges" BEGIN SELECT RAISE(ABORT, 'planted'); END""");

        var make = () => _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);

        await make.Should().ThrowAsync<DbUpdateException>();
        (await _database.QueryAsync(db => db.Organisations.AnyAsync(candidate => candidate.IsPartner))).Should().BeFalse();
        (await _database.QueryAsync(db => db.AuditEntries.AnyAsync())).Should().BeFalse();
        (await _database.QueryAsync(db => db.PartnerAgreements.AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Refuses_to_save_a_change_that_says_nothing_to_the_trail()
    {
        var change = () => _database.Get<ChangeRunner>().RunAsync<string>(
            Make.Staff,
            Core.Access.Permission.Read,
            Guid.CreateVersion7(),
            "silent",
            (making, _) =>
            {
                making.Db.Organisations.Add(Make.Organisation());
                return Task.FromResult<Outcome<string>>("done");
            },
            default);

        await change.Should().ThrowAsync<InvalidOperationException>();
        (await _database.QueryAsync(db => db.Organisations.AnyAsync())).Should().BeFalse();
    }

    [Fact]
    public async Task Tells_open_pages_after_the_commit_and_not_after_a_refusal()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);
        var heard = new List<Changed>();
        using var listening = _database.Get<ChangeFeed>().Listen(heard.AddRange);

        await _database.Get<PartnerToggle>().WithdrawAsync(Make.Staff, new(Guid.CreateVersion7(), organisation.Id, 1, null), default);
        heard.Should().BeEmpty();

        await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);
        heard.Should().Equal(new Changed(
            "organisation",
            organisation.Id.ToString(),
            organisation.Id,
            null,
            Make.Staff.Subject,
            Make.Staff.Name,
            AuditActions.MadePartner));
    }

    [Fact]
    public async Task Tells_of_an_import_that_changed_the_record_meanwhile()
    {
        var organisation = Make.Organisation();
        await _database.AddAsync(organisation);
        await _database.ByHandAsync("""UPDATE "Organisations" SET "Version" = 2""");

        var outcome = await _database.Get<PartnerToggle>().MakePartnerAsync(Make.Staff, Make.MakePartner(organisation), default);

        outcome.Conflict!.Who.Should().Be("An import of the platform's data");
    }
}

using System.Text;
using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Values;

namespace Partners.Console.Tests.ExternalLed;

/// <summary>Several cards at once; today is 20 November 2026.</summary>
public sealed class ManyCandidatesTests : IAsyncLifetime
{
    private readonly PipelineScene _scene = new();
    private TestDatabase _database = default!;

    private Pipeline Pipeline => _database.Get<Pipeline>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _scene.Listed("Gemeente Ede");
        _scene.Listed("Gemeente Zwolle");
        _scene.Listed("Gemeente Oost", work: card => card.Graduate(card.StageSince));
        _scene.Listed("Gemeente Weg", work: card => card.Snooze(null, PipelineScene.Reading(Signal.DrivesUsage)));
        await _scene.SaveAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Snoozes_each_card_with_its_own_audit_entry_and_names_what_was_left_alone()
    {
        var (ede, zwolle, oost) = (await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Zwolle"), await SeenAsync("Gemeente Oost"));
        var request = Guid.CreateVersion7();

        var outcome = await Pipeline.SnoozeManyAsync(Make.Staff, new(request, [ede, oost, zwolle, ede], new(2026, 12, 4)), default);

        outcome.Value!.Done.Should().Equal(
            new CardDone(ede with { Version = ede.Version + 1 }, WasAside: false),
            new CardDone(zwolle with { Version = zwolle.Version + 1 }, WasAside: false));
        outcome.Value.Left.Should().Equal(
            new CardLeft(oost.WorkspaceId, "Bureau Samenspel – Gemeente Oost", "This client has graduated."));
        (await SnoozedAsync()).Should().Equal("Gemeente Ede", "Gemeente Weg", "Gemeente Zwolle");
        (await _database.QueryAsync(db => db.AuditEntries
            .Where(entry => entry.RequestId == request)
            .Select(entry => new { entry.Action, entry.SubjectName })
            .ToListAsync()))
            .Should().BeEquivalentTo(
            [
                new { Action = AuditActions.CandidateSnoozed, SubjectName = "Bureau Samenspel – Gemeente Ede" },
                new { Action = AuditActions.CandidateSnoozed, SubjectName = "Bureau Samenspel – Gemeente Zwolle" },
            ]);
        (await SeenAsync("Gemeente Ede")).Should().Be(outcome.Value.Done[0].Card);
    }

    [Fact]
    public async Task The_undo_brings_back_what_was_put_aside_and_nothing_that_somebody_changed_since()
    {
        var (ede, zwolle, weg) = (await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Zwolle"), await SeenAsync("Gemeente Weg"));
        var snoozed = (await Pipeline.SnoozeManyAsync(Make.Staff, new(Guid.CreateVersion7(), [ede, zwolle, weg], null), default)).Value!;
        snoozed.Done.Select(card => card.WasAside).Should().Equal(false, false, true);
        await Pipeline.AssignAsync(
            Make.CommercialOwner,
            new(Guid.CreateVersion7(), zwolle.WorkspaceId, snoozed.Done[1].Card.Version, OwnerSubject: Make.Staff.Subject),
            default);

        var back = await Pipeline.BringBackManyAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), [.. snoozed.Done.Where(card => !card.WasAside).Select(card => card.Card)]),
            default);

        back.Value!.Done.Select(card => card.Card.WorkspaceId).Should().Equal(ede.WorkspaceId);
        back.Value.Left.Select(card => card.Why).Should().Equal("Joris Bakker changed it meanwhile.");
        (await SnoozedAsync()).Should().Equal("Gemeente Weg", "Gemeente Zwolle");
    }

    [Fact]
    public async Task Assigns_those_who_are_not_that_persons_already()
    {
        var (ede, zwolle) = (await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Zwolle"));
        await Pipeline.SnoozeAsync(Make.Staff, new(Guid.CreateVersion7(), ede.WorkspaceId, ede.Version, null), default);
        await Pipeline.AssignAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), zwolle.WorkspaceId, zwolle.Version, Make.Staff.Subject),
            default);

        var outcome = await Pipeline.AssignManyAsync(
            Make.Staff,
            new(Guid.CreateVersion7(), [await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Zwolle")], Make.Staff.Subject),
            default);

        outcome.Value!.Done.Select(card => card.Card.WorkspaceId).Should().Equal(ede.WorkspaceId);
        outcome.Value.Left.Select(card => card.Why).Should().Equal("Nothing changed.");
        (await CardAsync("Gemeente Ede")).OwnerName.Should().Be(Make.Staff.Name);
    }

    [Fact]
    public async Task Saves_nothing_where_every_card_is_refused_or_the_command_makes_no_sense()
    {
        var (ede, oost) = (await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Oost"));
        var before = await _database.QueryAsync(db => db.AuditEntries.CountAsync());

        (await SnoozeAsync([oost, new(Guid.NewGuid(), 1)], null)).Refusals.Select(refusal => refusal.Sentence).Should().Equal(
            "Bureau Samenspel – Gemeente Oost: This client has graduated.",
            "A client that is gone: This client is not in the pipeline. It may have been handed off or removed on the platform.");
        (await SnoozeAsync([ede], new(2026, 11, 20))).Refusals.Should().Equal(new SnoozedIntoThePast());
        (await SnoozeAsync([], null)).Refusals.Should().Equal(new NoCards());
        (await SnoozeAsync([.. Enumerable.Range(0, 201).Select(_ => ede)], null)).Refusals.Should().Equal(new TooManyCards(200));
        (await Pipeline.AssignManyAsync(Make.Staff, new(Guid.CreateVersion7(), [ede], "nobody-of-that-name"), default))
            .Refusals.Should().Equal(new UnknownColleague());
        (await Pipeline.SnoozeManyAsync(Make.Nobody, new(Guid.CreateVersion7(), [ede], null), default))
            .Refusals.Should().Equal(new NotPermitted(Permission.WorkPipeline));
        (await _database.QueryAsync(db => db.AuditEntries.CountAsync())).Should().Be(before);

        Task<Outcome<CandidatesChanged>> SnoozeAsync(IReadOnlyList<CardSeen> cards, DateOnly? until) =>
            Pipeline.SnoozeManyAsync(Make.Staff, new(Guid.CreateVersion7(), cards, until), default);
    }

    [Fact]
    public async Task Sent_twice_it_is_done_once_and_answers_the_same()
    {
        CardSeen[] cards = [await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Oost")];
        var command = new SnoozeCandidates(Guid.CreateVersion7(), cards, Until: null);

        var first = await Pipeline.SnoozeManyAsync(Make.Staff, command, default);
        var second = await Pipeline.SnoozeManyAsync(Make.Staff, command, default);

        second.Value.Should().BeEquivalentTo(first.Value);
        (await SeenAsync("Gemeente Ede")).Version.Should().Be(command.Cards[0].Version + 1);
    }

    [Fact]
    public async Task Exports_the_chosen_clients_alone()
    {
        var (ede, weg) = (await SeenAsync("Gemeente Ede"), await SeenAsync("Gemeente Weg"));
        using var file = new MemoryStream();

        await _database.Get<PipelineExport>()
            .WriteCsvAsync(Make.Staff, [ede.WorkspaceId, weg.WorkspaceId, Guid.NewGuid()], CsvForm.Plain, file, default);

        Encoding.UTF8.GetString(file.ToArray())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(',')[1])
            .Should().BeEquivalentTo("Gemeente Ede", "Gemeente Weg");
    }

    private async Task<CandidateCard> CardAsync(string client)
    {
        var id = await _database.QueryAsync(db =>
            db.Workspaces.Where(workspace => workspace.DataOwnerName == client).Select(workspace => workspace.Id).SingleAsync());
        return (await _database.Get<PipelineDirectory>().FindAsync(Make.Staff, id, default))!;
    }

    private async Task<CardSeen> SeenAsync(string client)
    {
        var card = await CardAsync(client);
        return new(card.WorkspaceId, card.Version);
    }

    private Task<List<string>> SnoozedAsync() => _database.QueryAsync(db => (
        from card in db.Candidates
        where card.IsSnoozed
        join workspace in db.Workspaces on card.Id equals workspace.Id
        orderby workspace.DataOwnerName
        select workspace.DataOwnerName!).ToListAsync());
}

using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Changes;
using Partners.Core.Handoffs;
using Partners.Core.Today;

namespace Partners.Console.Tests.Handoffs;

/// <summary>The partner's certificate that its copies were returned or deleted (docs/product.md H32, H33).</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private HandoffScene _scene = null!;
    private HandoffDetails _done = null!;

    private TestDatabase Database => _scene.Database;

    public async ValueTask InitializeAsync()
    {
        _scene = await HandoffScene.CreateAsync();
        _done = await _scene.DecidedAsync();
        (await _scene.HandOffAsync(_done)).IsDone.Should().BeTrue();
        _done = await _scene.FindAsync(_done.Handoff.Id);
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task What_came_back_signed_is_recorded_with_its_line_in_the_trail()
    {
        (await RecordAsync(Signed())).Value.Should().Be(new CertificateRecorded(_done.Handoff.Id, "Woonvisie", IsCorrection: false));

        (await EntriesAsync()).Should().ContainSingle().Which.Should().Match<HandoffCertificate>(entry =>
            entry.SignedBy == "Pim Smit" && entry.SignedOn == Database.Today && entry.Copies == CopiesFate.ReturnedAndDeleted
            && entry.ReceivedBy == "By mail, DOC-4711" && entry.Notes == "Back-ups until March" && entry.Because == null
            && entry.RecordedByName == Make.Operator.Name && entry.RecordedAt == FixedClock.Noon);
        (await Database.QueryAsync(db => db.AuditEntries
            .Where(entry => entry.Action == AuditActions.CertificateRecorded)
            .Select(entry => new { entry.SubjectId, entry.After })
            .SingleAsync())).Should().Match<object>(entry => entry.ToString()!.Contains("DOC-4711", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_later_entry_corrects_it_with_a_reason_and_the_one_before_stays_readable()
    {
        await RecordAsync(Signed());
        _done = await _scene.FindAsync(_done.Handoff.Id);
        var corrected = Signed() with { Copies = CopiesFate.Deleted, Reason = "Nothing was sent back" };
        (await RecordAsync(corrected with { Reason = " " })).Refusals.Should().ContainSingle().Which.Should().BeOfType<ReasonMissing>();
        (await RecordAsync(Signed() with { Reason = "Again" })).Refusals.Should().ContainSingle().Which.Should().BeOfType<NothingChanged>();
        (await RecordAsync(corrected)).Value!.IsCorrection.Should().BeTrue();

        (await EntriesAsync()).Select(entry => (entry.Copies, entry.Because)).Should().Equal(
            (CopiesFate.Deleted, "Nothing was sent back"),
            (CopiesFate.ReturnedAndDeleted, null));
        (await Database.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.CertificateCorrected)))
            .Reason.Should().Be("Nothing was sent back");
    }

    public static TheoryData<string, string> Refusals() => new()
    {
        { "no signer", "Enter who signed it." },
        { "a long signer", "The name can have at most 200 characters." },
        { "no day", "Enter the day it was signed." },
        { "before the handoff", "It cannot have been signed before the handoff on 20 November 2026." },
        { "in the future", "This day is in the future. Record it once it is signed." },
        { "no fate", "Say whether the copies were returned, deleted, or both." },
        { "no receipt", "Enter how it was received, or its reference." },
        { "a long receipt", "How it was received can have at most 200 characters." },
        { "long notes", "The notes can have at most 1000 characters." },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_is_missing_or_cannot_be_is_refused(string wrong, string sentence)
    {
        (await RecordAsync(Wrong(wrong))).Refusals.Should().ContainSingle().Which.Sentence.Should().Be(sentence);

        (await EntriesAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once() =>
        (await RecordAsync(new(Guid.CreateVersion7(), _done.Handoff.Id, _done.Handoff.Version, null, null, null, " ")))
            .Refusals.Should().HaveCount(4);

    [Fact]
    public async Task Before_a_handoff_there_is_none_to_record()
    {
        await using var before = await HandoffScene.CreateAsync();
        var draft = await before.DecidedAsync();

        (await before.Database.Get<HandoffCertificates>().RecordAsync(
            Make.Operator,
            Signed() with { HandoffId = draft.Handoff.Id, VersionSeen = draft.Handoff.Version },
            default)).Refusals.Should().ContainSingle()
            .Which.Sentence.Should().Be("Woonvisie was not handed off, so there is no certificate to record.");
        (await RecordAsync(Signed() with { HandoffId = Guid.CreateVersion7() })).Refusals.Should().ContainSingle()
            .Which.Should().BeOfType<NoSuchHandoff>();
    }

    [Fact]
    public async Task Of_two_who_record_it_at_once_the_second_is_told_of_the_first()
    {
        (await RecordAsync(Signed())).IsDone.Should().BeTrue();

        (await RecordAsync(Signed() with { SignedBy = "Paula Vos" })).Conflict.Should().NotBeNull();
        (await EntriesAsync()).Should().ContainSingle().Which.SignedBy.Should().Be("Pim Smit");
    }

    [Fact]
    public async Task Sent_twice_it_is_recorded_once()
    {
        var command = Signed();
        (await RecordAsync(command)).IsDone.Should().BeTrue();

        (await RecordAsync(command)).Value.Should().Be(new CertificateRecorded(_done.Handoff.Id, "Woonvisie", IsCorrection: false));
        (await EntriesAsync()).Should().ContainSingle();
    }

    [Fact]
    public async Task Only_a_handoff_operator_records_it() =>
        (await Database.Get<HandoffCertificates>().RecordAsync(Make.Staff, Signed(), default)).Refusals.Should().ContainSingle()
            .Which.Should().BeOfType<NotPermitted>();

    [Theory]
    [InlineData("2026-12-20", false)]
    [InlineData("2026-12-21", true)]
    public void It_is_outstanding_from_the_day_after_thirty_days(string day, bool isOutstanding)
    {
        var today = DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        CertificateDue.IsOutstanding(new(2026, 11, 20), signedOn: null, today).Should().Be(isOutstanding);
        CertificateDue.IsOutstanding(new(2026, 11, 20), signedOn: new(2026, 12, 1), today).Should().BeFalse();
    }

    [Fact]
    public async Task Outstanding_it_is_on_Today_and_in_the_list_until_it_is_recorded()
    {
        Database.Clock.Now = FixedClock.Noon.AddDays(30);
        (await OutstandingAsync()).Should().Be((0, 0, 0), "the last day is not over");
        Database.Clock.Now = FixedClock.Noon.AddDays(31);
        (await OutstandingAsync()).Should().Be((1, 1, 1));
        (await Database.Get<Overview>().FindAsync(Make.Staff, default)).Handoffs.FirstUncertified.Should().Equal(
            new UncertifiedHandoff(_done.Handoff.Id, "Woonvisie", "Bureau Samenspel", new(2026, 12, 20)));

        (await RecordAsync(Signed())).IsDone.Should().BeTrue();
        (await OutstandingAsync()).Should().Be((0, 0, 0));
    }

    private async Task<(int OnToday, int Counted, int Listed)> OutstandingAsync()
    {
        var listed = await Database.Get<HandoffDirectory>().ListAsync(Make.Staff, PendingHandoffs.UncertifiedQuery, default);
        return (
            (await Database.Get<Overview>().FindAsync(Make.Staff, default)).Handoffs.Uncertified,
            listed.Uncertified,
            listed.Rows.Count(row => row.IsUncertified));
    }

    private RecordCertificate Wrong(string what) => what switch
    {
        "no signer" => Signed() with { SignedBy = " " },
        "a long signer" => Signed() with { SignedBy = new('x', 201) },
        "no day" => Signed() with { SignedOn = null },
        "before the handoff" => Signed() with { SignedOn = Database.Today.AddDays(-1) },
        "in the future" => Signed() with { SignedOn = Database.Today.AddDays(1) },
        "no fate" => Signed() with { Copies = null },
        "no receipt" => Signed() with { ReceivedBy = null },
        "a long receipt" => Signed() with { ReceivedBy = new('x', 201) },
        "long notes" => Signed() with { Notes = new('x', 1_001) },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private RecordCertificate Signed() => new(
        Guid.CreateVersion7(),
        _done.Handoff.Id,
        _done.Handoff.Version,
        " Pim Smit ",
        DateOnly.FromDateTime(FixedClock.Noon.Date),
        CopiesFate.ReturnedAndDeleted,
        "By mail, DOC-4711",
        "Back-ups until March");

    private Task<Outcome<CertificateRecorded>> RecordAsync(RecordCertificate command) =>
        Database.Get<HandoffCertificates>().RecordAsync(Make.Operator, command, default);

    private Task<IReadOnlyList<HandoffCertificate>> EntriesAsync() =>
        Database.Get<HandoffCertificates>().OfHandoffAsync(Make.Staff, _done.Handoff.Id, default);
}

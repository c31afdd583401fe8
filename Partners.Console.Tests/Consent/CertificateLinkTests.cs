using FluentAssertions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Partners.Console.Tests.Handoffs;
using Partners.Console.Tests.Support;
using Partners.Core.Audit;
using Partners.Core.Consent;
using Partners.Core.Handoffs;

namespace Partners.Console.Tests.Consent;

/// <summary>A link by which the partner certifies what became of its copies (docs/product.md H38).</summary>
public sealed class CertificateLinkTests : IAsyncLifetime
{
    private HandoffScene _scene = null!;
    private HandoffDetails _done = null!;

    private TestDatabase Database => _scene.Database;

    public async ValueTask InitializeAsync()
    {
        _scene = await HandoffScene.CreateAsync(services =>
            services.AddSingleton(new ConsentSettings(new Uri("https://partners.example"))));
        _done = await _scene.DecidedAsync();
        (await _scene.HandOffAsync(_done)).IsDone.Should().BeTrue();
    }

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_yes_is_a_certificate_signed_on_that_day()
    {
        var token = await AskAsync();
        (await AnswerAsync(token, ConsentAnswer.Yes, choice: null)).Should().Be("Choose what is so.");
        (await AnswerAsync(token, ConsentAnswer.Yes, "Burnt")).Should().Be("Choose what is so.");
        (await AnswerAsync(token, ConsentAnswer.OtherDay)).Should().Be("Choose an answer.");

        (await AnswerAsync(token, ConsentAnswer.Yes, nameof(CopiesFate.Deleted))).Should().BeNull();

        (await CertificatesAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            SignedBy = "Pim Smit",
            SignedOn = Database.Today,
            Copies = CopiesFate.Deleted,
            ReceivedBy = "by link",
            RecordedByName = "The link of Pim Smit",
        });
        (await _scene.FindAsync(_done.Handoff.Id)).Handoff.CertificateSignedOn.Should().Be(Database.Today);
        (await LinkAsync()).Words.Should().Contain("Bureau Samenspel heeft daar geen kopieën meer van.")
            .And.EndWith("→ Ik verklaar dit: De kopieën zijn gewist");
        (await Database.QueryAsync(db => db.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.ConsentAnswered)))
            .After.Should().Contain("gewist");
    }

    [Fact]
    public async Task A_no_certifies_nothing()
    {
        (await AnswerAsync(await AskAsync(), ConsentAnswer.No)).Should().BeNull();

        (await CertificatesAsync()).Should().BeEmpty();
        (await LinkAsync()).Reason.Should().Be("We still have back-ups");
    }

    [Fact]
    public async Task It_holds_no_longer_once_a_certificate_is_recorded_by_hand()
    {
        var token = await AskAsync();
        var now = (await _scene.FindAsync(_done.Handoff.Id)).Handoff;
        (await Database.Get<HandoffCertificates>().RecordAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), now.Id, now.Version, "Pim Smit", Database.Today, CopiesFate.Returned, "By mail"),
            default)).Refusals.Should().BeEmpty();

        (await AnswerAsync(token, ConsentAnswer.Yes, nameof(CopiesFate.Deleted))).Should().Be(new LinkNotUsable().Sentence);
        (await LinkAsync()).State.Should().Be(ConsentState.NoLongerHolds);
    }

    [Fact]
    public async Task Before_the_handoff_there_is_nothing_to_certify()
    {
        await using var before = await HandoffScene.CreateAsync();
        var draft = await before.DecidedAsync();

        (await before.Database.Get<HandoffConsents>().AskForCertificateAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), draft.Handoff.Id, draft.Handoff.Version, new("Pim", "p@samenspel.example", ConsentToken.New())),
            default)).Refusals.Should().ContainSingle().Which.Should().BeOfType<NotHandedOff>();
    }

    private async Task<ConsentToken> AskAsync()
    {
        var (token, now) = (ConsentToken.New(), (await _scene.FindAsync(_done.Handoff.Id)).Handoff);
        (await Database.Get<HandoffConsents>().AskForCertificateAsync(
            Make.Operator,
            new(Guid.CreateVersion7(), now.Id, now.Version, new("Pim Smit", "pim@samenspel.example", token)),
            default)).Refusals.Should().BeEmpty();
        return token;
    }

    /// <returns>Why it was refused; null if it was not.</returns>
    private async Task<string?> AnswerAsync(ConsentToken token, ConsentAnswer answer, string? choice = null) =>
        (await Database.Get<ConsentAnswers>().AnswerAsync(
            token.Text,
            new(Guid.CreateVersion7(), answer, "We still have back-ups", OtherDay: null, ConsentLanguage.Dutch, choice),
            network: null,
            default)).Refusals.SingleOrDefault()?.Sentence;

    private Task<IReadOnlyList<HandoffCertificate>> CertificatesAsync() =>
        Database.Get<HandoffCertificates>().OfHandoffAsync(Make.Staff, _done.Handoff.Id, default);

    private async Task<ConsentLink> LinkAsync() =>
        (await Database.Get<HandoffConsents>().OfHandoffAsync(Make.Staff, _done.Handoff.Id, default))[0];
}

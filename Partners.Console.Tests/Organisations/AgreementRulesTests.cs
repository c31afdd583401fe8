using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Tests.Organisations;

public sealed class AgreementRulesTests
{
    private static readonly DateOnly s_today = new(2026, 11, 20);

    [Fact]
    public void Takes_an_agreement_that_is_in_place() =>
        AgreementRules.Read(Make.Agreement(" PA-1 ", link: " https://files.example/pa-1 "), s_today).Value
            .Should().Be(new AgreementTerms("PA-1", new(2026, 11, 2), "Jorn Tafel", null, "https://files.example/pa-1"));

    [Fact]
    public void Refuses_an_empty_form_with_every_field_at_once() =>
        AgreementRules.Read(new(null, null, " ", null, null, false), s_today).Refusals.Should().BeEquivalentTo(
        [
            (object)new AgreementReferenceMissing(), new SignedOnMissing(), new RelationshipOwnerMissing(), new NotConfirmed(),
        ]);

    [Fact]
    public void Refuses_an_agreement_signed_in_the_future() =>
        Refusal(Make.Agreement(signedOn: s_today.AddDays(1))).Should().Be(new SignedInTheFuture(s_today.AddDays(1)));

    [Fact]
    public void Takes_an_agreement_signed_today() =>
        AgreementRules.Read(Make.Agreement(signedOn: s_today), s_today).IsDone.Should().BeTrue();

    [Fact]
    public void Refuses_an_agreement_that_has_ended() =>
        Refusal(Make.Agreement(endsOn: s_today.AddDays(-1))).Should().Be(new AgreementHasEnded(s_today.AddDays(-1)));

    [Fact]
    public void Takes_an_agreement_on_its_last_day() =>
        AgreementRules.Read(Make.Agreement(endsOn: s_today), s_today).IsDone.Should().BeTrue();

    [Fact]
    public void Refuses_an_end_before_the_signing() =>
        Refusal(Make.Agreement(signedOn: s_today, endsOn: s_today.AddDays(-1))).Should().Be(new EndsBeforeSigned());

    [Theory]
    [InlineData("files.example/pa-1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    public void Refuses_a_link_that_is_no_web_address(string link) =>
        Refusal(Make.Agreement(link: link)).Should().Be(new LinkIsNoWebAddress());

    [Fact]
    public void Refuses_what_is_too_long_for_the_record() =>
        Refusal(Make.Agreement(new string('x', AgreementRules.LongestText + 1)))
            .Should().BeOfType<TooLong>().Which.Field
            .Should().Be(nameof(AgreementForm.Reference));

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, "The agreement ends today. Agree its renewal.")]
    [InlineData(1, "The agreement ends on 21 Nov 2026, in 1 day. Agree its renewal.")]
    [InlineData(30, "The agreement ends on 20 Dec 2026, in 30 days. Agree its renewal.")]
    [InlineData(31, null)]
    public void Warns_of_an_agreement_that_ends_within_30_days(int days, string? sentence) =>
        AgreementRules.EndsSoon(s_today.AddDays(days), s_today).Should().Be(sentence);

    [Fact]
    public void Warns_of_nothing_where_no_end_was_agreed() => AgreementRules.EndsSoon(null, s_today).Should().BeNull();

    private static Core.Changes.Refusal Refusal(AgreementForm form) =>
        AgreementRules.Read(form, s_today).Refusals.Should().ContainSingle().Subject;
}

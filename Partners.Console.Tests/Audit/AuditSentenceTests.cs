using FluentAssertions;
using Partners.Console.Audit;
using Partners.Core.Audit;

namespace Partners.Console.Tests.Audit;

/// <summary>What follows the person's name.</summary>
public sealed class AuditSentenceTests
{
    private const string Deal = "Bureau Samenspel – Gemeente Ede";

    private const string Terms =
        """{"agreementReference":"A","cap":200000,"expiresOn":"2027-01-01","holdsFrom":"2026-01-01","kickback":2000}""";

    [Theory]
    [InlineData("""cap":200000""", """cap":250000""", "raised the cap of {0} from € 2,000.00 to € 2,500.00")]
    [InlineData("""cap":200000""", """cap":150000""", "lowered the cap of {0} from € 2,000.00 to € 1,500.00")]
    [InlineData("""cap":200000""", """cap":null""", "removed the cap of {0}, which was € 2,000.00")]
    [InlineData("""kickback":2000""", """kickback":1250""", "lowered the kickback of {0} from 20 % to 12.5 %")]
    [InlineData("2027-01-01", "2028-06-30", "moved the expiry of {0} from 1 Jan 2027 to 30 Jun 2028")]
    [InlineData("""agreementReference":"A""", """agreementReference":"B""", "amended {0}")]
    public void An_amendment_of_one_term_names_it_with_from_and_to(string was, string becomes, string sentence) =>
        Of(AuditActions.DealAmended, Deal, Terms, Terms.Replace(was, becomes, StringComparison.Ordinal))
            .Should().Be(string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, Deal));

    [Fact]
    public void A_cap_that_was_not_there_is_set() =>
        Of(AuditActions.DealAmended, Deal, """{"cap":null}""", """{"cap":100000}""").Should().Be($"set the cap of {Deal} to € 1,000.00");

    [Fact]
    public void An_amendment_of_several_terms_names_the_day_that_they_hold_from() =>
        Of(
            AuditActions.DealAmended,
            Deal,
            Terms,
            """{"cap":260000,"expiresOn":"2027-01-01","holdsFrom":"2027-03-01","kickback":1500}""")
            .Should().Be($"amended {Deal} from 1 Mar 2027");

    [Theory]
    [InlineData(
        AuditActions.RoleChanged,
        "Ruben El Amrani in Groen en water",
        "changed Ruben El Amrani from observer to external in Groen en water")]
    [InlineData(
        AuditActions.RoleChanged,
        "Sophie in 't Veld in Woonvisie",
        "changed Sophie in 't Veld in Woonvisie from observer to external")]
    [InlineData(
        AuditActions.InviteChanged,
        "a@b.example in Woonvisie",
        "changed the invite of a@b.example to Woonvisie from observer to external")]
    [InlineData(AuditActions.PersonAdded, "Fatima Dijkstra in Woonvisie", "added Fatima Dijkstra to Woonvisie as external")]
    [InlineData(AuditActions.PersonRemoved, "Fatima Dijkstra in Woonvisie", "removed Fatima Dijkstra from Woonvisie")]
    [InlineData(AuditActions.CandidateMoved, "Bureau – Ede", "moved Bureau – Ede from agreed to handoff planned")]
    [InlineData(AuditActions.CandidateAssigned, "Bureau – Ede", "assigned Bureau – Ede to Noor de Wit")]
    [InlineData(AuditActions.CandidateSnoozed, "Bureau – Ede", "snoozed Bureau – Ede until 11 Dec 2026")]
    [InlineData(AuditActions.PayoutReversed, Deal, "reversed a payout of € 82.11 for Bureau Samenspel – Gemeente Ede")]
    [InlineData(AuditActions.PaymentBound, "Gemeente Ede", "bound the payment tr_link to the billing account Gemeente Ede")]
    [InlineData(AuditActions.MonthClosed, "Bureau Samenspel, 2026-09", "closed September 2026 for Bureau Samenspel")]
    [InlineData(AuditActions.HandoffCompleted, "Woonvisie", "handed off Woonvisie to Gemeente Ede")]
    [InlineData(AuditActions.HandoffScheduled, "Woonvisie", "scheduled the handoff of Woonvisie for 7 Dec 2026")]
    [InlineData(AuditActions.ProjectsMovedAway, "Dijken", "moved 3 projects from Dijken to Groen")]
    [InlineData("nobody.knows", "Woonvisie", "changed Woonvisie")]
    public void Names_whom_it_is_about_and_what_became_of_it(string action, string name, string sentence) => Of(
        action,
        name,
        """{"role":"observer","stage":"agreed"}""",
        """
        {"role":"external","stage":"handoffPlanned","ownerName":"Noor de Wit","snoozedUntil":"2026-12-11","amount":-8211,
         "payment":"tr_link",
         "client":{"newName":"Gemeente Ede"},"timing":{"agreedOn":"2026-12-07"},"from":"Dijken","to":"Groen","movedAway":3}
        """)
        .Should().Be(sentence);

    [Theory]
    [InlineData("objected", ", although the partner had objected")]
    [InlineData("notYet", ", sooner than the partner had agreed to")]
    [InlineData("agreed", ", with the partner’s consent")]
    [InlineData("notAsked", ", without asking the partner")]
    [InlineData("noAnswer", ", without an answer from the partner")]
    public void A_first_contact_says_what_the_partner_had_said(string said, string ending) => Of(
        AuditActions.CandidateMoved,
        "Bureau – Ede",
        """{"stage":"signalled"}""",
        $$"""{"stage":"contacted","partnerSaid":"{{said}}"}""")
        .Should().Be($"moved Bureau – Ede from signalled to contacted{ending}");

    [Theory]
    [InlineData("""{"link":{"purpose":"clientContact"}}""", "agreed to contacting Bureau – Ede")]
    [InlineData("""{"link":{"reason":"No"}}""", "objected to contacting Bureau – Ede")]
    [InlineData("""{"link":{"otherDay":"2027-01-08"}}""", "agreed to contacting Bureau – Ede from 8 Jan 2027")]
    public void What_a_partner_answered_is_a_sentence(string after, string sentence) =>
        Of(AuditActions.ContactAnswered, "Bureau – Ede", before: null, after).Should().Be(sentence);

    [Fact]
    public void A_corrected_binding_names_both_accounts()
    {
        const string Payment = """{"payment":"tr_link"}""";
        Of(AuditActions.PaymentUnbound, "Gemeente Ede", Payment, """{"belongsTo":"Woonvisie"}""")
            .Should().Be("took the payment tr_link from the billing account Gemeente Ede: it belongs to Woonvisie");
        Of(AuditActions.PaymentUnbound, "Gemeente Ede", Payment, after: null)
            .Should().Be("took the payment tr_link from the billing account Gemeente Ede: nobody knows whose it is");
        Of(AuditActions.PaymentBound, "Woonvisie", """{"boundTo":"Gemeente Ede"}""", Payment)
            .Should().Be("bound the payment tr_link to the billing account Woonvisie, and no longer to Gemeente Ede");
    }

    [Fact]
    public void Every_action_has_a_kind_and_a_sentence_without_facts()
    {
        foreach (var action in AuditActions.Words.Keys)
        {
            AuditKinds.Of(action).Should().NotBeNull(action);
            Of(action, "Woonvisie", before: null, after: null)
                .Should().MatchRegex("^[a-z]", action).And.NotContain("  ").And.NotEndWith(" ");
        }
    }

    [Fact]
    public void What_is_no_JSON_does_no_harm() => Of(AuditActions.DealAdded, Deal, "<b>", "[").Should().Be($"added the deal {Deal}");

    private static string Of(string action, string name, string? before, string? after) => AuditSentences.Of(new(
        1,
        DateTimeOffset.UnixEpoch,
        "noor",
        "Noor de Wit",
        action,
        "kind",
        "id",
        name,
        null,
        null,
        before,
        after,
        null,
        "hash",
        Guid.Empty));
}

using Partners.Core.Audit;
using Partners.Core.Mail;

namespace Partners.Core.Consent;

/// <summary>The mail that brings a link, in both languages, with the link itself sealed apart (docs/product.md N5).</summary>
internal static class ConsentMail
{
    public static NewMail Of(ConsentLink link, AuditSubject record, string address)
    {
        var (dutch, english) = (link.Statement.Dutch, link.Statement.English);
        return new(
            link.Purpose == ConsentPurpose.ClientContact ? MailKind.ContactLink : MailKind.ConsentLink,
            link.PersonEmail,
            link.PersonName,
            Shortened($"{dutch.Title} / {english.Title}"),
            $"""
            {dutch.Asks}

            Lees wat dit inhoudt en antwoord via uw persoonlijke link:

            {MailRules.SecretPlace}

            U hoeft niet in te loggen. De link werkt één keer, tot {ConsentWords.Moment(link.ExpiresAt, ConsentLanguage.Dutch)}.
            Stuur deze mail niet door: wie de link heeft, kan antwoorden.

            – – –

            {english.Asks}

            Read what it means, and answer, by your personal link above. You do not need to sign in. The link works once, until
            {ConsentWords.Moment(link.ExpiresAt, ConsentLanguage.English)}.
            Please do not forward this email: whoever has the link can answer.

            dembrane
            """.ReplaceLineEndings("\n"),
            record,
            Secret: address);
    }

    private static string Shortened(string subject) =>
        subject.Length <= MailRules.LongestSubject ? subject : $"{subject[..(MailRules.LongestSubject - 1)]}…";
}

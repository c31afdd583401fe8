using Partners.Core.Consent;

namespace Partners.Core.Handoffs;

/// <summary>What the link about the partner's copies says (docs/product.md H38).</summary>
internal static class CertificateStatement
{
    public static ConsentStatement Of(HandoffRecord record, string person) => new(
        Text(record, person, ConsentLanguage.Dutch),
        Text(record, person, ConsentLanguage.English));

    private static ConsentText Text(HandoffRecord record, string person, ConsentLanguage language)
    {
        var day = ConsentWords.Day(record.HandedOffOn, language);
        return language == ConsentLanguage.Dutch
            ? new(
                $"Verklaring over kopieën van {record.Workspace}",
                $"{person}, wilt u namens {record.Partner} verklaren wat er met de kopieën is gebeurd?",
                [
                    $"{record.Partner} heeft de werkruimte {record.Workspace} op {day} overgedragen aan {record.Client}.",
                    $"De verklaring gaat over alles wat {record.Partner} daarvan buiten dembrane had bewaard: opnames, transcripten, rapporten "
                        + "en andere gegevens, ook bij anderen die het in opdracht bewaarden.",
                    $"{record.Partner} heeft daar geen kopieën meer van.",
                    $"dembrane geeft deze verklaring op verzoek aan {record.Client}.",
                ],
                "Ik verklaar dit",
                TakesOtherDay: false)
            {
                Choices =
                [
                    new(nameof(CopiesFate.Returned), "De kopieën zijn teruggegeven"),
                    new(nameof(CopiesFate.Deleted), "De kopieën zijn gewist"),
                    new(nameof(CopiesFate.ReturnedAndDeleted), "De kopieën zijn teruggegeven en daarna gewist"),
                ],
            }
            : new(
                $"Certificate about copies of {record.Workspace}",
                $"{person}, do you certify for {record.Partner} what became of the copies?",
                [
                    $"{record.Partner} handed the workspace {record.Workspace} over to {record.Client} on {day}.",
                    $"The certificate is about everything of it that {record.Partner} kept outside dembrane: recordings, transcripts, reports "
                        + "and other data, also with others who kept it on its behalf.",
                    $"{record.Partner} has no copies of it any more.",
                    $"dembrane gives this certificate to {record.Client} on request.",
                ],
                "I certify this",
                TakesOtherDay: false)
            {
                Choices =
                [
                    new(nameof(CopiesFate.Returned), "The copies were returned"),
                    new(nameof(CopiesFate.Deleted), "The copies were deleted"),
                    new(nameof(CopiesFate.ReturnedAndDeleted), "The copies were returned and then deleted"),
                ],
            };
    }
}

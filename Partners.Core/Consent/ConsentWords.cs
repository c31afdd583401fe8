using System.Globalization;
using Partners.Core.Values;

namespace Partners.Core.Consent;

/// <summary>Words of a link's page that do not depend on what it asks, and how it writes days and amounts.</summary>
internal static class ConsentWords
{
    private static readonly CultureInfo s_dutch = CultureInfo.GetCultureInfo("nl-NL");
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"15 november 2026", "15 November 2026".</summary>
    public static string Day(DateOnly day, ConsentLanguage language) => day.ToString("d MMMM yyyy", CultureOf(language));

    /// <summary>"15 november 2026 om 14.05 uur", "15 November 2026, 14:05", in Amsterdam.</summary>
    public static string Moment(DateTimeOffset instant, ConsentLanguage language) => instant.InAmsterdam().ToString(
        language == ConsentLanguage.Dutch ? "d MMMM yyyy 'om' HH'.'mm 'uur'" : "d MMMM yyyy, HH':'mm",
        CultureOf(language));

    /// <summary>"€ 1.962,00", "€ 1,962.00".</summary>
    public static string Amount(Money amount, ConsentLanguage language) =>
        $"€\u00a0{(amount.Cents / 100m).ToString("N2", CultureOf(language))}";

    /// <summary>"12,5%", "12.5%".</summary>
    public static string Percent(Percentage percentage, ConsentLanguage language) =>
        $"{(percentage.BasisPoints / 100m).ToString("0.##", CultureOf(language))}%";

    /// <summary>What the person said, in the language they said it in.</summary>
    public static string Answer(ConsentReply reply, ConsentLink link) => (reply.Answer, reply.Language) switch
    {
        (ConsentAnswer.Yes, var language) => link.Statement.In(language) is var text
            && text.Choices.FirstOrDefault(choice => choice.Code == reply.Choice) is { } chosen
                ? $"{text.Yes}: {chosen.Label}"
                : text.Yes,
        (ConsentAnswer.No, ConsentLanguage.Dutch) => $"Nee: {reply.Reason!.Trim()}",
        (ConsentAnswer.No, _) => $"No: {reply.Reason!.Trim()}",
        (_, ConsentLanguage.Dutch) when link.Statement.Dutch.IsFromDay =>
            $"Ja, maar niet vóór {Day(reply.OtherDay!.Value, ConsentLanguage.Dutch)}",
        (_, ConsentLanguage.English) when link.Statement.English.IsFromDay =>
            $"Yes, but not before {Day(reply.OtherDay!.Value, ConsentLanguage.English)}",
        (_, ConsentLanguage.Dutch) => $"Liever op een andere dag: {Day(reply.OtherDay!.Value, ConsentLanguage.Dutch)}",
        _ => $"Another day suits me better: {Day(reply.OtherDay!.Value, ConsentLanguage.English)}",
    };

    private static CultureInfo CultureOf(ConsentLanguage language) => language == ConsentLanguage.Dutch ? s_dutch : s_english;
}

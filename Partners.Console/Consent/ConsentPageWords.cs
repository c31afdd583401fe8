using System.Globalization;
using Microsoft.Net.Http.Headers;
using Partners.Core.Changes;
using Partners.Core.Consent;
using Partners.Core.Values;

namespace Partners.Console.Consent;

/// <summary>The page's own words, in Dutch and English. What is asked comes with the link.</summary>
internal sealed record ConsentPageWords(
    string Tag,
    string Other,
    string OtherTag,
    string SwitchTo,
    string Closed,
    string Failed,
    string Choose,
    string No,
    string WhyNot,
    string SendNo,
    string AnotherDay,
    string WhichDay,
    string SendDay,
    string FromLater,
    string FromWhichDay,
    string SendFrom,
    string Kept,
    string Thanks,
    string SaidYes,
    string SaidNo,
    string SaidDay,
    string SaidFrom,
    string MayClose,
    string TooMany)
{
    private const string Dutch = "nl";
    private const string English = "en";

    private static readonly ConsentPageWords s_dutch = new(
        Dutch,
        English,
        "en-GB",
        "English",
        "Deze link is niet (meer) te gebruiken.",
        "Er ging iets mis. Er is niets vastgelegd; probeer het later nog eens.",
        "Wat is er gebeurd?",
        "Nee",
        "Waarom niet?",
        "Nee versturen",
        "Liever een andere dag",
        "Welke dag schikt u?",
        "Deze dag voorstellen",
        "Ja, maar pas later",
        "Vanaf welke dag?",
        "Ja vanaf deze dag",
        "U kunt één keer antwoorden, tot {0}. Deze link is bedoeld voor {1}. dembrane bewaart uw antwoord met de tekst hierboven, het "
            + "tijdstip, uw mailadres en uw netwerkadres.",
        "Dank u wel",
        "U heeft bevestigd. Uw antwoord is vastgelegd.",
        "U heeft nee gezegd. Uw antwoord is vastgelegd; dembrane neemt contact met u op.",
        "U heeft {0} voorgesteld. Uw antwoord is vastgelegd; dembrane neemt contact met u op.",
        "U heeft ja gezegd, vanaf {0}. Uw antwoord is vastgelegd.",
        "U kunt deze pagina sluiten.",
        "Te veel pogingen. Wacht een minuut en open de link dan opnieuw.");

    private static readonly ConsentPageWords s_english = new(
        "en-GB",
        Dutch,
        Dutch,
        "Nederlands",
        "This link cannot be used (any more).",
        "Something went wrong. Nothing was recorded; please try again later.",
        "What happened?",
        "No",
        "Why not?",
        "Send no",
        "I’d prefer another day",
        "Which day suits you?",
        "Propose this day",
        "Yes, but not yet",
        "From which day?",
        "Yes from this day",
        "You can answer once, until {0}. This link is meant for {1}. dembrane keeps your answer with the text above, the time, your email "
            + "address and your network address.",
        "Thank you",
        "You confirmed. Your answer is recorded.",
        "You said no. Your answer is recorded, and dembrane will get in touch.",
        "You proposed {0}. Your answer is recorded, and dembrane will get in touch.",
        "You said yes, from {0}. Your answer is recorded.",
        "You can close this page.",
        "Too many attempts. Wait a minute, then open the link again.");

    public static ConsentPageWords In(ConsentLanguage language) => language == ConsentLanguage.Dutch ? s_dutch : s_english;

    /// <summary>The one asked for, else the browser's; Dutch where it says neither.</summary>
    public static ConsentLanguage LanguageOf(HttpRequest request) => request.Query[ConsentEndpoints.LanguageParameter].ToString() switch
    {
        Dutch => ConsentLanguage.Dutch,
        English => ConsentLanguage.English,
        _ => request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(Known)
            .FirstOrDefault(known => known is not null) ?? ConsentLanguage.Dutch,
    };

    public static string Of(Refusal refused, ConsentLanguage language) => (refused, language) switch
    {
        (_, ConsentLanguage.English) => refused.Sentence,
        (ChoiceMissing, _) => "Kies wat er is gebeurd.",
        (WhyNotMissing, _) => "Vul in waarom niet.",
        (WhyNotTooLong, _) => $"Gebruik hoogstens {Reasons.Longest} tekens.",
        (OtherDayMissing, _) => "Vul de dag in die u schikt.",
        (OtherDayPast, _) => "Die dag is al voorbij.",
        (OtherDayTheSame, _) => "Dat is de dag die al is voorgesteld.",
        _ => "Kies een antwoord.",
    };

    /// <summary>"15 november 2026".</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>"15 november 2026 om 14.05 uur".</summary>
    public string Moment(DateTimeOffset instant) =>
        instant.InAmsterdam().ToString(Tag == Dutch ? "d MMMM yyyy 'om' HH'.'mm 'uur'" : "d MMMM yyyy, HH':'mm", Culture);

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Tag == Dutch ? "nl-NL" : "en-GB");

    public string Said(ConsentTaken taken) => taken.Answer switch
    {
        ConsentAnswer.Yes => SaidYes,
        ConsentAnswer.No => SaidNo,
        _ => string.Format(CultureInfo.InvariantCulture, taken.IsFromDay ? SaidFrom : SaidDay, Day(taken.OtherDay!.Value)),
    };

    private static ConsentLanguage? Known(StringWithQualityHeaderValue accepted) =>
        accepted.Value.StartsWith(Dutch, StringComparison.OrdinalIgnoreCase) ? ConsentLanguage.Dutch
        : accepted.Value.StartsWith(English, StringComparison.OrdinalIgnoreCase) ? ConsentLanguage.English
        : null;
}

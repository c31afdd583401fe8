using Partners.Console.MadeUp.Demonstration;

namespace Partners.Console.MadeUp.Synthetic;

/// <summary>
/// Names of organisations that are searched like real ones: a fragment such as "gemeente" is in a quarter of them, "hoven" in
/// some hundreds, "sterrenwacht" in one of two thousand.
/// </summary>
internal static class SyntheticNames
{
    private const int OneInTwoThousand = 2_000;

    /// <summary>How often in a hundred, and what kind of organisation.</summary>
    private static readonly (int Weight, string Kind)[] s_kinds =
    [
        (25, "Gemeente"), (12, "Stichting"), (6, "Vereniging"), (5, "Zorggroep"), (5, "Basisschool"), (5, "Bibliotheek"), (5, "Museum"),
        (4, "Woningcorporatie"), (4, "Waterschap"), (4, "Hogeschool"), (4, "Bureau"), (4, "Scholengroep"), (3, "Regio"), (3, "Adviesgroep"),
        (3, "GGD"), (2, "Veiligheidsregio"), (2, "Energiecoöperatie"), (2, "Jeugdraad"), (1, "Provincie"), (1, "Natuurfonds"),
    ];

    private static readonly string[] s_kindOfHundred = [.. s_kinds.SelectMany(kind => Enumerable.Repeat(kind.Kind, kind.Weight))];

    private static readonly string[] s_begin =
    [
        "Aal", "Baren", "Berg", "Beek", "Bloemen", "Bos", "Bree", "Brouwers", "Dalem", "Diep", "Dijk", "Doorn", "Drie", "Eiken", "Els",
        "Gras", "Groen", "Haar", "Hazel", "Heer", "Hilver", "Hoog", "Kamper", "Kerk", "Klaver", "Konings", "Lage", "Linden", "Maas", "Meer",
        "Middel", "Molen", "Nieuw", "Noorder", "Ooster", "Oud", "Polder", "Purmer", "Rijn", "Roer", "Schoon", "Steen", "Veen", "Vlier",
        "Vrede", "Water", "Wester", "Wijde", "Wild", "Zand", "Zee", "Zonne", "Zuider", "Zwane",
    ];

    private static readonly string[] s_end =
    [
        "beek", "berg", "broek", "burg", "dal", "dam", "dijk", "donk", "drecht", "gein", "haven", "heide", "horst", "hoek", "hoven",
        "huizen", "kamp", "kerk", "kwartier", "laar", "land", "lo", "meer", "mond", "oord", "poort", "rade", "rode", "schoten", "stede",
        "veen", "veld", "vliet", "voort", "waard", "wijk", "wold", "woude", "zicht", "zijl", "zoom", "zwaag",
    ];

    private static readonly string[] s_side =
    [
        "Noord", "Oost", "Zuid", "West", "Midden", "aan Zee", "aan de Rijn", "Buiten", "Binnen", "e.o.",
    ];

    private static readonly string[] s_rare = ["Sterrenwacht", "Orkest Ångström", "Kwartelkoning", "Vuurtoren", "Zeppelin", "Papegaai"];

    public static string Organisation(Dice dice)
    {
        var place = dice.Pick(s_begin) + dice.Pick(s_end);
        if (dice.Chance(30))
        {
            place = $"{place} {dice.Pick(s_side)}";
        }

        return dice.Below(OneInTwoThousand) == 0
            ? $"{dice.Pick(s_rare)} {place}"
            : $"{dice.Pick(s_kindOfHundred)} {place}";
    }
}

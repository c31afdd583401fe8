using Partners.Core.Values;

namespace Partners.Console.MadeUp.Demonstration;

/// <summary>What made-up people and projects are called.</summary>
internal static class Names
{
    public static readonly IReadOnlyList<string> First =
    [
        "Aisha", "Anouk", "Bart", "Bilal", "Carlijn", "Daan", "Dewi", "Elif", "Emma", "Esther", "Fatima", "Femke", "Floor", "Frank",
        "Gijs", "Hanna", "Hugo", "Ilse", "Imane", "Jasper", "Jelle", "Joost", "Karim", "Kim", "Koen", "Lars", "Lieke", "Lotte",
        "Maarten", "Marit", "Mehmet", "Mila", "Nadia", "Noor", "Omar", "Petra", "Pim", "Quinten", "Roos", "Ruben", "Sanne", "Sem",
        "Soraya", "Tess", "Thijs", "Tom", "Vera", "Willemijn", "Wout", "Yara", "Youssef", "Zeynep",
    ];

    public static readonly IReadOnlyList<string> Last =
    [
        "Aarts", "Bakker", "van den Berg", "de Boer", "Bos", "Bouwman", "van Dam", "Dekker", "van Dijk", "Dijkstra", "El Amrani",
        "Evers", "de Graaf", "de Groot", "Haverkamp", "Hendriks", "van der Heijden", "Hoekstra", "Jansen", "Jacobs", "de Jong", "Kok",
        "Koster", "Kuipers", "van Leeuwen", "van der Meer", "Meijer", "Mulder", "Nguyen", "O’Brien", "Oosterhuis", "Özdemir", "Peters",
        "Postma", "Prins", "Sørensen", "Schouten", "Smit", "Smits", "Veenstra", "Verbeek", "Visser", "van Vliet", "Vos", "de Vries",
        "Willems", "de Wit", "Yılmaz",
    ];

    /// <summary>What people talk about: workspaces and projects are named for it.</summary>
    public static readonly IReadOnlyList<string> Subjects =
    [
        "Omgevingsvisie", "Wijkgesprekken", "Burgerberaad klimaat", "Energietransitie", "Groen en water", "Jeugdpanel", "Woonvisie",
        "Zorg in de buurt", "Mobiliteit centrum", "Cultuurnota", "Dorpskern vernieuwing", "Medewerkerstafels", "Ouderenparticipatie",
        "Raadsenquête", "Veilig uitgaan", "Speelplekken", "Schoolplein van morgen", "Armoedebeleid", "Bezoekers aan het woord",
        "Toekomst van het platteland",
    ];

    /// <summary>The address without what an address cannot hold: <c>zeynep.ozdemir@voorbeeld.example</c>.</summary>
    public static string Email(string displayName, string domain)
    {
        var words = SearchKey.Of(displayName).Split(' ');
        return $"{words[0]}.{string.Concat(words.Skip(1).SelectMany(word => word).Where(char.IsAsciiLetter))}@{domain}";
    }
}

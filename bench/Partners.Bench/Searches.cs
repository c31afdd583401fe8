namespace Partners.Bench;

/// <summary>Searches for names: common, less common, rare and absent; inside words, across them, and with an accent.</summary>
internal static class Searches
{
    private static readonly string[] s_searches =
    [
        "gemeente", "hoven", "sterrenwacht", "beek zuid", "coöp", "terdrecht", "museum zee", "ångström", "onvindbaar", "ste", "rijnveld",
        "veiligheidsregio maas",
    ];

    /// <summary>Cycles through the searches.</summary>
    public static string Of(int number) => s_searches[number % s_searches.Length];
}

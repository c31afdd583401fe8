namespace Partners.Bench;

/// <summary>What is searched for in names: common, middling, rare and absent; in the middle of words, across them, and with an accent.</summary>
internal static class Searches
{
    private static readonly string[] s_searches =
        ["gemeente", "hoven", "sterrenwacht", "beek zuid", "coöp", "terdrecht", "museum zee", "ångström", "onvindbaar", "ste", "rijnveld", "veiligheidsregio maas"];

    /// <summary>Each in its turn.</summary>
    public static string Of(int number) => s_searches[number % s_searches.Length];
}

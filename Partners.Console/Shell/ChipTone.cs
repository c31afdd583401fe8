namespace Partners.Console.Shell;

/// <summary>How urgent a status is. The colour is its third sign, after the word and the icon.</summary>
public enum ChipTone
{
    /// <summary>At rest.</summary>
    Grey,

    /// <summary>Live, or in motion.</summary>
    Blue,

    /// <summary>Done, or proven.</summary>
    Green,

    /// <summary>Look at it soon.</summary>
    Pollen,

    /// <summary>Act now.</summary>
    Candy,
}

namespace Partners.Core.Platform.Import;

/// <summary>Something about a file that somebody must know, though no row of it is wrong.</summary>
/// <param name="IsPart">True if the file is only a part of its list, or was not read: the import did not take in all that there is.</param>
public sealed record ImportWarning(string File, string Sentence, bool IsPart)
{
    /// <summary>Further ones are counted by nobody and kept nowhere.</summary>
    public const int MostKept = 200;
}

namespace Partners.Core.Consent;

public enum ConsentLanguage
{
    Dutch,
    English,
}

/// <summary>What the page of a link says, in each language.</summary>
public sealed record ConsentStatement(ConsentText Dutch, ConsentText English)
{
    internal static readonly ConsentStatement Empty = new(ConsentText.Empty, ConsentText.Empty);

    public ConsentText In(ConsentLanguage language) => language == ConsentLanguage.Dutch ? Dutch : English;
}

/// <param name="Asks">Who is asked for what, as a sentence.</param>
/// <param name="Says">What they agree to, a sentence each.</param>
/// <param name="Yes">What the button says that agrees to all of it.</param>
/// <param name="TakesOtherDay">Whether they may propose another day.</param>
public sealed record ConsentText(string Title, string Asks, IReadOnlyList<string> Says, string Yes, bool TakesOtherDay)
{
    /// <summary>What a yes has to say besides; empty for nothing.</summary>
    public IReadOnlyList<ConsentChoice> Choices { get; init; } = [];

    /// <summary>The other day is the first on which a yes holds, and none to meet on.</summary>
    public bool IsFromDay { get; init; }

    internal static readonly ConsentText Empty = new(string.Empty, string.Empty, [], string.Empty, TakesOtherDay: false);

    /// <summary>Everything that was read, and the answer, to be kept word for word.</summary>
    internal string With(string answer) => string.Join('\n', [Title, Asks, .. Says, $"→ {answer}"]);
}

/// <param name="Code">The same in both languages.</param>
public sealed record ConsentChoice(string Code, string Label);

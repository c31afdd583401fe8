namespace Partners.Core.ExternalLed;

public static class ReturnWords
{
    /// <summary>Why a card came back, such as "New evidence: invites people, acts as owner."</summary>
    /// <param name="signals">None if its day came.</param>
    public static string Of(Signal signals) =>
        signals == Signal.None ? "Its day has come." : $"New evidence: {signals.ListedInWords()}.";
}

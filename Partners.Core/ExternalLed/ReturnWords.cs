namespace Partners.Core.ExternalLed;

public static class ReturnWords
{
    /// <summary>Why a card came back: "New evidence: invites people, acts as owner".</summary>
    /// <param name="signals">None where its day had come.</param>
    public static string Of(Signal signals) =>
        signals == Signal.None ? "Its day has come." : $"New evidence: {signals.ListedInWords()}.";
}

namespace Partners.Core.ExternalLed;

/// <summary>Where a card is shown: in its stage, or put aside.</summary>
public enum CardPlace
{
    Signalled,
    Contacted,
    Agreed,
    HandoffPlanned,
    Graduated,

    /// <summary>Hidden until a day or the next new signal, whatever its stage.</summary>
    Snoozed,

    Dismissed,
}

public static class CardPlaces
{
    public static CardPlace Of(PipelineStage stage, bool isSnoozed) => isSnoozed ? CardPlace.Snoozed : stage switch
    {
        PipelineStage.Signalled => CardPlace.Signalled,
        PipelineStage.Contacted => CardPlace.Contacted,
        PipelineStage.Agreed => CardPlace.Agreed,
        PipelineStage.HandoffPlanned => CardPlace.HandoffPlanned,
        PipelineStage.Graduated => CardPlace.Graduated,
        PipelineStage.Dismissed => CardPlace.Dismissed,
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    /// <summary>The stage of the cards in a place; null for snoozed, which may be in any stage.</summary>
    public static PipelineStage? Stage(this CardPlace place) => place switch
    {
        CardPlace.Signalled => PipelineStage.Signalled,
        CardPlace.Contacted => PipelineStage.Contacted,
        CardPlace.Agreed => PipelineStage.Agreed,
        CardPlace.HandoffPlanned => PipelineStage.HandoffPlanned,
        CardPlace.Graduated => PipelineStage.Graduated,
        CardPlace.Dismissed => PipelineStage.Dismissed,
        _ => null,
    };

    /// <summary>Display text, such as <c>handoff planned</c> or <c>snoozed</c>.</summary>
    public static string InWords(this CardPlace place) => place.Stage()?.InWords() ?? "snoozed";
}

using Partners.Core.Changes;

namespace Partners.Core.Consent;

/// <summary>What somebody sends by their link.</summary>
/// <param name="RequestId">Minted when the page was drawn; sent again, it gets the first answer.</param>
/// <param name="Reason">Why not; only with a no.</param>
/// <param name="OtherDay">Only with another day.</param>
/// <param name="Choice">Only with a yes to a question that has choices.</param>
public sealed record ConsentReply(
    Guid RequestId,
    ConsentAnswer? Answer,
    string? Reason,
    DateOnly? OtherDay,
    ConsentLanguage Language,
    string? Choice = null);

/// <summary>The link was answered.</summary>
/// <param name="IsFromDay">The other day is the first on which a yes holds.</param>
public sealed record ConsentTaken(ConsentAnswer Answer, DateOnly? OtherDay, DateTimeOffset At, bool IsFromDay = false);

/// <summary>Used, lapsed, withdrawn, overtaken, altered or made up: whoever asks is not told which.</summary>
public sealed record LinkNotUsable() : Refusal("This link cannot be used (any more).");

public sealed record NoAnswer() : Refusal("Choose an answer.", nameof(ConsentReply.Answer));

public sealed record ChoiceMissing() : Refusal("Choose what is so.", nameof(ConsentReply.Choice));

public sealed record WhyNotMissing() : Refusal("Say why not.", nameof(ConsentReply.Reason));

public sealed record WhyNotTooLong() : Refusal($"At most {Reasons.Longest} characters.", nameof(ConsentReply.Reason));

public sealed record OtherDayMissing() : Refusal("Enter the day that suits you.", nameof(ConsentReply.OtherDay));

public sealed record OtherDayPast() : Refusal("That day has passed.", nameof(ConsentReply.OtherDay));

public sealed record OtherDayTheSame() : Refusal("That is the day you were asked about.", nameof(ConsentReply.OtherDay));

/// <summary>What must hold of an answer (docs/product.md H35). The page says each refusal in the reader's language.</summary>
internal static class ConsentReplyRules
{
    /// <summary>A proposal further ahead is a slip of the finger.</summary>
    private const int MostYearsAhead = 5;

    public static Refusal? Refuse(ConsentReply reply, ConsentLink link, DateOnly today) => reply.Answer switch
    {
        ConsentAnswer.Yes when link.Statement.Dutch.Choices is { Count: > 0 } choices =>
            choices.Any(choice => choice.Code == reply.Choice) ? null : new ChoiceMissing(),
        ConsentAnswer.Yes => null,
        ConsentAnswer.No => reply.Reason?.Trim() switch
        {
            null or "" => new WhyNotMissing(),
            { Length: > Reasons.Longest } => new WhyNotTooLong(),
            _ => null,
        },
        ConsentAnswer.OtherDay when link.Statement.Dutch.TakesOtherDay => reply.OtherDay switch
        {
            { } day when day < today => new OtherDayPast(),
            { } day when day == link.Day => new OtherDayTheSame(),
            { } day when day <= today.AddYears(MostYearsAhead) => null,
            _ => new OtherDayMissing(),
        },
        _ => new NoAnswer(),
    };
}

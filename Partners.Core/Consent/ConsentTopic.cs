using Partners.Core.Changes;
using Partners.Core.Persistence;

namespace Partners.Core.Consent;

/// <summary>
/// What a purpose means where it belongs. The capability that asks registers it, because this folder knows none of them.
/// </summary>
/// <param name="RecordKinds">The kinds of record, as the trail names them, whose changes may end it: the records share its id.</param>
/// <param name="HoldsAsync">Whether what the link asks about is still as it was.</param>
/// <param name="AnsweredAsync">What follows an answer, in its transaction, its audit entry included.</param>
public sealed record ConsentTopic(
    ConsentPurpose Purpose,
    IReadOnlyList<string> RecordKinds,
    Func<PartnersDb, ConsentLink, CancellationToken, Task<bool>> HoldsAsync,
    Func<Change, AnsweredConsent, CancellationToken, Task> AnsweredAsync);

/// <summary>A link that was answered just now.</summary>
public sealed class AnsweredConsent
{
    internal AnsweredConsent(ConsentLink link, ConsentFacts before) => (Link, Before) = (link, before);

    public ConsentLink Link { get; }

    /// <summary>The link before the answer, for the trail.</summary>
    internal ConsentFacts Before { get; }
}

using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>What the list is sorted by.</summary>
public enum PipelineOrder
{
    Score,
    Client,

    /// <summary>Time in the stage: the longest first where it descends.</summary>
    Age,

    /// <summary>What the deal can still earn. Clients without a deal, or without a cap, are the highest.</summary>
    CapLeft,

    /// <summary>The deal's last day. Clients without a deal, or without an end, come last.</summary>
    Expires,
}

/// <summary>What a person asks of the pipeline. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the client's or the partner's name.</param>
/// <param name="OwnerSubject">Who looks after it; <see cref="Nobody"/> for cards that nobody does.</param>
/// <param name="Signals">Clients that show all of these.</param>
/// <param name="Place">Null for what is not put aside: the cards of the board.</param>
/// <param name="IsReady">Only those whose deal is near its cap or its end.</param>
/// <param name="IsStale">Only those that have stood in their stage for too long.</param>
public sealed record PipelineQuery(
    string? Search = null,
    Guid? PartnerId = null,
    string? OwnerSubject = null,
    Signal Signals = Signal.None,
    CardPlace? Place = null,
    bool IsReady = false,
    bool IsStale = false,
    PipelineOrder Order = PipelineOrder.Score,
    bool Descending = true,
    int Page = 1,
    int PageSize = 25)
{
    public const int LargestPage = 200;

    /// <summary>As <see cref="OwnerSubject"/>: nobody looks after the card yet.</summary>
    public const string Nobody = "nobody";
}

/// <summary>The deal beside a card, with what makes it urgent.</summary>
/// <param name="LastDay">The last day on which a payment counts; null where there is none.</param>
/// <param name="CapLeft">Null where there is no cap.</param>
public sealed record CandidateDeal(Guid Id, DealStatus Status, Money? Cap, Money? CapLeft, DateOnly? LastDay, Money Owed)
{
    /// <summary>Near its cap, at its cap, or near its expiry (docs/product.md P12).</summary>
    public bool IsNearItsEnd => Status is DealStatus.CapReached or DealStatus.NearCap or DealStatus.NearExpiry;

    internal static CandidateDeal Of(DealStanding deal, DateOnly today) => new(
        deal.DealId,
        DealStatuses.Of(deal.IsVoid, deal.StartsOn, deal.ExpiresOn, deal.EndedOn, deal.Cap, deal.Earned, today),
        deal.Cap,
        Earning.CapLeft(deal.Cap, deal.Earned),
        DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn),
        deal.Owed);
}

/// <summary>One client of the pipeline.</summary>
/// <param name="Client">The data owner's name; the workspace's where it names none.</param>
/// <param name="AsOf">The day of the refresh that read it.</param>
/// <param name="DaysInStage">Whole days in Amsterdam.</param>
/// <param name="ReturnedFor">The signals that brought it back from being put aside; none where the day had come, or somebody fetched it.</param>
/// <param name="Deal">Null where no deal on this client runs or is still to start.</param>
/// <param name="Version">Goes back with a command, so that a change made meanwhile is noticed.</param>
public sealed record CandidateCard(
    Guid WorkspaceId,
    string Client,
    string Workspace,
    Guid PartnerId,
    string Partner,
    PipelineStage Stage,
    DateTimeOffset StageSince,
    int DaysInStage,
    bool IsStale,
    bool IsSnoozed,
    DateOnly? SnoozedUntil,
    string? DismissedBecause,
    DateTimeOffset? ReturnedAt,
    Signal ReturnedFor,
    string? OwnerSubject,
    string? OwnerName,
    string? NextStep,
    DateOnly? NextStepOn,
    string? Notes,
    DateOnly AsOf,
    SignalReading Reading,
    CandidateDeal? Deal,
    int Version)
{
    /// <summary>Partner – client.</summary>
    public string Name => $"{Partner} – {Client}";

    public CardPlace Place => CardPlaces.Of(Stage, IsSnoozed);

    /// <summary>Ready for the conversation about taking over (docs/product.md P12).</summary>
    public bool IsReady => Deal is { IsNearItsEnd: true } && Place is not (CardPlace.Graduated or CardPlace.Dismissed);
}

/// <summary>One stage of the board, its highest scores first.</summary>
/// <param name="Count">Of all cards in it; <paramref name="Cards"/> are the first <see cref="PipelineBoard.CardsOfStage"/>.</param>
public sealed record BoardColumn(PipelineStage Stage, int Count, IReadOnlyList<CandidateCard> Cards);

/// <param name="Columns">One for each of <see cref="PipelineStages.OnBoard"/>.</param>
/// <param name="Snoozed">Cards that are out of sight for a time, by the same filter.</param>
/// <param name="Dismissed">Likewise.</param>
/// <param name="Notice">A sentence where the board is not quite what was asked for; null where it is.</param>
public sealed record PipelineBoard(IReadOnlyList<BoardColumn> Columns, int Snoozed, int Dismissed, string? Notice)
{
    /// <summary>Cards that a stage shows at most; the list has the others.</summary>
    public const int CardsOfStage = 50;
}

/// <summary>A page of the list.</summary>
/// <param name="Page">The page that is shown: the last one, where a later one was asked for.</param>
/// <param name="Notice">A sentence where the list is not quite what was asked for; null where it is.</param>
public sealed record PipelineListing(IReadOnlyList<CandidateCard> Rows, int Total, int Page, string? Notice);

/// <summary>How much there is to do.</summary>
/// <param name="Signalled">Waiting in the first stage.</param>
/// <param name="Ready">On the board, with a deal that is near its cap or its end.</param>
/// <param name="Stale">On the board, for too long in their stage.</param>
public sealed record PipelineCounts(int OnBoard, int Signalled, int Ready, int Stale);

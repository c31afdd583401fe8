using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.ExternalLed;

/// <summary>What the list is sorted by.</summary>
public enum PipelineOrder
{
    Score,
    Client,

    /// <summary>Time in the stage; descending puts the longest first.</summary>
    Age,

    /// <summary>What the deal can still earn. Clients without a deal or a cap sort highest.</summary>
    CapLeft,

    /// <summary>The deal's last day. Clients without a deal or an end come last.</summary>
    Expires,
}

/// <summary>Filters for the pipeline. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the client's or the partner's name.</param>
/// <param name="OwnerSubject">The card's owner; <see cref="Nobody"/> for cards without one.</param>
/// <param name="Signals">Clients that show all of these.</param>
/// <param name="Place">Null for the board: everything not put aside.</param>
/// <param name="IsReady">Only clients whose deal is near its cap or end.</param>
/// <param name="IsStale">Only cards that have been in their stage too long.</param>
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

    /// <summary>As <see cref="OwnerSubject"/>: the card has no owner yet.</summary>
    public const string Nobody = "nobody";
}

/// <summary>The deal beside a card.</summary>
/// <param name="LastDay">The last day on which a payment counts; null if it has no end.</param>
/// <param name="CapLeft">Null if it has no cap.</param>
public sealed record CandidateDeal(Guid Id, DealStatus Status, Money? Cap, Money? CapLeft, DateOnly? LastDay, Money Owed)
{
    /// <summary>Near its cap, at its cap, or near its expiry (docs/product.md P12).</summary>
    public bool IsNearItsEnd => Status is DealStatus.CapReached or DealStatus.NearCap or DealStatus.NearExpiry;

    internal static CandidateDeal Of(DealSummary deal, DateOnly today) => new(
        deal.DealId,
        DealStatuses.Of(deal.IsVoid, deal.StartsOn, deal.ExpiresOn, deal.EndedOn, deal.Cap, deal.Earned, today),
        deal.Cap,
        Earning.CapLeft(deal.Cap, deal.Earned),
        DealStatuses.LastDay(deal.ExpiresOn, deal.EndedOn),
        deal.Owed);
}

/// <summary>One client of the pipeline.</summary>
/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
/// <param name="AsOf">The day of the refresh that read it.</param>
/// <param name="DaysInStage">Whole days in Amsterdam.</param>
/// <param name="ReturnedFor">The signals that brought it back from being put aside; none if its day came or someone brought it
/// back.</param>
/// <param name="Deal">Null if no deal of this client runs or has yet to start.</param>
/// <param name="Version">A command sends it back, so that a change made meanwhile is noticed.</param>
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
    /// <summary>What the partner said to our contacting the client.</summary>
    public required PartnerAnswer Contact { get; init; }

    /// <summary>Partner – client.</summary>
    public string Name => $"{Partner} – {Client}";

    public CardPlace Place => CardPlaces.Of(Stage, IsSnoozed);

    /// <summary>Time to talk about graduation (docs/product.md P12).</summary>
    public bool IsReady => Deal is { IsNearItsEnd: true } && Place is not (CardPlace.Graduated or CardPlace.Dismissed);
}

/// <summary>One stage of the board, highest scores first.</summary>
/// <param name="Count">All cards in the stage; <paramref name="Cards"/> holds the first <see cref="PipelineBoard.CardsOfStage"/>.</param>
public sealed record BoardColumn(PipelineStage Stage, int Count, IReadOnlyList<CandidateCard> Cards);

/// <param name="Columns">One for each of <see cref="PipelineStages.OnBoard"/>.</param>
/// <param name="Snoozed">How many snoozed cards match the filter.</param>
/// <param name="Dismissed">How many dismissed cards match the filter.</param>
/// <param name="Notice">Says how the board differs from what was asked for; null if it does not.</param>
public sealed record PipelineBoard(IReadOnlyList<BoardColumn> Columns, int Snoozed, int Dismissed, string? Notice)
{
    /// <summary>The most cards that a stage shows; the list has the rest.</summary>
    public const int CardsOfStage = 50;
}

/// <summary>A page of the list.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record PipelineListing(IReadOnlyList<CandidateCard> Rows, int Total, int Page, string? Notice);

/// <summary>The board's counts of open work.</summary>
/// <param name="Signalled">In the first stage.</param>
/// <param name="Ready">On the board, with a deal near its cap or end.</param>
/// <param name="Stale">On the board, and too long in their stage.</param>
public sealed record PipelineCounts(int OnBoard, int Signalled, int Ready, int Stale);

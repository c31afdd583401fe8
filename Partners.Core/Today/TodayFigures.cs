using Partners.Core.ExternalLed;
using Partners.Core.Findings;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Platform;
using Partners.Core.Platform.Live;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Core.Today;

/// <summary>The start of a working day. Each number is the total of the list with the same filter.</summary>
public sealed record TodayFigures(
    EndingDeals Ending,
    CappedDeals Capped,
    OwedToday Owed,
    WaitingClients Clients,
    PendingHandoffs Handoffs,
    IReadOnlyList<AnomalyFound> Anomalies,
    PlatformToday Platform,
    KickbackByMonth Kickback,
    PipelineByStage Pipeline)
{
    /// <summary>Rules that imported data breaks, and differences to the platform, other than those of the partner flag.</summary>
    public IReadOnlyList<FindingCount> Findings { get; init; } = [];

    public BrokenHandoffs Broken { get; init; } = new(0, []);
}

public sealed record EndingDeals(int Deals)
{
    public static readonly LedgerQuery Query = new(ExpiringWithinDays: DealStatuses.NearExpiryDays, Order: LedgerOrder.Expires);
}

public sealed record CappedDeals(int NearCap, int CapReached)
{
    public static readonly LedgerQuery NearQuery = new(Status: DealStatus.NearCap);
    public static readonly LedgerQuery ReachedQuery = new(Status: DealStatus.CapReached);
}

/// <summary>What partners are owed and what they were paid too much, apart: one cannot be set off against the other.</summary>
/// <param name="ToPay">Over the partners that are owed something.</param>
/// <param name="Credits">Over the partners that were paid more than they earned; not negative.</param>
public sealed record OwedToday(Money ToPay, int PartnersToPay, Money Credits, int PartnersInCredit)
{
    public static readonly OwedQuery ToPayQuery = new();
    public static readonly OwedQuery CreditsQuery = new(Order: OwedOrder.Credit);
}

/// <summary>What all partners earned, by the month it was posted in: the last twelve, the current one last.</summary>
public sealed record KickbackByMonth(IReadOnlyList<MonthEarned> Months);

public sealed record MonthEarned(Month Month, Money Earned);

/// <summary>The cards of the board by stage, and what became of those that left it within a year.</summary>
public sealed record PipelineByStage(IReadOnlyList<StageCount> Stages, int Graduated, int Dismissed);

public sealed record StageCount(CardPlace Place, int Cards);

/// <summary>What one person has taken on.</summary>
/// <param name="Cards">Cards that they own.</param>
/// <param name="Handoffs">Pending handoffs that they prepared.</param>
/// <param name="First">What comes first by its day; what has none comes last.</param>
public sealed record MyWork(int Cards, int Handoffs, IReadOnlyList<MyItem> First);

/// <param name="HandoffId">Null for a card.</param>
/// <param name="Next">A card's next step; null if none is noted, and for a handoff.</param>
/// <param name="On">The next step's day, or the handoff's.</param>
public sealed record MyItem(Guid WorkspaceId, Guid? HandoffId, string Name, string? Next, DateOnly? On);

/// <param name="First">The signalled clients with the highest scores.</param>
public sealed record WaitingClients(PipelineCounts Counts, IReadOnlyList<WaitingClient> First)
{
    public static readonly PipelineQuery SignalledQuery = new(Place: CardPlace.Signalled);
    public static readonly PipelineQuery ReadyQuery = new(IsReady: true);
    public static readonly PipelineQuery StaleQuery = new(IsStale: true);

    public static PipelineQuery MineQuery(string subject) => new(OwnerSubject: subject);
}

/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
public sealed record WaitingClient(Guid WorkspaceId, string Client, string Partner, int Score);

/// <param name="Blocked">Scheduled handoffs whose day came but whose checks did not pass.</param>
/// <param name="First">The blocked ones, longest first; then the next to run.</param>
public sealed record PendingHandoffs(int Drafts, int Scheduled, int Blocked, int Completed, IReadOnlyList<PendingHandoff> First)
{
    /// <summary>People of a partner whose kept access ends soon, the next to end first.</summary>
    public IReadOnlyList<EndingAccess> Ending { get; init; } = [];

    /// <summary>Completed handoffs whose certificate is outstanding.</summary>
    public int Uncertified { get; init; }

    /// <summary>The longest outstanding first.</summary>
    public IReadOnlyList<UncertifiedHandoff> FirstUncertified { get; init; } = [];

    public static readonly HandoffQuery UncertifiedQuery = new(IsUncertified: true);
    public static readonly HandoffQuery CompletedQuery = new(HandoffStatus.Completed);
    public static readonly HandoffQuery DraftsQuery = new(HandoffStatus.Draft);
    public static readonly HandoffQuery ScheduledQuery = new(HandoffStatus.Scheduled);
    public static readonly HandoffQuery BlockedQuery = new(IsBlocked: true);
}

/// <param name="DueOn">The last day on which the certificate was in time.</param>
public sealed record UncertifiedHandoff(Guid Id, string Workspace, string Partner, DateOnly DueOn);

/// <param name="On">The last day.</param>
public sealed record EndingAccess(Guid WorkspaceId, string Workspace, string Person, DateOnly On)
{
    /// <summary>How many days ahead it is due.</summary>
    public const int DaysAhead = 14;
}

/// <summary>Completed handoffs whose proof no longer holds.</summary>
/// <param name="First">The latest to open first.</param>
public sealed record BrokenHandoffs(int Handoffs, IReadOnlyList<BrokenHandoff> First)
{
    public static readonly HandoffQuery Query = new(IsBroken: true);
}

/// <param name="Opened">What opened, as a sentence.</param>
public sealed record BrokenHandoff(Guid Id, string Workspace, string Opened, string OpenedBy, DateTimeOffset FoundAt);

/// <param name="BlockedBecause">Null if it is not blocked.</param>
public sealed record PendingHandoff(Guid Id, string Workspace, string Partner, DateOnly? AgreedOn, string? BlockedBecause);

/// <param name="First">The first by name.</param>
public sealed record AnomalyFound(Anomaly Anomaly, int Organisations, IReadOnlyList<OrganisationName> First);

public sealed record OrganisationName(Guid Id, string Name);

/// <param name="ChangesWaiting">How many acts have changes that wait for the platform.</param>
/// <param name="LastImport">Null if nothing was imported yet.</param>
/// <param name="Sync">How far and how well the platform itself was read; null where it never was.</param>
public sealed record PlatformToday(int ChangesWaiting, LastImport? LastImport, SyncNews? Sync = null)
{
    /// <summary>How many acts others contradicted there, so that a person has to decide.</summary>
    public int InConflict { get; init; }

    /// <summary>How many acts the platform does not take.</summary>
    public int Refused { get; init; }

    /// <summary>Something about the exchange with the platform wants to be looked at.</summary>
    public bool IsUnwell => Payments is { Problem: not null } || Sync is { Problem: not null } or { Withheld: not null } or { Ended: > 0 };

    /// <summary>How well payments were read from the payment provider; null where they never were.</summary>
    public SyncNews? Payments { get; init; }
}

/// <param name="Rejected">Rows that were left out.</param>
public sealed record LastImport(Guid Id, DateTimeOffset StartedAt, ImportStatus Status, int Rejected);

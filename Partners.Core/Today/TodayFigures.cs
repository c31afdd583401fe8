using Partners.Core.ExternalLed;
using Partners.Core.Handoffs;
using Partners.Core.Organisations;
using Partners.Core.Platform;
using Partners.Core.Referrals;

namespace Partners.Core.Today;

/// <summary>The start of a working day. Each number is the total of the list with the same filter.</summary>
public sealed record TodayFigures(
    EndingDeals Ending,
    CappedDeals Capped,
    OwedToday Owed,
    WaitingClients Clients,
    PendingHandoffs Handoffs,
    IReadOnlyList<AnomalyFound> Anomalies,
    PlatformToday Platform);

/// <param name="First">The deals that end first.</param>
public sealed record EndingDeals(int Deals, IReadOnlyList<LedgerRow> First)
{
    public static readonly LedgerQuery Query = new(ExpiringWithinDays: DealStatuses.NearExpiryDays, Order: LedgerOrder.Expires);
}

/// <param name="First">The near-cap deals with the least left.</param>
public sealed record CappedDeals(int NearCap, int CapReached, IReadOnlyList<LedgerRow> First)
{
    public static readonly LedgerQuery NearQuery = new(Status: DealStatus.NearCap);
    public static readonly LedgerQuery ReachedQuery = new(Status: DealStatus.CapReached);
}

/// <param name="Totals">Over all partners with deals, less credits.</param>
/// <param name="Deals">How many deals have something owed.</param>
/// <param name="First">The partners owed most.</param>
public sealed record OwedToday(OwedTotals Totals, int Deals, IReadOnlyList<PartnerOwed> First)
{
    public static readonly LedgerQuery DealsQuery = new(OwedMoreThan: Values.Money.Zero, Order: LedgerOrder.Owed, Descending: true);
}

/// <param name="First">The signalled clients with the highest scores.</param>
public sealed record WaitingClients(PipelineCounts Counts, IReadOnlyList<WaitingClient> First)
{
    public static readonly PipelineQuery SignalledQuery = new(Place: CardPlace.Signalled);
    public static readonly PipelineQuery ReadyQuery = new(IsReady: true);
    public static readonly PipelineQuery StaleQuery = new(IsStale: true);
}

/// <param name="Client">The data owner's name, or the workspace's if none is named.</param>
public sealed record WaitingClient(Guid WorkspaceId, string Client, string Partner, int Score);

/// <param name="Blocked">Scheduled handoffs whose day came but whose checks did not pass.</param>
/// <param name="First">The blocked ones, longest first; then the next to run.</param>
public sealed record PendingHandoffs(int Drafts, int Scheduled, int Blocked, IReadOnlyList<PendingHandoff> First)
{
    public static readonly HandoffQuery DraftsQuery = new(HandoffStatus.Draft);
    public static readonly HandoffQuery ScheduledQuery = new(HandoffStatus.Scheduled);
    public static readonly HandoffQuery BlockedQuery = new(IsBlocked: true);
}

/// <param name="BlockedBecause">Null if it is not blocked.</param>
public sealed record PendingHandoff(Guid Id, string Workspace, string Partner, DateOnly? AgreedOn, string? BlockedBecause);

/// <param name="First">The first by name.</param>
public sealed record AnomalyFound(Anomaly Anomaly, int Organisations, IReadOnlyList<OrganisationName> First);

public sealed record OrganisationName(Guid Id, string Name);

/// <param name="ChangesWaiting">Changes that wait for the platform.</param>
/// <param name="LastImport">Null if nothing was imported yet.</param>
public sealed record PlatformToday(int ChangesWaiting, LastImport? LastImport);

/// <param name="Rejected">Rows that were left out.</param>
public sealed record LastImport(Guid Id, DateTimeOffset StartedAt, ImportStatus Status, int Rejected);

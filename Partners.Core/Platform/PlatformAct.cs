using Microsoft.EntityFrameworkCore;
using Partners.Core.Audit;
using Partners.Core.Outbox;
using Partners.Core.Persistence;

namespace Partners.Core.Platform;

/// <param name="Value">JSON.</param>
public sealed record PlatformChangeRow(
    Guid Id,
    string Collection,
    string Item,
    string ItemName,
    string Field,
    string Value,
    string BySubject,
    string ByName,
    DateTimeOffset At,
    string Why,
    Guid? RequestId,
    PlatformChangeState State,
    DateTimeOffset? SettledAt)
{
    /// <summary>What the platform has instead, as JSON, while it is in conflict.</summary>
    public string? Theirs { get; init; }
}

/// <summary>How the carrying of an act goes; see <see cref="PlatformDelivery"/>.</summary>
public sealed record DeliveryRow(
    Guid Act,
    int Version,
    string? Because,
    DateTimeOffset? NextTryAt,
    string? TheirsBy,
    DateTimeOffset? TheirsAt,
    long? Revision);

/// <summary>What one command did, and what of it goes to the platform.</summary>
/// <param name="Total">How many changes of it are in the state asked for.</param>
/// <param name="Changes">At least one of them, and at most <see cref="Shown"/>.</param>
/// <param name="Entry">The audit entry that says best what was done; null if there is none.</param>
/// <param name="Names">Those of organisations and workspaces, by the ids that changes have as values.</param>
public sealed record PlatformAct(
    int Total,
    IReadOnlyList<PlatformChangeRow> Changes,
    AuditRow? Entry,
    IReadOnlyDictionary<string, string> Names)
{
    /// <summary>See <see cref="PlatformChange.Act"/>.</summary>
    public Guid Id => Changes[0].RequestId ?? Changes[0].Id;

    public bool Waits => Changes[0].State == PlatformChangeState.Waiting;

    /// <summary>Null while it was never taken up.</summary>
    public DeliveryRow? Delivery { get; init; }

    /// <summary>A move has no size limit, and a page has.</summary>
    public const int Shown = 100;

    /// <summary>What an act is called by, where it writes several entries.</summary>
    private static readonly string[] s_chief =
    [
        AuditActions.HandoffCompleted, AuditActions.ClientWorkspaceCreated, AuditActions.DataOwnerNamed,
    ];

    /// <summary>The chief one if there is one; otherwise the first.</summary>
    internal static AuditRow? ChiefOf(IEnumerable<AuditRow> entries) => entries
        .OrderBy(entry => Array.IndexOf(s_chief, entry.Action) is var place and >= 0 ? place : s_chief.Length)
        .ThenBy(entry => entry.Sequence)
        .FirstOrDefault();
}

/// <summary>The state of the exchange.</summary>
/// <param name="Acts">How many acts have changes in a state.</param>
/// <param name="LastImport">Null if nothing was imported yet.</param>
/// <param name="OldestWaiting">Null if nothing waits.</param>
public sealed record PlatformExchange(
    IReadOnlyDictionary<PlatformChangeState, long> Acts, DateTimeOffset? LastImport, DateTimeOffset? OldestWaiting);

internal static class PlatformActs
{
    /// <summary>The acts that have changes in a state.</summary>
    public static IQueryable<PlatformActTally> ActsIn(this PartnersDb db, PlatformChangeState state) =>
        db.Set<PlatformActTally>().AsNoTracking().Where(tally => tally.State == state);
}

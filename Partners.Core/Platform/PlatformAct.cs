using Partners.Core.Audit;
using Partners.Core.Outbox;

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
    PlatformChangeState State,
    DateTimeOffset? SettledAt);

/// <summary>What somebody did at once, and what of it goes to the platform.</summary>
/// <param name="Changes">At least one.</param>
/// <param name="Entry">The audit entry that says best what was done; null if there is none.</param>
/// <param name="Organisations">The names of organisations, by the ids that changes have as values.</param>
public sealed record PlatformAct(
    IReadOnlyList<PlatformChangeRow> Changes,
    AuditRow? Entry,
    IReadOnlyDictionary<string, string> Organisations)
{
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

/// <summary>When somebody did something.</summary>
internal sealed class ActMoment
{
    public DateTimeOffset At { get; init; }

    public string BySubject { get; init; } = string.Empty;
}

internal static class PlatformActs
{
    /// <summary>The acts that have changes in a state; a person does one thing at a moment.</summary>
    public static IQueryable<ActMoment> ActsIn(this IQueryable<PlatformChange> changes, PlatformChangeState state) => changes
        .Where(change => change.State == state)
        .Select(change => new ActMoment { At = change.At, BySubject = change.BySubject })
        .Distinct();
}

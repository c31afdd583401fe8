namespace Partners.Core.Changes;

/// <summary>
/// Someone else changed the record after this person last saw it; nothing was overwritten.
/// </summary>
/// <param name="Who">The name of the person who changed it.</param>
/// <param name="Action">What they did, as the audit trail names it.</param>
/// <param name="Before">Their change's before, as canonical JSON; null where there was none.</param>
/// <param name="After">Their change's after, as canonical JSON; null where there was none.</param>
public sealed record Conflict(string Who, DateTimeOffset When, string Action, string? Before, string? After);

namespace Partners.Core.Audit;

/// <summary>
/// One change: who, when, what before and after, and why. It is written in the same save as the change, database triggers refuse to alter
/// or delete it, and <see cref="AuditChain"/> links it to the entry before it.
/// </summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    internal AuditEntry(long sequence, AuditFacts facts, string previousHash)
    {
        Sequence = sequence;
        At = facts.At;
        ActorSubject = facts.ActorSubject;
        ActorName = facts.ActorName;
        Action = facts.Action;
        SubjectKind = facts.Subject.Kind;
        SubjectId = facts.Subject.Id;
        SubjectName = facts.Subject.Name;
        SubjectVersion = facts.Subject.Version;
        OrganisationId = facts.Subject.OrganisationId;
        WorkspaceId = facts.Subject.WorkspaceId;
        Before = facts.Before;
        After = facts.After;
        Reason = facts.Reason;
        RequestId = facts.RequestId;
        PreviousHash = previousHash;
        Hash = AuditChain.HashOf(this);
    }

    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Sequence { get; private init; }

    public DateTimeOffset At { get; private init; }

    public string ActorSubject { get; private init; } = string.Empty;

    public string ActorName { get; private init; } = string.Empty;

    /// <summary>What was done, such as <c>organisation.made-partner</c>; <see cref="AuditActions"/> has the display text.</summary>
    public string Action { get; private init; } = string.Empty;

    public string SubjectKind { get; private init; } = string.Empty;

    public string SubjectId { get; private init; } = string.Empty;

    public string SubjectName { get; private init; } = string.Empty;

    /// <summary>The record's version after this change; null for a record without versions.</summary>
    public int? SubjectVersion { get; private init; }

    /// <summary>The organisation whose page also shows the entry.</summary>
    public Guid? OrganisationId { get; private init; }

    /// <summary>The workspace whose page also shows the entry.</summary>
    public Guid? WorkspaceId { get; private init; }

    /// <summary>Canonical JSON; null if nothing existed before.</summary>
    public string? Before { get; private init; }

    /// <summary>Canonical JSON; null if nothing exists after.</summary>
    public string? After { get; private init; }

    public string? Reason { get; private init; }

    public Guid RequestId { get; private init; }

    public string PreviousHash { get; private init; } = string.Empty;

    public string Hash { get; private init; } = string.Empty;
}

/// <summary>The record that an entry is about.</summary>
/// <param name="Kind">The record's kind in lower case: <c>organisation</c>, <c>import</c>.</param>
public sealed record AuditSubject(string Kind, string Id, string Name, Guid? OrganisationId, int? Version, Guid? WorkspaceId = null);

internal sealed record AuditFacts(
    DateTimeOffset At,
    string ActorSubject,
    string ActorName,
    string Action,
    AuditSubject Subject,
    string? Before,
    string? After,
    string? Reason,
    Guid RequestId);

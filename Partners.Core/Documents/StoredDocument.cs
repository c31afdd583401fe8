using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Documents;

/// <summary>What a document belongs to.</summary>
public enum DocumentOf
{
    /// <summary>A partner agreement.</summary>
    Agreement,

    /// <summary>One version of a deal's terms.</summary>
    Terms,

    /// <summary>A paid invoice or a credit note.</summary>
    Invoice,
}

/// <summary>
/// A PDF as it was attached to a record (docs/product.md N11). Never changed: another one takes its place, or it is taken off with a
/// reason, and it stays readable.
/// </summary>
public sealed class StoredDocument : Entity
{
    public const int LongestName = 200;

    private StoredDocument()
    {
    }

    internal StoredDocument(DocumentOf of, Guid recordId, string name, byte[] content, string sha256, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (Of, RecordId, Name, Content, Sha256, Bytes) = (of, recordId, name, content, sha256, content.Length);
        (AttachedBySubject, AttachedByName, AttachedAt) = (by.Subject, by.Name, at);
    }

    public DocumentOf Of { get; private set; }

    /// <summary>The agreement, the terms or the invoice.</summary>
    public Guid RecordId { get; private set; }

    /// <summary>The file's name, as its sender had it.</summary>
    public string Name { get; private set; } = string.Empty;

    public byte[] Content { get; private set; } = [];

    public int Bytes { get; private set; }

    /// <summary>The content's hash, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public string AttachedBySubject { get; private set; } = string.Empty;

    public string AttachedByName { get; private set; } = string.Empty;

    public DateTimeOffset AttachedAt { get; private set; }

    /// <summary>Null while it counts.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedByName { get; private set; }

    /// <summary>Why it was taken off; null where another took its place.</summary>
    public string? EndedBecause { get; private set; }

    internal void End(Staff by, string? because, DateTimeOffset at) => (EndedAt, EndedByName, EndedBecause) = (at, by.Name, because);
}

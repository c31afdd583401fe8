using Partners.Core.Access;
using Partners.Core.Audit;
using Partners.Core.Values;

namespace Partners.Core.Mail;

/// <summary>What a mail is for. It says who may send one: <see cref="MailKinds.Needs"/>.</summary>
public enum MailKind
{
    /// <summary>A partner's statement of a month.</summary>
    Statement,

    /// <summary>A message to either side of a handoff that the platform has applied.</summary>
    HandoffMessage,

    /// <summary>A reminder that an agreement is about to end.</summary>
    AgreementReminder,

    /// <summary>A reminder that a certificate of returned or deleted copies is overdue.</summary>
    CertificateReminder,

    /// <summary>A link by which somebody outside answers.</summary>
    ConsentLink,

    /// <summary>What waits for one of the staff, on the morning of a day.</summary>
    Digest,

    /// <summary>A link by which a partner says whether its client may be contacted.</summary>
    ContactLink,
}

public enum MailState
{
    /// <summary>Written, and not to be sent before a person says so.</summary>
    Draft,

    /// <summary>To be sent as soon as its next try is due.</summary>
    Waiting,

    /// <summary>Handed to the mail server just now, which has not answered yet.</summary>
    Sending,

    /// <summary>The mail server took it.</summary>
    Sent,

    /// <summary>The mail server did not take it, and will not by itself.</summary>
    Failed,

    /// <summary>Nobody heard whether the mail server took it. Only a person sends it again.</summary>
    Unknown,

    /// <summary>A person decided against it.</summary>
    Discarded,
}

/// <summary>
/// A mail to somebody outside, or to one of the staff, from its writing to the mail server's answer (docs/product.md N1 to N5). It is
/// kept for good; the secret part of its text is not.
/// </summary>
public sealed class OutgoingMail : Aggregate
{
    private OutgoingMail()
    {
    }

    internal OutgoingMail(NewMail mail, string? sealedPart, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        Kind = mail.Kind;
        (ToAddress, ToName) = (mail.ToAddress.Trim(), mail.ToName?.Trim());
        (Subject, Body, SealedPart) = (mail.Subject.Trim(), mail.Body, sealedPart);
        (AttachmentName, AttachmentType, Attachment) = (mail.Attachment?.Name, mail.Attachment?.ContentType, mail.Attachment?.Content);
        AttachmentSha256 = mail.Attachment is { } file ? MailFacts.Hash(file.Content) : null;
        (AboutKind, AboutId, AboutName) = (mail.About.Kind, mail.About.Id, mail.About.Name);
        (OrganisationId, WorkspaceId) = (mail.About.OrganisationId, mail.About.WorkspaceId);
        (AskedBySubject, AskedByName, AskedAt) = (by.Subject, by.Name, at);
        (ChangedByName, ChangedAt) = (by.Name, at);
        State = mail.IsDraft ? MailState.Draft : MailState.Waiting;
        NextTryAt = mail.IsDraft ? null : at;
    }

    public MailKind Kind { get; private set; }

    public MailState State { get; private set; }

    public string ToAddress { get; private set; } = string.Empty;

    public string? ToName { get; private set; }

    public string Subject { get; private set; } = string.Empty;

    /// <summary>Plain text, with <see cref="MailRules.SecretPlace"/> where its secret part goes.</summary>
    public string Body { get; private set; } = string.Empty;

    /// <summary>
    /// What takes the place of <see cref="MailRules.SecretPlace"/> on the way out, sealed by <see cref="ISecretSeal"/>; null once the mail
    /// was sent or discarded, and for a mail without a secret.
    /// </summary>
    public string? SealedPart { get; private set; }

    public string? AttachmentName { get; private set; }

    public string? AttachmentType { get; private set; }

    public byte[]? Attachment { get; private set; }

    /// <summary>In lower-case hexadecimal.</summary>
    public string? AttachmentSha256 { get; private set; }

    /// <summary>The record that it is about, as the audit trail names it.</summary>
    public string AboutKind { get; private set; } = string.Empty;

    public string AboutId { get; private set; } = string.Empty;

    public string AboutName { get; private set; } = string.Empty;

    public Guid? OrganisationId { get; private set; }

    public Guid? WorkspaceId { get; private set; }

    public string AskedBySubject { get; private set; } = string.Empty;

    public string AskedByName { get; private set; } = string.Empty;

    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Who changed it last: a person, or the console that sent it.</summary>
    public string ChangedByName { get; private set; } = string.Empty;

    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>How often it was handed to the mail server, ever.</summary>
    public int Attempt { get; private set; }

    /// <summary>How often that came to nothing since a person last asked for it.</summary>
    public int Failures { get; private set; }

    /// <summary>Null where it is not waiting.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Why it was not sent, in a sentence; null where nothing is wrong.</summary>
    public string? Problem { get; private set; }

    internal AuditSubject About => new(AboutKind, AboutId, AboutName, OrganisationId, Version: null, WorkspaceId);

    internal bool IsOpen => State is MailState.Draft or MailState.Waiting or MailState.Failed or MailState.Unknown;

    internal void Rewrite(string toAddress, string? toName, string subject, string body, Staff by, DateTimeOffset at)
    {
        Require(IsOpen);
        (ToAddress, ToName, Subject, Body) = (toAddress, toName, subject, body);
        Touch(by, at);
    }

    /// <summary>Also of one that failed, or of which nobody knows: that takes a person.</summary>
    internal void Ask(Staff by, DateTimeOffset at)
    {
        Require(IsOpen && State != MailState.Waiting);
        (State, Failures, NextTryAt, Problem) = (MailState.Waiting, 0, at, null);
        Touch(by, at);
    }

    internal void Discard(Staff by, DateTimeOffset at)
    {
        Require(IsOpen);
        (State, NextTryAt, SealedPart) = (MailState.Discarded, null, null);
        Touch(by, at);
    }

    internal void Arrived(Staff by, DateTimeOffset at)
    {
        Require(State is MailState.Sending or MailState.Unknown);
        (State, SentAt, SealedPart, Problem) = (MailState.Sent, at, null, null);
        Touch(by, at);
    }

    internal void NotTaken(string problem, DateTimeOffset? nextTryAt, Staff by, DateTimeOffset at)
    {
        Require(State is MailState.Sending or MailState.Unknown);
        (State, Problem, NextTryAt) = (nextTryAt is null ? MailState.Failed : MailState.Waiting, problem, nextTryAt);
        Failures++;
        Touch(by, at);
    }

    internal void NobodyKnows(string problem, Staff by, DateTimeOffset at)
    {
        Require(State == MailState.Sending);
        (State, Problem, NextTryAt) = (MailState.Unknown, problem, null);
        Touch(by, at);
    }

    private void Touch(Staff by, DateTimeOffset at) => (ChangedByName, ChangedAt) = (by.Name, at);

    private void Require(bool may)
    {
        if (!may)
        {
            throw new InvalidOperationException($"A mail that is {State} cannot do this.");
        }
    }
}

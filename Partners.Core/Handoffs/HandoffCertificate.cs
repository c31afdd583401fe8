using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Handoffs;

/// <summary>What the partner declares that it did with its copies of the client's data.</summary>
public enum CopiesFate
{
    /// <summary>Given back to the client.</summary>
    Returned,
    Deleted,
    ReturnedAndDeleted,
}

/// <summary>
/// A certificate of the partner's that came back signed, as it was recorded (docs/product.md H32). Never changed: a later entry corrects
/// it, with a reason, and the earlier one stays readable.
/// </summary>
public sealed class HandoffCertificate : Entity
{
    public const int LongestText = 200;

    private HandoffCertificate()
    {
    }

    internal HandoffCertificate(Guid handoffId, int number, CertificateFacts facts, string? because, Staff by, DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        (HandoffId, Number) = (handoffId, number);
        (SignedBy, SignedOn, Copies, ReceivedBy, Notes) = (facts.SignedBy, facts.SignedOn, facts.Copies, facts.ReceivedBy, facts.Notes);
        (Because, RecordedBySubject, RecordedByName, RecordedAt) = (because, by.Subject, by.Name, at);
    }

    public Guid HandoffId { get; private set; }

    /// <summary>1 for the first entry of a handoff. The highest is the one that counts.</summary>
    public int Number { get; private set; }

    /// <summary>Who at the partner signed it.</summary>
    public string SignedBy { get; private set; } = string.Empty;

    public DateOnly SignedOn { get; private set; }

    public CopiesFate Copies { get; private set; }

    /// <summary>How it reached dembrane, or its reference: "by mail", "DOC-4711".</summary>
    public string ReceivedBy { get; private set; } = string.Empty;

    public string? Notes { get; private set; }

    /// <summary>Why it takes the place of the entry before it; null for the first.</summary>
    public string? Because { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    internal CertificateFacts Facts => new(SignedBy, SignedOn, Copies, ReceivedBy, Notes);
}

/// <summary>What a certificate says.</summary>
internal sealed record CertificateFacts(string SignedBy, DateOnly SignedOn, CopiesFate Copies, string ReceivedBy, string? Notes);

/// <summary>When a certificate that has not come back is asked after (docs/product.md H33).</summary>
public static class CertificateDue
{
    /// <summary>Days after the handoff in which the partner signs. From the day after them it is outstanding.</summary>
    public const int WithinDays = 30;

    /// <summary>The last day on which it is in time.</summary>
    public static DateOnly LastDay(DateOnly handedOffOn) => handedOffOn.Plus(WithinDays);

    public static bool IsOutstanding(DateOnly handedOffOn, DateOnly? signedOn, DateOnly today) =>
        signedOn is null && today > LastDay(handedOffOn);

    /// <summary>Completed handoffs whose certificate is outstanding: the same rule, for the database.</summary>
    internal static IQueryable<Handoff> Uncertified(this IQueryable<Handoff> handoffs, DateOnly today)
    {
        var before = today.Plus(-WithinDays).StartInAmsterdam();
        return handoffs.Where(handoff =>
            handoff.Status == HandoffStatus.Completed && handoff.CertificateSignedOn == null && handoff.EndedAt < before);
    }
}

using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>
/// The agreement that has to be in place before the flag goes on (docs/product.md T2, T4).
/// Never edited: a renewal is a new one, and the old one is ended.
/// </summary>
public sealed class PartnerAgreement : Entity
{
    private PartnerAgreement()
    {
    }

    public PartnerAgreement(Guid organisationId, AgreementTerms terms, Staff recordedBy, DateTimeOffset recordedAt)
    {
        Id = Guid.CreateVersion7(recordedAt);
        OrganisationId = organisationId;
        Reference = terms.Reference;
        SignedOn = terms.SignedOn;
        RelationshipOwner = terms.RelationshipOwner;
        EndsOn = terms.EndsOn;
        Link = terms.Link;
        RecordedBySubject = recordedBy.Subject;
        RecordedByName = recordedBy.Name;
        RecordedAt = recordedAt;
    }

    public Guid OrganisationId { get; private set; }

    public string Reference { get; private set; } = string.Empty;

    public DateOnly SignedOn { get; private set; }

    /// <summary>Who at dembrane owns the relationship with the partner, and has confirmed the agreement.</summary>
    public string RelationshipOwner { get; private set; } = string.Empty;

    /// <summary>The last day on which it holds; null where it has no end.</summary>
    public DateOnly? EndsOn { get; private set; }

    public string? Link { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When the flag was withdrawn, or a later agreement took its place.</summary>
    public DateTimeOffset? ReplacedAt { get; private set; }

    internal void Replace(DateTimeOffset at)
    {
        if (ReplacedAt is not null)
        {
            throw new InvalidOperationException("The agreement was replaced before.");
        }

        ReplacedAt = at;
    }
}

/// <summary>What an agreement says, after the rules found nothing wrong with it.</summary>
public sealed record AgreementTerms(string Reference, DateOnly SignedOn, string RelationshipOwner, DateOnly? EndsOn, string? Link);

using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Organisations;

/// <summary>
/// The agreement that must exist before the flag goes on (docs/product.md T2, T4). Never edited: a renewal is a new record and ends the old
/// one.
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

    /// <summary>The colleague at dembrane who owns the relationship and has confirmed the agreement.</summary>
    public string RelationshipOwner { get; private set; } = string.Empty;

    /// <summary>The last day it holds; null if it has no end.</summary>
    public DateOnly? EndsOn { get; private set; }

    public string? Link { get; private set; }

    public string RecordedBySubject { get; private set; } = string.Empty;

    public string RecordedByName { get; private set; } = string.Empty;

    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When the flag was turned off or a later agreement replaced this one.</summary>
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

/// <summary>The content of an agreement that passed the rules.</summary>
public sealed record AgreementTerms(string Reference, DateOnly SignedOn, string RelationshipOwner, DateOnly? EndsOn, string? Link);

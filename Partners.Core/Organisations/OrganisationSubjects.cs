using Partners.Core.Audit;

namespace Partners.Core.Organisations;

/// <summary>How the audit trail names organisations and shows their flag.</summary>
internal static class OrganisationSubjects
{
    public const string Kind = "organisation";

    public static readonly AuditedRecords Audited = AuditedRecords.Of(Kind, isImported: true, db => db.Organisations);

    /// <summary>The version is the one that this change is about to make.</summary>
    internal static AuditSubject Subject(this Organisation organisation) =>
        new(Kind, organisation.Id.ToString(), organisation.Name, organisation.Id, organisation.Version + 1);

    /// <summary>What the trail shows of an organisation before and after.</summary>
    internal static object State(this Organisation organisation, PartnerAgreement? agreement) => new
    {
        organisation.IsPartner,
        AgreementReference = agreement?.Reference,
        AgreementSignedOn = agreement?.SignedOn,
        AgreementEndsOn = agreement?.EndsOn,
        AgreementLink = agreement?.Link,
        agreement?.RelationshipOwner,
    };
}

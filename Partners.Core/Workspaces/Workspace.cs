using Partners.Core.Access;
using Partners.Core.Branding;
using Partners.Core.Organisations;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Who a workspace serves (docs/product.md W1).</summary>
public enum UsageContext
{
    /// <summary>The organisation's own team: pooled billing, no observers.</summary>
    Internal,

    /// <summary>An external client, the data owner: its own billing account, free observers, white labelling.</summary>
    External,
}

public enum WorkspaceVisibility
{
    OpenToOrganisation,
    InviteOnly,
    Private,
}

/// <summary>How far the platform's own handoff of a workspace is.</summary>
public enum PlatformHandoff
{
    None,
    Pending,
    Completed,
}

public sealed class Workspace : Aggregate, IFollowsPlatform
{
    private Workspace()
    {
    }

    public Workspace(Guid id, WorkspaceFacts facts)
    {
        Id = id;
        CopyFromPlatform(facts);
    }

    public Guid OrganisationId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The name as searched, see <see cref="SearchKey"/>.</summary>
    public string NameKey { get; private set; } = string.Empty;

    public UsageContext UsageContext { get; private set; }

    /// <summary>The organisation that owns the data, as the partner named it; set only in an external-client workspace.</summary>
    public string? DataOwnerName { get; private set; }

    /// <summary>The data owner's name as searched; null if none is named.</summary>
    public string? ClientKey { get; private set; }

    public string? DataOwnerEmail { get; private set; }

    /// <summary>When the partner agreement was accepted for this client.</summary>
    public DateTimeOffset? PartnerAgreementAcceptedAt { get; private set; }

    /// <summary>Who ticked it here; null if it was accepted on the platform.</summary>
    public string? PartnerAgreementAcceptedBySubject { get; private set; }

    public string? PartnerAgreementAcceptedByName { get; private set; }

    /// <summary>The account that pays: the organisation's, or the workspace's own.</summary>
    public Guid? BillingAccountId { get; private set; }

    public WorkspaceVisibility Visibility { get; private set; }

    /// <summary>Ids of people of the organisation who were removed and do not get in by visibility, with spaces between them.</summary>
    public string? RemovedForGood { get; private set; }

    public PlatformHandoff PlatformHandoff { get; private set; }

    /// <summary>The organisation that the platform's own handoff is to.</summary>
    public Guid? PlatformHandoffTargetId { get; private set; }

    /// <summary>The organisation that the platform lists as paying, and that may begin its own handoff.</summary>
    public Guid? BilledToId { get; private set; }

    /// <summary>The logo's address on the platform, if it has one there.</summary>
    public string? LogoUrl { get; private set; }

    /// <summary>The logo set here; see <see cref="WorkspaceLogo"/>.</summary>
    public Guid? LogoId { get; private set; }

    /// <summary>See <see cref="ParticipantNotice"/>: for projects that say nothing of their own.</summary>
    public string? LegalBasis { get; private set; }

    public string? PrivacyAddress { get; private set; }

    public Guid? CreatedById { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? PlatformUpdatedAt { get; private set; }

    void IFollowsPlatform.KnowOf(DateTimeOffset updatedAt) => PlatformUpdatedAt = updatedAt;

    /// <summary>Records that someone here accepted the partner agreement for this client.</summary>
    internal void AcceptPartnerAgreement(Staff by, DateTimeOffset at)
    {
        PartnerAgreementAcceptedAt = at;
        PartnerAgreementAcceptedBySubject = by.Subject;
        PartnerAgreementAcceptedByName = by.Name;
    }

    internal void NameDataOwner(string name, string email)
    {
        if (UsageContext != UsageContext.External)
        {
            throw new InvalidOperationException("Only an external-client workspace names a data owner.");
        }

        DataOwnerName = name;
        ClientKey = SearchKey.Of(name);
        DataOwnerEmail = email;
    }

    /// <summary>Sets or removes the logo.</summary>
    internal void ShowLogo(Guid? logoId)
    {
        if (logoId is not null && UsageContext != UsageContext.External)
        {
            throw new InvalidOperationException("Only an external-client workspace is white-labelled.");
        }

        LogoId = logoId;
    }

    /// <summary>
    /// Makes the client the owner, as an independent organisation. The data owner's name stays, because the ledger uses it.
    /// </summary>
    internal void HandOver(Guid organisationId)
    {
        if (UsageContext != UsageContext.External)
        {
            throw new InvalidOperationException("Only an external-client workspace can be handed off.");
        }

        (OrganisationId, UsageContext, LogoId, LogoUrl) = (organisationId, UsageContext.Internal, null, null);

        // The platform's own handoff could be begun by whom it lists as paying, and would be carried out by whom it is to.
        (BilledToId, PlatformHandoff, PlatformHandoffTargetId) = (organisationId, PlatformHandoff.Completed, null);
    }

    /// <summary>
    /// Whether somebody of the organisation gets in without a role here (docs/product.md W25): its owners always, its admins where it is
    /// open to the organisation and they were not removed.
    /// </summary>
    public bool LetsIn(OrganisationRole role, Guid personId) =>
        role == OrganisationRole.Owner
        || (role == OrganisationRole.Admin && Visibility == WorkspaceVisibility.OpenToOrganisation && !Removed().Contains(personId));

    /// <summary>People of the organisation who were removed and do not get in by visibility.</summary>
    public IReadOnlySet<Guid> Removed() =>
        (RemovedForGood ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToHashSet();

    /// <summary>Somebody of the organisation who was removed does not get in by visibility from now on.</summary>
    internal void KeepOut(Guid personId) => RemovedForGood = string.Join(' ', Removed().Append(personId).Distinct().Order());

    internal void CopyFromPlatform(WorkspaceFacts facts)
    {
        OrganisationId = facts.OrganisationId;
        Name = facts.Name;
        NameKey = SearchKey.Of(facts.Name);
        UsageContext = facts.UsageContext;
        DataOwnerName = facts.DataOwnerName;
        ClientKey = facts.DataOwnerName is { } owner ? SearchKey.Of(owner) : null;
        DataOwnerEmail = facts.DataOwnerEmail;
        PartnerAgreementAcceptedAt = facts.PartnerAgreementAcceptedAt;
        BillingAccountId = facts.BillingAccountId;
        Visibility = facts.Visibility;
        RemovedForGood = facts.RemovedForGood;
        PlatformHandoff = facts.PlatformHandoff;
        PlatformHandoffTargetId = facts.PlatformHandoffTargetId;
        BilledToId = facts.BilledToId;
        LogoUrl = facts.LogoUrl;
        (LegalBasis, PrivacyAddress) = (facts.Notice.LegalBasis, facts.Notice.PrivacyAddress);
        CreatedById = facts.CreatedById;
        CreatedAt = facts.CreatedAt;
        DeletedAt = facts.DeletedAt;
    }
}

/// <summary>What the platform says about a workspace.</summary>
public sealed record WorkspaceFacts(
    Guid OrganisationId,
    string Name,
    UsageContext UsageContext,
    string? DataOwnerName,
    string? DataOwnerEmail,
    DateTimeOffset? PartnerAgreementAcceptedAt,
    Guid? BillingAccountId,
    WorkspaceVisibility Visibility,
    string? LogoUrl,
    Guid? CreatedById,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeletedAt)
{
    /// <summary>See <see cref="Workspace.RemovedForGood"/>.</summary>
    public string? RemovedForGood { get; init; }

    public PlatformHandoff PlatformHandoff { get; init; }

    public Guid? PlatformHandoffTargetId { get; init; }

    public Guid? BilledToId { get; init; }

    public ParticipantNotice Notice { get; init; } = ParticipantNotice.None;
}

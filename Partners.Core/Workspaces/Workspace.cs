using Partners.Core.Access;
using Partners.Core.Branding;
using Partners.Core.Values;

namespace Partners.Core.Workspaces;

/// <summary>Whom a workspace serves (docs/product.md W1).</summary>
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
    Private,
}

/// <summary>A workspace of an organisation.</summary>
public sealed class Workspace : Aggregate
{
    private Workspace()
    {
    }

    public Workspace(Guid id, WorkspaceFacts facts)
    {
        Id = id;
        FollowPlatform(facts);
    }

    public Guid OrganisationId { get; private set; }

    public string Name { get; private set; } = string.Empty;

    /// <summary>The name as it is searched, see <see cref="SearchKey"/>.</summary>
    public string NameKey { get; private set; } = string.Empty;

    public UsageContext UsageContext { get; private set; }

    /// <summary>The organisation that owns the data, as the partner named it; only in an external-client workspace.</summary>
    public string? DataOwnerName { get; private set; }

    /// <summary>The data owner's name as it is searched; null where none is named.</summary>
    public string? ClientKey { get; private set; }

    public string? DataOwnerEmail { get; private set; }

    /// <summary>When the partner agreement was accepted for this client.</summary>
    public DateTimeOffset? PartnerAgreementAcceptedAt { get; private set; }

    /// <summary>Who ticked that box here; null where it was accepted on the platform.</summary>
    public string? PartnerAgreementAcceptedBySubject { get; private set; }

    public string? PartnerAgreementAcceptedByName { get; private set; }

    /// <summary>The account that pays: the organisation's, or the workspace's own.</summary>
    public Guid? BillingAccountId { get; private set; }

    public WorkspaceVisibility Visibility { get; private set; }

    /// <summary>Where the platform has a logo of it.</summary>
    public string? LogoUrl { get; private set; }

    /// <summary>The logo that was put in place here; see <c>WorkspaceLogo</c>.</summary>
    public Guid? LogoId { get; private set; }

    public Guid? CreatedById { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>Somebody here accepted the partner agreement for this client.</summary>
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

    /// <summary>Puts a logo in place, or takes it away.</summary>
    internal void ShowLogo(Guid? logoId)
    {
        if (logoId is not null && UsageContext != UsageContext.External)
        {
            throw new InvalidOperationException("Only an external-client workspace is white-labelled.");
        }

        LogoId = logoId;
    }

    /// <summary>The client owns it now, as an independent organisation. What it is called by in the ledger, the data owner's name, stays.</summary>
    internal void HandOver(Guid organisationId)
    {
        if (UsageContext != UsageContext.External)
        {
            throw new InvalidOperationException("Only an external-client workspace is handed off.");
        }

        (OrganisationId, UsageContext, LogoId, LogoUrl) = (organisationId, UsageContext.Internal, null, null);
    }

    internal void FollowPlatform(WorkspaceFacts facts)
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
        LogoUrl = facts.LogoUrl;
        CreatedById = facts.CreatedById;
        CreatedAt = facts.CreatedAt;
        DeletedAt = facts.DeletedAt;
    }
}

/// <summary>What the platform says of a workspace.</summary>
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
    DateTimeOffset? DeletedAt);

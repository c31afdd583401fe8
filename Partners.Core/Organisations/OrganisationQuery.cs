
namespace Partners.Core.Organisations;

public enum OrganisationOrder
{
    Name,
    Partner,
    ExternalWorkspaces,
    Created,
}

/// <summary>Filters for the list of organisations. Pages begin at 1.</summary>
/// <param name="Search">Anywhere in the name. With an @ it is looked for in the addresses of the organisation's people first.</param>
public sealed record OrganisationQuery(
    string? Search = null,
    bool PartnersOnly = false,
    Anomaly? Anomaly = null,
    OrganisationOrder Order = OrganisationOrder.Name,
    bool Descending = false,
    int Page = 1,
    int PageSize = 25)
{
    public const int LargestPage = 200;
}

/// <summary>One line of the list.</summary>
/// <param name="Version">A command sends it back, so that a change made meanwhile is noticed.</param>
public sealed record OrganisationRow(
    Guid Id,
    string Name,
    bool IsPartner,
    int ExternalWorkspaces,
    int OpenDeals,
    DateTimeOffset CreatedAt,
    int Version)
{
    /// <summary>The tier of its pooled account; null if it has none.</summary>
    public string? Tier { get; init; }

    /// <summary>The name of its owner, or else of an admin; null if it has neither.</summary>
    public string? Contact { get; init; }

    public Anomaly? UndatedAnomaly { get; init; }

    public bool IsAgreementEnded { get; init; }

    /// <summary>What about its flag needs attention; null if nothing does.</summary>
    public Anomaly? Anomaly => UndatedAnomaly ?? (IsAgreementEnded ? Organisations.Anomaly.AgreementEnded : null);
}

/// <summary>A page of the list.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record OrganisationListing(IReadOnlyList<OrganisationRow> Rows, int Total, int Page, string? Notice)
{
    /// <summary>How many live organisations there are without any filter.</summary>
    public int All { get; init; }
}

/// <summary>How many organisations have an anomaly.</summary>
public sealed record AnomalyCount(Anomaly Anomaly, int Organisations);

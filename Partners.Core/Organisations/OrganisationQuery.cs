
namespace Partners.Core.Organisations;

public enum OrganisationOrder
{
    Name,
    Partner,
    ExternalWorkspaces,
    Created,
}

/// <summary>Filters for the list of organisations. Pages begin at 1.</summary>
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
    int Version);

/// <summary>A page of the list.</summary>
/// <param name="Page">The page shown; the last page if a later one was asked for.</param>
/// <param name="Notice">Says how the list differs from what was asked for; null if it does not.</param>
public sealed record OrganisationListing(IReadOnlyList<OrganisationRow> Rows, int Total, int Page, string? Notice);

/// <summary>How many organisations have an anomaly.</summary>
public sealed record AnomalyCount(Anomaly Anomaly, int Organisations);

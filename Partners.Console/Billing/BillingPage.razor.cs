using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Radzen;

namespace Partners.Console.Billing;

public sealed partial class BillingPage
{
    private static readonly SortOrder?[] s_sequence = [SortOrder.Ascending, SortOrder.Descending];

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    public string? Tier { get; set; }

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Query.Search) || Query.Kind is not null || Query.Tier is not null;

    protected override BillingQuery ReadAddress() => BillingAddresses.Read(Search, Kind, Tier, Descending, PageNumber, PageSize);

    protected override string AddressOf(BillingQuery query) => BillingAddresses.Of(query);

    protected override Task<BillingListing> FindAsync(BillingQuery query, CancellationToken cancel) =>
        Directory.ListAsync(Staff, query, cancel);

    /// <summary>This page changes nothing, so even one's own changes come from another tab.</summary>
    protected override void OnInitialized() => Listen(Feed, IsShown, _ => LoadAsync());

    private void SortBy(LoadDataArgs sorting)
    {
        if (sorting.Sorts?.FirstOrDefault() is { } by)
        {
            Show(Query with { Descending = by.SortOrder == SortOrder.Descending, Page = 1 });
        }
    }

    /// <summary>
    /// A person who joins, leaves or is invited to a workspace changes the seats of its own account or its organisation's.
    /// </summary>
    private bool IsShown(Changed change) => change.WorkspaceId is { } workspace
        && Shown?.Rows.Any(row =>
            row.WorkspaceId == workspace || (row.WorkspaceId is null && row.OrganisationId == change.OrganisationId)) == true;
}

using Microsoft.AspNetCore.Components;
using Partners.Core.Billing;
using Partners.Core.Changes;
using Radzen;

namespace Partners.Console.Billing;

/// <summary>The list. What is searched, filtered, sorted and paged to stands in the address, and nowhere else.</summary>
public sealed partial class BillingPage
{
    private static readonly SortOrder?[] s_sequence = [SortOrder.Ascending, SortOrder.Descending];

    private BillingQuery query = new();

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    public string? Tier { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    public string? Descending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? PageSize { get; set; }

    /// <summary>What is shown. Handed from the first rendering to the open page, so that nothing is asked twice.</summary>
    [PersistentState]
    public Found? Shown { get; set; }

    private bool IsFiltered => !string.IsNullOrWhiteSpace(query.Search) || query.Kind is not null || query.Tier is not null;

    /// <summary>Nothing is changed from this page, so that a change of one's own was made in another tab.</summary>
    protected override void OnInitialized() => Listen(Feed, IsShown, _ => LoadAsync());

    protected override async Task OnParametersSetAsync()
    {
        query = BillingAddresses.Read(Search, Kind, Tier, Descending, PageNumber, PageSize);
        if (Shown?.Address != BillingAddresses.Of(query))
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var asked = query;
        var page = await Directory.ListAsync(Staff, asked, Leaving);

        // While this was loading the person may have typed on: only what was asked last is shown.
        if (asked == query)
        {
            Shown = new(BillingAddresses.Of(asked), page);
        }
    }

    private void Show(BillingQuery next) => Navigation.NavigateTo(BillingAddresses.Of(next));

    private void SortBy(LoadDataArgs sorting)
    {
        if (sorting.Sorts?.FirstOrDefault() is { } by)
        {
            Show(query with { Descending = by.SortOrder == SortOrder.Descending, Page = 1 });
        }
    }

    /// <summary>Whoever comes, leaves or is invited in a workspace changes the seats of its own account, or of its organisation's.</summary>
    private bool IsShown(Changed change) => change.WorkspaceId is { } workspace
        && Shown?.Page.Rows.Any(row => row.WorkspaceId == workspace || (row.WorkspaceId is null && row.OrganisationId == change.OrganisationId)) == true;

    /// <param name="Address">The address that it answers.</param>
    public sealed record Found(string Address, BillingListing Page);
}

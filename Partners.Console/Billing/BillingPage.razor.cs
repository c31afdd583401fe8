using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Core.Billing;
using Partners.Core.Changes;

namespace Partners.Console.Billing;

public sealed partial class BillingPage
{
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    public string? Tier { get; set; }

    [SupplyParameterFromQuery(Name = "class")]
    public string? Class { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "mode")]
    public string? Mode { get; set; }

    [SupplyParameterFromQuery(Name = "discount")]
    public string? Discount { get; set; }

    private string Turned => LinkTo(Query with { Descending = !Query.Descending, Page = 1 });

    private bool IsFiltered => Query != new BillingQuery(Descending: Query.Descending, Page: Query.Page, PageSize: Query.PageSize);

    protected override BillingQuery ReadAddress() =>
        BillingAddresses.Read(Search, Kind, Tier, Descending, PageNumber, PageSize, Class, Status, Mode, Discount);

    protected override string AddressOf(BillingQuery query) => BillingAddresses.Of(query);

    protected override Task<BillingListing> FindAsync(BillingQuery query, CancellationToken cancel) =>
        Directory.ListAsync(Staff, query, cancel);

    /// <summary>This page changes nothing, so even one's own changes come from another tab.</summary>
    protected override void OnInitialized() => Listen(Feed, IsShown, _ => LoadAsync());

    /// <summary>
    /// A person who joins, leaves or is invited to a workspace changes the seats of its own account or its organisation's.
    /// </summary>
    private bool IsShown(Changed change) => change.WorkspaceId is { } workspace
        && Shown?.Rows.Any(row =>
            row.WorkspaceId == workspace || (row.WorkspaceId is null && row.OrganisationId == change.OrganisationId)) == true;
}

using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.Organisations;

namespace Partners.Console.Organisations;

public sealed partial class OrganisationsPage
{
    /// <summary>The columns that can be hidden.</summary>
    internal static readonly IReadOnlyList<string> Columns =
        ["Partner", "Tier", "Contact", "External-client workspaces", "Open deals", "Created"];

    private AgreementTaken? taken;
    private PartnerWithdrawn? withdrawn;
    private string? changedBy;

    [SupplyParameterFromQuery(Name = "partners")]
    public string? PartnersOnly { get; set; }

    [SupplyParameterFromQuery(Name = "attention")]
    public string? Attention { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Query.Search) || Query.PartnersOnly || Query.Anomaly is not null;

    /// <summary>"60 organisations"; of a filtered list "16 of 60 organisations".</summary>
    private string? CountText => Shown?.Page is not { } page ? null
        : IsFiltered ? $"{Words.Number(page.Total)} of {Words.Count(page.All, "organisation")}"
        : Words.Count(page.Total, "organisation");

    /// <summary>Order and page size are not filters.</summary>
    private OrganisationQuery Unfiltered => Query with { Search = null, PartnersOnly = false, Anomaly = null, Page = 1 };

    protected override void OnInitialized() => Listen(Feed, IsOfOthers, RefreshAfterAsync);

    protected override OrganisationQuery ReadAddress() =>
        OrganisationAddresses.Read(Search, PartnersOnly, Attention, Order, Descending, PageNumber, PageSize);

    protected override string AddressOf(OrganisationQuery query) => OrganisationAddresses.Of(query);

    protected override async Task<Found> FindAsync(OrganisationQuery query, CancellationToken cancel) =>
        new(await Directory.ListAsync(Staff, query, cancel), await Directory.AnomaliesAsync(Staff, cancel));

    private string SortedBy(OrganisationOrder order) =>
        LinkTo(Query with { Order = order, Descending = Query.Order == order && !Query.Descending, Page = 1 });

    private SortOrder? OrderOf(OrganisationOrder order) =>
        Query.Order != order ? null : Query.Descending ? SortOrder.Descending : SortOrder.Ascending;

    private async Task MakePartnerAsync(OrganisationRow organisation)
    {
        (taken, withdrawn) = (await Dialogs.MakePartnerAsync(organisation), null);
        await ReloadAsync();
    }

    private async Task WithdrawAsync(OrganisationRow organisation)
    {
        (taken, withdrawn) = (null, await Dialogs.WithdrawAsync(organisation));
        await ReloadAsync();
    }

    /// <summary>Also runs after a dialog that did nothing, because it may have reported someone else's change.</summary>
    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task RefreshAfterAsync(Changed change)
    {
        changedBy = change.IsNewsOfPlatform
            ? changedBy
            : $"{change.ActorName} changed {Shown?.Page.Rows.FirstOrDefault(row => row.Id.ToString() == change.Id)?.Name} just now.";
        await LoadAsync();
    }

    private bool IsOfOthers(Changed change) =>
        change.ActorSubject != Staff.Subject
        && !change.IsNewsOfPlatform
        && Shown?.Page.Rows.Any(row => row.Id.ToString() == change.Id) == true;

    public sealed record Found(OrganisationListing Page, IReadOnlyList<AnomalyCount> Anomalies);
}

using Microsoft.AspNetCore.Components;
using Partners.Core.Changes;
using Partners.Core.Organisations;
using Radzen;

namespace Partners.Console.Organisations;

/// <summary>The list. What is searched, filtered, sorted and paged to stands in the address, and nowhere else.</summary>
public sealed partial class OrganisationsPage
{
    private static readonly SortOrder?[] s_sequence = [SortOrder.Ascending, SortOrder.Descending];

    private OrganisationQuery query = new();
    private AgreementTaken? taken;
    private PartnerWithdrawn? withdrawn;
    private string? changedBy;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "partners")]
    public string? PartnersOnly { get; set; }

    [SupplyParameterFromQuery(Name = "attention")]
    public string? Attention { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    public string? Descending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? PageSize { get; set; }

    /// <summary>What is shown. Handed from the first rendering to the open page, so that nothing is asked twice.</summary>
    [PersistentState]
    public Found? Shown { get; set; }

    private bool IsFiltered => !string.IsNullOrWhiteSpace(query.Search) || query.PartnersOnly || query.Anomaly is not null;

    protected override void OnInitialized() => Listen(Feed, IsOfOthers, RefreshAfterAsync);

    protected override async Task OnParametersSetAsync()
    {
        query = OrganisationAddresses.Read(Search, PartnersOnly, Attention, Order, Descending, PageNumber, PageSize);
        if (Shown?.Address != OrganisationAddresses.Of(query))
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var asked = query;
        var page = await Directory.ListAsync(Staff, asked, Leaving);
        var anomalies = await Directory.AnomaliesAsync(Staff, Leaving);

        // While this was loading the person may have typed on: only what was asked last is shown.
        if (asked == query)
        {
            Shown = new(OrganisationAddresses.Of(asked), page, anomalies);
        }
    }

    private void Show(OrganisationQuery next) => Navigation.NavigateTo(OrganisationAddresses.Of(next));

    private void SortBy(LoadDataArgs sorting)
    {
        if (sorting.Sorts?.FirstOrDefault() is { } by)
        {
            Show(query with { Order = OrderFor(by.Property), Descending = by.SortOrder == SortOrder.Descending, Page = 1 });
        }
    }

    private SortOrder? OrderOf(OrganisationOrder order) =>
        query.Order != order ? null : query.Descending ? SortOrder.Descending : SortOrder.Ascending;

    private static OrganisationOrder OrderFor(string? property) => property switch
    {
        nameof(OrganisationRow.IsPartner) => OrganisationOrder.Partner,
        nameof(OrganisationRow.ExternalWorkspaces) => OrganisationOrder.ExternalWorkspaces,
        nameof(OrganisationRow.CreatedAt) => OrganisationOrder.Created,
        _ => OrganisationOrder.Name,
    };

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

    /// <summary>Also after a dialog that did nothing: it may have told of somebody else's change.</summary>
    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task RefreshAfterAsync(Changed change)
    {
        changedBy = $"{change.ActorName} changed {Shown?.Page.Rows.FirstOrDefault(row => row.Id.ToString() == change.Id)?.Name} just now.";
        await LoadAsync();
    }

    private bool IsOfOthers(Changed change) => change.ActorSubject != Staff.Subject && Shown?.Page.Rows.Any(row => row.Id.ToString() == change.Id) == true;

    /// <param name="Address">The address that it answers.</param>
    public sealed record Found(string Address, OrganisationListing Page, IReadOnlyList<AnomalyCount> Anomalies);
}

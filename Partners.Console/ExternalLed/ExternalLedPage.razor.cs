using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.ExternalLed;
using Partners.Core.Referrals;

namespace Partners.Console.ExternalLed;

/// <summary>
/// The pipeline, as a board and as a list. Each rendering loads its own data: two hundred cards or more are too much to hand from the first
/// one to the open page.
/// </summary>
public sealed partial class ExternalLedPage
{
    private PipelineView view = new(new(), IsList: false);
    private PipelineView? loaded;
    private PipelineBoard? board;
    private PipelineListing? listing;
    private DateOnly? asOf;
    private IReadOnlyList<PartnerChoice> partners = [];
    private IReadOnlyList<CandidateOwner> colleagues = [];
    private string? partnerName;
    private BoardColumns? columns;
    private CardActionsHost? work;
    private Guid? evidence;
    private readonly Selection selection = new();
    private string? changedBy;
    private bool opensWithView;

    [SupplyParameterFromQuery(Name = "view")]
    public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "partner")]
    public string? Partner { get; set; }

    [SupplyParameterFromQuery(Name = "owner")]
    public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "signal")]
    public string? SignalName { get; set; }

    [SupplyParameterFromQuery(Name = "stage")]
    public string? Stage { get; set; }

    [SupplyParameterFromQuery(Name = "ready")]
    public string? Ready { get; set; }

    [SupplyParameterFromQuery(Name = "stale")]
    public string? Stale { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    public string? Descending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? Page { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? Size { get; set; }

    [SupplyParameterFromQuery(Name = "card")]
    public string? Card { get; set; }

    [SupplyParameterFromQuery(Name = GridLayout.HiddenParameter)]
    public string? HiddenColumns { get; set; }

    [SupplyParameterFromQuery(Name = GridLayout.DensityParameter)]
    public string? RowDensity { get; set; }

    private PipelineQuery Query => view.Query;

    private GridLayout Layout => GridLayout.Read(HiddenColumns, RowDensity) with { OpensWithView = opensWithView };

    private bool IsFiltered =>
        !string.IsNullOrWhiteSpace(Query.Search)
        || Query.PartnerId is not null
        || Query.OwnerSubject is not null
        || Query.Signals != Signal.None
        || Query.Place is not null
        || Query.IsReady
        || Query.IsStale;

    /// <summary>Order and page size are not filters.</summary>
    private PipelineView Unfiltered => FirstPage with
    {
        Query = FirstPage.Query with
        {
            Search = null,
            PartnerId = null,
            OwnerSubject = null,
            Signals = Signal.None,
            Place = null,
            IsReady = false,
            IsStale = false,
        },
    };

    /// <summary>Without a filter, a board whose cards are all put aside is not empty.</summary>
    private bool IsEmpty =>
        board is not null
            ? board.Columns.All(column => column.Count == 0) && (IsFiltered || board is { Snoozed: 0, Dismissed: 0 })
            : listing?.Total == 0;

    private IEnumerable<CandidateCard> Cards => board?.Columns.SelectMany(column => column.Cards) ?? listing?.Rows ?? [];

    protected override void OnInitialized() => Listen(Feed, Concerns, RefreshAfterAsync);

    protected override async Task OnInitializedAsync()
    {
        partners = await Directory.PartnersAsync(Staff, Leaving);
        colleagues = await Colleagues.ListAsync(Staff, Leaving);
    }

    protected override async Task OnParametersSetAsync()
    {
        view = ExternalLedAddresses.Read(
            View,
            Search,
            Partner,
            Owner,
            SignalName,
            Stage,
            Ready,
            Stale,
            Order,
            Descending,
            Page,
            Size,
            Card);
        if (evidence is not null && evidence != view.Card)
        {
            Dialogs.CloseSide();
        }

        if (loaded != view with { Card = null })
        {
            changedBy = null;
            work?.Clear();
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (view.Card is { } card && card != evidence)
        {
            await ShowEvidenceAsync(card);
        }
    }

    private async Task LoadAsync()
    {
        var asked = view with { Card = null };
        var (shownBoard, shownList) = asked.IsList
            ? ((PipelineBoard?)null, await Directory.ListAsync(Staff, asked.Query, Leaving))
            : (await Directory.BoardAsync(Staff, asked.Query, Leaving), (PipelineListing?)null);
        var read = await Directory.AsOfAsync(Staff, Leaving);
        var name = asked.Query.PartnerId is not { } id || partners.Any(partner => partner.Id == id)
            ? null
            : (await Organisations.FindRowAsync(Staff, id, Leaving))?.Name;

        // The person may have typed on while this loaded. Show only the answer to the latest query.
        if (asked == view with { Card = null })
        {
            (loaded, board, listing, asOf, partnerName) = (asked, shownBoard, shownList, read, name);
        }
    }

    /// <summary>Open until the person closes it, or the address no longer has it.</summary>
    private async Task ShowEvidenceAsync(Guid card)
    {
        evidence = card;
        work?.Clear();
        var here = Navigation.Uri;
        var changed = await Dialogs.OpenEvidenceAsync(card);
        evidence = null;
        if (Navigation.Uri == here)
        {
            Navigation.NavigateTo(LinkTo(view with { Card = null }), replace: true);
        }

        if (changed)
        {
            await LoadAsync();
        }

        columns?.FocusOn(card);
        StateHasChanged();
    }

    private void Show(PipelineQuery next) => Navigation.NavigateTo(LinkTo(view with { Query = next, Card = null }));

    /// <summary>A view's address, keeping the list's layout.</summary>
    private string LinkTo(PipelineView next) => Layout.At(ExternalLedAddresses.Of(next));

    private string EvidenceOf(CandidateCard card) => LinkTo(view with { Card = card.WorkspaceId });

    private string PlaceAddress(CardPlace place) => LinkTo(new(Query with { Place = place }, IsList: true));

    private async Task ActAsync(Func<IReadOnlyList<CandidateCard>, Task<bool>> act)
    {
        if (await act([.. Cards.Where(card => selection.Has(card.WorkspaceId))]))
        {
            selection.Clear();
        }
    }

    private async Task RefreshAfterWorkAsync(Guid? focusOn)
    {
        changedBy = null;
        await LoadAsync();
        if (focusOn is { } card)
        {
            columns?.FocusOn(card);
        }
    }

    private async Task RefreshAfterAsync(Changed change)
    {
        var before = NamedIn(change);
        await LoadAsync();
        if (change.ActorSubject != Staff.Subject && !change.IsNewsOfPlatform)
        {
            changedBy = ExternalLedWords.ByAnother(change, before ?? NamedIn(change));
        }
    }

    private string? NamedIn(Changed change) => Cards.FirstOrDefault(card => card.WorkspaceId == change.WorkspaceId)?.Client;

    /// <summary>
    /// Skips this person's own actions, which show their own outcome; includes refreshes, which end without the person who began them.
    /// </summary>
    private bool Concerns(Changed change) =>
        change.Kind == CandidateSubjects.Refresh
        || (change.ActorSubject != Staff.Subject && change.Kind is CandidateSubjects.Candidate or DealSubjects.Deal);
}

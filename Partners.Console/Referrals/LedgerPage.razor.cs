using System.Globalization;
using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;

namespace Partners.Console.Referrals;

/// <summary>The list of deals, with their totals.</summary>
public sealed partial class LedgerPage
{
    /// <summary>Deals that run come before those that are over.</summary>
    private static readonly IReadOnlyList<DealStatus> s_statuses = [.. Enum.GetValues<DealStatus>().Reverse()];

    private readonly Selection selection = new();
    private string? done;
    private Guid? doneTo;
    private string? changedBy;
    private string? owedTyped;
    private string? owedProblem;

    [SupplyParameterFromQuery(Name = "partner")]
    public string? Partner { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "expiring")]
    public string? Expiring { get; set; }

    [SupplyParameterFromQuery(Name = "owed")]
    public string? Owed { get; set; }

    [SupplyParameterFromQuery(Name = "discount")]
    public string? Discount { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    private bool IsFiltered =>
        !string.IsNullOrWhiteSpace(Query.Search)
        || Query.PartnerId is not null
        || Query.Status is not null
        || Query.ExpiringWithinDays is not null
        || Query.OwedMoreThan is not null
        || Query.DiscountMismatch;

    /// <summary>Order and page size are not filters.</summary>
    private LedgerQuery Unfiltered =>
        Query with
        {
            Search = null,
            PartnerId = null,
            Status = null,
            ExpiringWithinDays = null,
            OwedMoreThan = null,
            DiscountMismatch = false,
            Page = 1,
        };

    private bool IsEmpty => Shown?.Listing.Totals.Deals == 0 && !IsFiltered;

    private string PartnerText => Shown?.PartnerName ?? "Unknown partner";

    /// <summary>Always includes the period in the address.</summary>
    private IReadOnlyList<KebabItem> Exports =>
    [
        new("CSV", LedgerAddresses.CsvOf(Query)) { IsDownload = true },
        new("CSV for Dutch Excel", CsvForms.ForDutchExcel(LedgerAddresses.CsvOf(Query))) { IsDownload = true },
    ];

    private IEnumerable<int> Periods =>
        Query.ExpiringWithinDays is { } asked ? LedgerQuery.Periods.Union([asked]).Order() : LedgerQuery.Periods;

    private string OwedText => (owedProblem is null ? Query.OwedMoreThan?.ToPlainText() : owedTyped) ?? string.Empty;

    protected override void OnInitialized() => Listen(Feed, IsOfOthers, RefreshAfterAsync);

    protected override Task OnParametersSetAsync()
    {
        owedProblem = null;
        return base.OnParametersSetAsync();
    }

    protected override LedgerQuery ReadAddress() =>
        LedgerAddresses.Read(Search, Partner, Status, Expiring, Owed, Discount, Order, Descending, PageNumber, PageSize);

    protected override string AddressOf(LedgerQuery query) => LedgerAddresses.Of(query);

    protected override async Task<Found> FindAsync(LedgerQuery query, CancellationToken cancel)
    {
        var listing = await Directory.ListAsync(Staff, query, cancel);
        var partner = query.PartnerId is not { } id ? null
            : listing.Rows is [var row, ..] ? row.Partner
            : (await Organisations.FindRowAsync(Staff, id, cancel))?.Name;
        return new(listing, partner);
    }

    private static int? DaysOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;

    private void ReadOwed(ChangeEventArgs change)
    {
        owedTyped = change.Value as string;
        owedProblem = TypedAmount.ReadEuros(owedTyped, out var owed);
        if (owedProblem is null)
        {
            Show(Query with { OwedMoreThan = owed, Page = 1 });
        }
    }

    private async Task AddAsync() =>
        await ShowDoneAsync(
            "Added",
            await Dialogs.AddDealAsync(Query.PartnerId is { } id && Shown?.PartnerName is { } name ? (id, name) : null));

    private async Task PayPartnerAsync() =>
        await ShowDoneAsync(
            await Dialogs.PayPartnerAsync(Query.PartnerId is { } id && Shown?.PartnerName is { } name ? new(id, name) : null) is { } paid
                ? LedgerWords.Of(paid)
                : null,
            to: null);

    private async Task AmendAsync(LedgerRow deal) => await ShowDoneAsync("Amended", await Dialogs.AmendDealAsync(deal));

    private async Task EndAsync(LedgerRow deal) => await ShowDoneAsync("Ended", await Dialogs.EndDealAsync(deal));

    private async Task VoidAsync(LedgerRow deal) => await ShowDoneAsync("Voided", await Dialogs.VoidDealAsync(deal));

    private async Task RecordPayoutAsync(LedgerRow deal) =>
        await ShowDoneAsync(
            await Dialogs.RecordPayoutAsync(deal) is { } made
                ? $"Payout of {made.Amount} recorded: {made.Name}. {LedgerWords.Owed(made.Owed)}"
                : null,
            to: null);

    private Task ShowDoneAsync(string what, DealChanged? changed) =>
        ShowDoneAsync(changed is null ? null : $"{what}: {changed.Name}. {LedgerWords.Owed(changed.Owed)}", changed?.DealId);

    /// <summary>Also runs after a dialog that did nothing, because it may have reported someone else's change.</summary>
    /// <param name="to">The deal, if the platform may have to be told.</param>
    private async Task ShowDoneAsync(string? sentence, Guid? to)
    {
        (done, doneTo) = (sentence, to);
        await LoadAsync();
        StateHasChanged();
    }

    private async Task RefreshAfterAsync(Changed change)
    {
        changedBy = change.IsNewsOfPlatform ? changedBy
            : Shown?.Listing.Rows.FirstOrDefault(row => row.Id.ToString() == change.Id) is { } shown
            ? $"{change.ActorName} changed {LedgerWords.NameOf(shown)} just now."
            : null;
        await LoadAsync();
    }

    /// <summary>Any deal of the filter's partner, because a change may bring it into the filter or out of it.</summary>
    private bool IsOfOthers(Changed change) =>
        change.Kind == DealSubjects.Deal
        && change.ActorSubject != Staff.Subject
        && (Query.PartnerId is null || change.OrganisationId == Query.PartnerId);

    /// <param name="PartnerName">The name of the partner in the address; null if it names none or an unknown one.</param>
    public sealed record Found(LedgerListing Listing, string? PartnerName);
}

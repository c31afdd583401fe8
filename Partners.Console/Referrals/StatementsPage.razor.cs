using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Access;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Partners.Core.Values;
using Month = Partners.Core.Values.Month;

namespace Partners.Console.Referrals;

/// <summary>The partners with deals, with links to their statements.</summary>
public sealed partial class StatementsPage
{
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    private string? done;

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Query.Search);

    private Month ThisMonth => Month.Of(Shell.AmsterdamTime.DayOf(Time.GetUtcNow()));

    private Month LastMonth => ThisMonth.Previous();

    protected override void OnInitialized() => Listen(Feed, IsShown, _ => LoadAsync());

    protected override OwedQuery ReadAddress() => StatementAddresses.Read(Search, Order, Descending, PageNumber, PageSize);

    protected override string AddressOf(OwedQuery query) => StatementAddresses.Of(query);

    protected override Task<OwedListing> FindAsync(OwedQuery query, CancellationToken cancel) => Statements.OwedAsync(Staff, query, cancel);

    private IReadOnlyList<KebabItem> MenuOf(PartnerOwed partner) =>
    [
        new(
            "Pay partner…",
            OnClick: () => PayAsync(new(partner.PartnerId, partner.Name)),
            DisabledReason: !Staff.May(Permission.EditLedger) ? new NotPermitted(Permission.EditLedger).Sentence
                : partner.ToPay == Money.Zero ? "Nothing is due."
                : null),
        new($"Statement {LedgerWords.Of(ThisMonth)}", Href: LedgerAddresses.Statement(partner.PartnerId, ThisMonth)) { StartsGroup = true },
        new($"Statement {LedgerWords.Of(LastMonth)}", Href: LedgerAddresses.Statement(partner.PartnerId, LastMonth)),
    ];

    private async Task PayAsync(PartnerChoice? partner) =>
        await ShowAsync(await Dialogs.PayPartnerAsync(partner) is { } paid ? LedgerWords.Of(paid) : null);

    private async Task CloseAllAsync() =>
        await ShowAsync(await Dialogs.CloseAllMonthsAsync() is { } closed ? StatementWords.Of(closed) : null);

    private async Task ShowAsync(string? sentence)
    {
        done = sentence;
        await LoadAsync();
        StateHasChanged();
    }

    /// <summary>What is owed most comes first.</summary>
    private string SortedBy(OwedOrder order) => LinkTo(Query with
    {
        Order = order,
        Descending = Query.Order == order ? !Query.Descending : order != OwedOrder.Partner,
        Page = 1,
    });

    private SortOrder? OrderOf(OwedOrder order) =>
        Query.Order != order ? null : Query.Descending ? SortOrder.Descending : SortOrder.Ascending;

    private bool IsShown(Changed change) =>
        change.Kind is DealSubjects.Deal or DealSubjects.Month && Shown?.Rows.Any(row => row.PartnerId == change.OrganisationId) == true;
}

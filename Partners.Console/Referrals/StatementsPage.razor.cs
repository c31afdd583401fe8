using Microsoft.AspNetCore.Components;
using Partners.Console.Links;
using Partners.Console.Shell;
using Partners.Core.Changes;
using Partners.Core.Referrals;
using Month = Partners.Core.Values.Month;

namespace Partners.Console.Referrals;

/// <summary>The partners with deals, with links to their statements.</summary>
public sealed partial class StatementsPage
{
    [SupplyParameterFromQuery(Name = "sort")]
    public string? Order { get; set; }

    private bool IsFiltered => !string.IsNullOrWhiteSpace(Query.Search);

    private Month ThisMonth => Month.Of(Shell.AmsterdamTime.DayOf(Time.GetUtcNow()));

    private Month LastMonth => ThisMonth.Previous();

    /// <summary>This page changes nothing, so even one's own changes come from another tab.</summary>
    protected override void OnInitialized() => Listen(Feed, IsShown, _ => LoadAsync());

    protected override OwedQuery ReadAddress() => StatementAddresses.Read(Search, Order, Descending, PageNumber, PageSize);

    protected override string AddressOf(OwedQuery query) => StatementAddresses.Of(query);

    protected override Task<OwedListing> FindAsync(OwedQuery query, CancellationToken cancel) => Statements.OwedAsync(Staff, query, cancel);

    private static string LinkTo(PartnerOwed partner, Month month) => $"{LedgerWords.Of(month)}, statement of {partner.Name}";

    /// <summary>What is owed most comes first.</summary>
    private string SortedBy(OwedOrder order) => LinkTo(Query with
    {
        Order = order,
        Descending = Query.Order == order ? !Query.Descending : order == OwedOrder.Owed,
        Page = 1,
    });

    private SortOrder? OrderOf(OwedOrder order) =>
        Query.Order != order ? null : Query.Descending ? SortOrder.Descending : SortOrder.Ascending;

    private bool IsShown(Changed change) =>
        change.Kind is DealSubjects.Deal or DealSubjects.Month && Shown?.Rows.Any(row => row.PartnerId == change.OrganisationId) == true;
}

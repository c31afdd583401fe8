using Microsoft.AspNetCore.Components;
using Partners.Console.Views;

namespace Partners.Console.Shell;

/// <summary>The base of pages with a list. Search, filter, order and page are in the address, and nowhere else.</summary>
/// <typeparam name="TQuery">What can be asked of the list; compared by value.</typeparam>
/// <typeparam name="TFound">What is shown. Handed from the first rendering to the open page as JSON, so that nothing is loaded
/// twice.</typeparam>
public abstract class ListPage<TQuery, TFound> : StaffComponent
    where TQuery : class
    where TFound : class
{
    [Inject]
    protected NavigationManager Navigation { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "q")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "desc")]
    public string? Descending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery(Name = "size")]
    public string? PageSize { get; set; }

    [SupplyParameterFromQuery(Name = GridLayout.HiddenParameter)]
    public string? HiddenColumns { get; set; }

    [SupplyParameterFromQuery(Name = GridLayout.DensityParameter)]
    public string? RowDensity { get; set; }

    [PersistentState]
    public Answer? Answered { get; set; }

    /// <summary>What the address asks for.</summary>
    protected TQuery Query { get; private set; } = default!;

    /// <summary>True if the person's list opens with one of their views. <see cref="GridViews"/> sets it, if the page has views.</summary>
    protected bool OpensWithView { get; set; }

    protected GridLayout Layout => GridLayout.Read(HiddenColumns, RowDensity) with { OpensWithView = OpensWithView };

    /// <summary>Null until the first answer.</summary>
    protected TFound? Shown => Answered?.Found;

    protected abstract TQuery ReadAddress();

    protected abstract string AddressOf(TQuery query);

    protected abstract Task<TFound> FindAsync(TQuery query, CancellationToken cancel);

    protected override async Task OnParametersSetAsync()
    {
        Query = ReadAddress();
        if (Answered?.Address != AddressOf(Query))
        {
            await LoadAsync();
        }
    }

    protected async Task LoadAsync()
    {
        var asked = Query;
        var found = await FindAsync(asked, Leaving);

        // The person may have typed on while this loaded. Show only the answer to the latest query.
        if (asked.Equals(Query))
        {
            Answered = new(AddressOf(asked), found);
        }
    }

    /// <summary>A query's address, keeping this page's layout.</summary>
    protected string LinkTo(TQuery query) => Layout.At(AddressOf(query));

    protected void Show(TQuery next) => Navigation.NavigateTo(LinkTo(next));

    /// <param name="Address">The address it was loaded for.</param>
    public sealed record Answer(string Address, TFound Found);
}

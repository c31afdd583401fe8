using Microsoft.AspNetCore.Components;
using Partners.Console.Views;

namespace Partners.Console.Shell;

/// <summary>
/// What a page with a list begins from. What is searched, filtered, sorted and paged to stands in the address, and nowhere else.
/// </summary>
/// <typeparam name="TQuery">What can be asked of the list; compared by value.</typeparam>
/// <typeparam name="TFound">What is shown. Handed from the first rendering to the open page as JSON, so that nothing is asked twice.</typeparam>
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

    /// <summary>Whether the person's list opens with a view of theirs. <see cref="GridViews"/> says so, where the page has them.</summary>
    protected bool OpensWithView { get; set; }

    protected GridLayout Layout => GridLayout.Read(HiddenColumns, RowDensity) with { OpensWithView = OpensWithView };

    /// <summary>Null until there is an answer.</summary>
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

        // While this was loading the person may have typed on: only what was asked last is shown.
        if (asked.Equals(Query))
        {
            Answered = new(AddressOf(asked), found);
        }
    }

    /// <summary>The address of a query, under the layout that this page has.</summary>
    protected string LinkTo(TQuery query) => Layout.At(AddressOf(query));

    protected void Show(TQuery next) => Navigation.NavigateTo(LinkTo(next));

    /// <param name="Address">The address that it answers.</param>
    public sealed record Answer(string Address, TFound Found);
}

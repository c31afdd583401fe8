using Microsoft.AspNetCore.WebUtilities;
using Radzen;

namespace Partners.Console.Shell;

/// <summary>Which columns of a grid are shown, and how close the rows stand. It stands in the page's address, as what is shown does.</summary>
/// <param name="Hidden">The columns that are not shown, as they stand in an address; a name that means nothing hides nothing.</param>
/// <param name="IsRoomy">Rows with more room, for those who read long or touch.</param>
/// <param name="OpensWithView">Whether the person's list opens with a view of theirs where its address says nothing.</param>
public sealed record GridLayout(string Hidden = "", bool IsRoomy = false, bool OpensWithView = false)
{
    public const string HiddenParameter = "hide";
    public const string DensityParameter = "density";

    /// <summary>What an address says that means the whole list, whatever a person's list opens with.</summary>
    internal const string Everything = "all=true";

    private const string Roomy = "roomy";
    private const char Separator = ',';

    public Density Density => IsRoomy ? Density.Default : Density.Compact;

    private IEnumerable<string> Names => Hidden.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads an address. A value that means nothing is taken as left out.</summary>
    public static GridLayout Read(string? hidden, string? density) => new GridLayout(hidden ?? string.Empty, density == Roomy).InOrder();

    /// <param name="column">By its title.</param>
    public bool Shows(string column) => !Names.Contains(NameOf(column), StringComparer.Ordinal);

    public GridLayout With(string column, bool isShown) =>
        (this with { Hidden = string.Join(Separator, isShown ? Names.Where(name => name != NameOf(column)) : Names.Append(NameOf(column))) }).InOrder();

    /// <summary>The address of all of a list, whatever a person's list opens with.</summary>
    public static string AllOf(string address) => address.Contains('?', StringComparison.Ordinal) ? address : $"{address}?{Everything}";

    /// <summary>The address with this layout; the plain one where it is as it is by default, unless the list opens with a view.</summary>
    public string At(string address)
    {
        var parameters = new List<KeyValuePair<string, string?>>();
        if (Hidden.Length > 0)
        {
            parameters.Add(new(HiddenParameter, Hidden));
        }

        if (IsRoomy)
        {
            parameters.Add(new(DensityParameter, Roomy));
        }

        var whole = QueryHelpers.AddQueryString(address, parameters);
        return OpensWithView ? AllOf(whole) : whole;
    }

    /// <summary>One way to write one layout, so that addresses can be compared.</summary>
    private GridLayout InOrder() => this with { Hidden = string.Join(Separator, Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) };

    private static string NameOf(string column) => column.ToLowerInvariant().Replace(' ', '-');
}

using Microsoft.AspNetCore.WebUtilities;

namespace Partners.Console.Shell;

/// <summary>Which columns of a grid are shown, and how dense its rows are. The page's address carries it, like the query.</summary>
/// <param name="Hidden">The hidden columns, as in the address; unknown names hide nothing.</param>
/// <param name="IsRoomy">Taller rows, for long reading or touch.</param>
/// <param name="OpensWithView">True if the person's list opens with one of their views when its address has no query.</param>
public sealed record GridLayout(string Hidden = "", bool IsRoomy = false, bool OpensWithView = false)
{
    public const string HiddenParameter = "hide";
    public const string DensityParameter = "density";

    /// <summary>In an address: the unfiltered list, even if the person's list opens with a view.</summary>
    internal const string Everything = "all=true";

    private const string Roomy = "roomy";
    private const char Separator = ',';

    private IEnumerable<string> Names => Hidden.Split(Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static GridLayout Read(string? hidden, string? density) => new GridLayout(hidden ?? string.Empty, density == Roomy).InOrder();

    /// <param name="column">The column's title.</param>
    public bool Shows(string column) => !Names.Contains(NameOf(column), StringComparer.Ordinal);

    public GridLayout With(string column, bool isShown) =>
        (this with
        {
            Hidden = string.Join(Separator, isShown ? Names.Where(name => name != NameOf(column)) : Names.Append(NameOf(column))),
        })
            .InOrder();

    /// <summary>The address of the unfiltered list, even if the person's list opens with a view.</summary>
    public static string AllOf(string address) => address.Contains('?', StringComparison.Ordinal) ? address : $"{address}?{Everything}";

    /// <summary>The address with this layout. Defaults are left out, unless the list opens with a view.</summary>
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

    /// <summary>A canonical order, so that addresses can be compared.</summary>
    private GridLayout InOrder() =>
        this with { Hidden = string.Join(Separator, Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) };

    private static string NameOf(string column) => column.ToLowerInvariant().Replace(' ', '-');
}

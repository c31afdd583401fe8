using Microsoft.AspNetCore.WebUtilities;
using Partners.Core.Values;

namespace Partners.Console.Links;

/// <summary>How an address asks for one of the two forms of a download.</summary>
public static class CsvForms
{
    public const string Parameter = "form";

    private const string DutchExcel = "dutch-excel";

    /// <summary>The plain form for people, also for an unknown name.</summary>
    public static CsvForm Read(string? name) => name is DutchExcel ? CsvForm.DutchExcel : CsvForm.ForPeople;

    /// <summary>The same file for Excel on a Dutch computer.</summary>
    public static string ForDutchExcel(string address) => QueryHelpers.AddQueryString(address, Parameter, DutchExcel);
}
